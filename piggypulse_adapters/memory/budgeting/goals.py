"""Goals in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from piggypulse_adapters.memory.budgeting.periods import MemoryPeriods
from piggypulse_adapters.memory.budgeting.subscriptions import MemorySubscriptions
from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.computed_goal import computed
from piggypulse_core.budgeting.model.goal import (
    Goal,
    GoalId,
    GoalNotFound,
    Reach,
    TargetExists,
    saved_with_category,
)
from piggypulse_core.budgeting.model.subscription import monthly_total
from piggypulse_core.budgeting.ports import GoalStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.ports import CategoryGoals


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryGoals(GoalStore, CategoryGoals):
    """The goals seen through one transaction."""

    transaction: Transaction

    async def hold(self, *, owner: UserId) -> None:
        """Units that write come one after the other anyway."""

    async def get(self, *, owner: UserId, goal: GoalId) -> Goal:
        found = self.transaction.rows(Goal, owner=owner).get(goal)
        if found is None:
            raise GoalNotFound
        return found

    async def of_category(self, *, owner: UserId, category: CategoryId) -> Goal | None:
        for goal in self.transaction.rows(Goal, owner=owner).values():
            if goal.category_id == category:
                return goal
        return None

    async def save(self, *, owner: UserId, goal: Goal) -> None:
        known = await self.of_category(owner=owner, category=goal.category_id)
        if known is not None and known.id != goal.id:
            raise TargetExists
        self.transaction.writable(Goal, owner=owner)[goal.id] = goal

    async def set_standing(
        self, *, owner: UserId, category: CategoryId, value_minor: int, stream: UUID, today: date
    ) -> None:
        periods = MemoryPeriods(transaction=self.transaction)
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
        goal = await self.of_category(owner=owner, category=category)
        if goal is not None:
            del self.transaction.writable(Goal, owner=owner)[goal.id]

    async def compute(
        self, *, owner: UserId, category: Category, new_id: Callable[[], UUID], today: date
    ) -> None:
        if not category.has_computed_goal:
            return
        periods = MemoryPeriods(transaction=self.transaction)
        subscriptions = MemorySubscriptions(transaction=self.transaction)
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
