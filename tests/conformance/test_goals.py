"""The goal store, held to one suite over memory and PostgreSQL."""

from datetime import date

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.goal import BASELINE, Goal, GoalId, GoalNotFound, TargetExists
from piggypulse_core.budgeting.model.goal_state import REMOVED, active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.ledger.model.category import Category
from tests.support.bookkeeping import Bookkeeper
from tests.support.works import AnyWork

IDS = SystemIds()
TODAY = date(2026, 6, 15)


@pytest.fixture
async def food(work: AnyWork, alice: UserId) -> Category:
    return await Bookkeeper(work=work, owner=alice).category()


@pytest.fixture
async def june(work: AnyWork, alice: UserId) -> Period:
    period = Period(
        id=PeriodId(IDS.new()), name="June", start=date(2026, 6, 1), end=date(2026, 6, 30)
    )
    async with work() as unit:
        await unit.periods.add(owner=alice, period=period)
    return period


async def save(work: AnyWork, owner: UserId, goal: Goal) -> None:
    async with work() as unit:
        await unit.goals.hold(owner=owner)
        await unit.goals.save(owner=owner, goal=goal)


async def read(work: AnyWork, owner: UserId, goal: GoalId) -> Goal:
    async with work.reading() as unit:
        return await unit.goals.get(owner=owner, goal=goal)


class TestGoalStore:
    async def test_gives_back_every_state(
        self, work: AnyWork, alice: UserId, food: Category, june: Period
    ) -> None:
        kept = Goal(
            id=GoalId(IDS.new()),
            category_id=food.id,
            standing={
                BASELINE: active(value_minor=0),
                date(2026, 1, 1): excluded(value_minor=AMOUNT_MINOR_MAX),
                date(2026, 2, 1): REMOVED,
            },
            overrides={june.id: excluded(value_minor=7)},
        )
        await save(work, alice, kept)

        assert await read(work, alice, kept.id) == kept
        async with work.reading() as unit:
            assert await unit.goals.of_category(owner=alice, category=food.id) == kept

    async def test_keeps_a_stream_as_it_was_saved_last(
        self, work: AnyWork, alice: UserId, food: Category, june: Period
    ) -> None:
        goal = Goal(
            id=GoalId(IDS.new()),
            category_id=food.id,
            standing={BASELINE: active(value_minor=1), date(2026, 1, 1): active(value_minor=2)},
            overrides={june.id: active(value_minor=3)},
        )
        await save(work, alice, goal)
        changed = Goal(
            id=goal.id,
            category_id=food.id,
            standing={BASELINE: active(value_minor=1), date(2026, 2, 1): active(value_minor=9)},
        )
        await save(work, alice, changed)
        assert await read(work, alice, goal.id) == changed

        empty = Goal(id=goal.id, category_id=food.id)
        await save(work, alice, empty)

        assert await read(work, alice, goal.id) == empty

    async def test_refuses_a_second_stream_of_a_category(
        self, work: AnyWork, alice: UserId, food: Category
    ) -> None:
        first, second = (Goal(id=GoalId(IDS.new()), category_id=food.id) for _ in range(2))
        await save(work, alice, first)

        with pytest.raises(TargetExists):
            await save(work, alice, second)

    async def test_forgets_what_was_said_of_a_removed_period(
        self, work: AnyWork, alice: UserId, food: Category, june: Period
    ) -> None:
        goal = Goal(
            id=GoalId(IDS.new()),
            category_id=food.id,
            standing={BASELINE: active(value_minor=1)},
            overrides={june.id: active(value_minor=3)},
        )
        await save(work, alice, goal)

        async with work() as unit:
            await unit.periods.delete(owner=alice, period=june.id)

        assert await read(work, alice, goal.id) == goal.without(period=june.id)

    async def test_a_stranger_finds_nothing(
        self, work: AnyWork, alice: UserId, bob: UserId, food: Category
    ) -> None:
        goal = Goal(id=GoalId(IDS.new()), category_id=food.id, standing={BASELINE: REMOVED})
        await save(work, alice, goal)

        for one in (goal.id, GoalId(IDS.new())):
            with pytest.raises(GoalNotFound):
                await read(work, bob, one)
        async with work.reading() as unit:
            assert await unit.goals.of_category(owner=bob, category=food.id) is None


class TestCategoryGoals:
    async def set_target(
        self, work: AnyWork, owner: UserId, food: Category, value: int, today: date = TODAY
    ) -> Goal:
        async with work() as unit:
            await unit.category_goals.hold(owner=owner)
            await unit.category_goals.set_standing(
                owner=owner,
                category=food.id,
                value_minor=value,
                stream=IDS.new(),
                today=today,
            )
            goal = await unit.goals.of_category(owner=owner, category=food.id)
        assert goal is not None
        return goal

    async def test_begin_a_stream_that_holds_throughout(
        self, work: AnyWork, alice: UserId, food: Category
    ) -> None:
        goal = await self.set_target(work, alice, food, 500)

        assert goal.standing == {BASELINE: active(value_minor=500)}

    async def test_continue_it_from_the_current_period_on(
        self, work: AnyWork, alice: UserId, food: Category, june: Period
    ) -> None:
        first = await self.set_target(work, alice, food, 500)

        second = await self.set_target(work, alice, food, 600)

        assert second.id == first.id
        assert second.standing == {
            BASELINE: active(value_minor=500),
            june.start: active(value_minor=600),
        }

    async def test_leave_it_alone_when_nothing_changes(
        self, work: AnyWork, alice: UserId, food: Category, june: Period
    ) -> None:
        first = await self.set_target(work, alice, food, 500)

        assert await self.set_target(work, alice, food, 500) == first
