"""Goals in PostgreSQL."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from piggypulse_adapters.postgres.budgeting.periods import PostgresPeriods
from piggypulse_adapters.postgres.budgeting.subscriptions import PostgresSubscriptions
from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.refusals import translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.computed_goal import computed
from piggypulse_core.budgeting.model.goal import (
    Goal,
    GoalId,
    GoalNotFound,
    Reach,
    saved_with_category,
)
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.budgeting.model.subscription import monthly_total
from piggypulse_core.budgeting.ports import GoalStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.ports import CategoryGoals

SQL = load(package=__package__, file="goals.sql")


def goals_from(rows: Iterable[tuple[Any, ...]]) -> list[Goal]:
    """Streams out of their states: goal, category, effective date or period, state, value.

    The rows of one stream follow each other.
    """
    return [_goal_from(list(said)) for _, said in groupby(rows, key=lambda row: row[0])]


def _goal_from(rows: Sequence[tuple[Any, ...]]) -> Goal:
    return Goal(
        id=rows[0][0],
        category_id=rows[0][1],
        standing={row[2]: _state_from(row) for row in rows if row[2] is not None},
        overrides={row[3]: _state_from(row) for row in rows if row[3] is not None},
    )


def _state_from(row: tuple[Any, ...]) -> GoalState:
    return GoalState(kind=row[4], value_minor=row[5])


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresGoals(GoalStore, CategoryGoals):
    """The goals seen through one connection."""

    connection: Connection

    async def hold(self, *, owner: UserId) -> None:
        await PostgresPeriods(connection=self.connection).hold(owner=owner)

    async def get(self, *, owner: UserId, goal: GoalId) -> Goal:
        cursor = await self.connection.execute(
            SQL["get_goal"], {"owner": owner, "goal": goal}, binary=True
        )
        found = goals_from(await cursor.fetchall())
        if not found:
            raise GoalNotFound
        return found[0]

    async def of_category(self, *, owner: UserId, category: CategoryId) -> Goal | None:
        cursor = await self.connection.execute(
            SQL["goal_of_category"], {"owner": owner, "category": category}, binary=True
        )
        found = goals_from(await cursor.fetchall())
        return found[0] if found else None

    async def save(self, *, owner: UserId, goal: Goal) -> None:
        stream = {"owner": owner, "goal": goal.id}
        entries, overrides = goal.standing, goal.overrides
        with translated():
            await self.connection.execute(SQL["add_goal"], {**stream, "category": goal.category_id})
        await self.connection.execute(
            SQL["save_entries"], {**stream, "dates": list(entries), **_columns(entries.values())}
        )
        await self.connection.execute(
            SQL["save_overrides"],
            {**stream, "periods": list(overrides), **_columns(overrides.values())},
        )

    async def set_standing(
        self, *, owner: UserId, category: CategoryId, value_minor: int, stream: UUID, today: date
    ) -> None:
        periods = PostgresPeriods(connection=self.connection)
        goal = saved_with_category(
            goal=await self.of_category(owner=owner, category=category),
            id=GoalId(stream),
            category=category,
            value_minor=value_minor,
            reach=Reach(today=today, current=await periods.containing(owner=owner, day=today)),
        )
        await self.save(owner=owner, goal=goal)

    async def standing_minor(self, *, owner: UserId, category: CategoryId, day: date) -> int | None:
        goal = await self.of_category(owner=owner, category=category)
        return None if goal is None else goal.standing_minor(day=day)

    async def delete(self, *, owner: UserId, category: CategoryId) -> None:
        await self.connection.execute(SQL["delete_goal"], {"owner": owner, "category": category})

    async def compute(
        self, *, owner: UserId, category: Category, new_id: Callable[[], UUID], today: date
    ) -> None:
        if not category.has_computed_goal:
            return
        periods = PostgresPeriods(connection=self.connection)
        subscriptions = PostgresSubscriptions(connection=self.connection)
        known = await self.of_category(owner=owner, category=category.id)
        own = await subscriptions.every(owner=owner, category=category.id)
        goal = computed(
            goal=known,
            id=GoalId(new_id()),
            category=category.id,
            value_minor=monthly_total(subscriptions=own, today=today),
            reach=Reach(today=today, current=await periods.containing(owner=owner, day=today)),
        )
        if goal is not None and goal != known:
            await self.save(owner=owner, goal=goal)


def _columns(states: Iterable[GoalState]) -> dict[str, object]:
    said = list(states)
    return {
        "states": [state.kind for state in said],
        "values": [state.value_minor for state in said],
    }
