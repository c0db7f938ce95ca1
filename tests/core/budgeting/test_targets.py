"""What people can do with targets, over memory."""

from dataclasses import replace
from datetime import date

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.goal import (
    AlreadyExcluded,
    GoalId,
    GoalNotFound,
    NotExcluded,
    TargetExists,
    TargetIsComputed,
)
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, Period, PeriodId, PeriodNotFound
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.refusal import InvalidInput, ReferenceNotFound
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.budgeting import Budgeter
from tests.support.clock import TODAY


@pytest.fixture
def budget(work: MemoryWork, alice: UserId) -> Budgeter:
    return Budgeter(work=work, owner=alice)


@pytest.fixture
def books(work: MemoryWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


async def may(budget: Budgeter) -> Period:
    return await budget.period(date(2026, 5, 1), date(2026, 5, 31), name="May")


async def june(budget: Budgeter) -> Period:
    return await budget.period(date(2026, 6, 1), date(2026, 6, 30), name="June")


async def subscriptions(budget: Budgeter) -> Category:
    """A category whose goal is computed."""
    category = Category(
        id=CategoryId(budget.ids.new()),
        type="expense",
        name="Subscriptions",
        icon="📺",
        behavior="subscription",
    )
    async with budget.work() as unit:
        await unit.categories.add(owner=budget.owner, category=category)
    return category


class TestCreateTarget:
    async def test_holds_in_every_period_at_first(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        before, now = await may(budget), await june(budget)

        made = await budget.set_goal(await books.category(), 40000)

        assert (made.state.budgeted_minor, made.previous_minor) == (40000, 40000)
        assert (made.source, made.status) == ("standing", "active")
        for period in (before, now):
            assert len((await budget.targets(period)).rows) == 1

    async def test_answers_how_the_category_is_doing(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        await june(budget)
        food = await books.category()
        giro = await books.account()
        await books.book_all(
            regular(giro, food, 150), regular(giro, food, 40, on=date(2026, 6, 20))
        )

        made = await budget.set_goal(food, 1000)

        assert made.spent_minor == 190
        assert made.projected_variance_minor == 1000 - 300

    async def test_says_nothing_of_spending_outside_any_period(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        food = await books.category()
        await books.book(regular(await books.account(), food))

        made = await budget.set_goal(food, 1000)

        assert (made.spent_minor, made.projected_variance_minor) == (0, 0)
        assert (made.state.budgeted_minor, made.previous_minor) == (1000, None)

    async def test_refuses_a_second_goal_excluded_or_not(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        await june(budget)
        food = await books.category()
        made = await budget.set_goal(food, 1000)

        with pytest.raises(TargetExists):
            await budget.set_goal(food, 1000)
        await budget.exclude_goal(made.id)
        with pytest.raises(TargetExists):
            await budget.set_goal(food, 1000)

    async def test_continues_a_stream_that_holds_elsewhere_only(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        before, now = await may(budget), await june(budget)
        food = await books.category()
        first = await budget.set_goal(food, 500, only_in=before)
        assert (first.source, first.state.budgeted_minor) == ("override", 500)
        assert (await budget.targets(now)).rows == []

        second = await budget.set_goal(food, 700)

        assert second.id == first.id
        assert (second.state.budgeted_minor, second.previous_minor) == (700, 500)

    async def test_refuses_categories_that_take_no_goal(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        food = await books.category()
        with pytest.raises(ReferenceNotFound):
            await budget.set_goal(replace(food, id=CategoryId(budget.ids.new())), 1)
        with pytest.raises(CategoryTypeMismatch):
            await budget.set_goal(await books.category(type="transfer"), 1)
        with pytest.raises(Archived):
            await budget.set_goal(await books.category(archived_on=TODAY), 1)
        with pytest.raises(TargetIsComputed):
            await budget.set_goal(await subscriptions(budget), 1)

    async def test_refuses_a_period_nobody_has(self, budget: Budgeter, books: Bookkeeper) -> None:
        period = await june(budget)
        unknown = replace(period, id=PeriodId(budget.ids.new()))

        with pytest.raises(ReferenceNotFound) as refusal:
            await budget.set_goal(await books.category(), 1, only_in=unknown)

        assert [fault.field for fault in refusal.value.faults] == ["periodId"]

    @pytest.mark.parametrize("value", [-1, AMOUNT_MINOR_MAX + 1])
    async def test_refuses_values_out_of_bounds(
        self, budget: Budgeter, books: Bookkeeper, value: int
    ) -> None:
        with pytest.raises(InvalidInput):
            await budget.set_goal(await books.category(), value)


class TestUpdateTarget:
    async def test_leaves_closed_periods_alone(self, budget: Budgeter, books: Bookkeeper) -> None:
        before, now = await may(budget), await june(budget)
        made = await budget.on(date(2026, 5, 5)).set_goal(await books.category(), 100)

        changed = await budget.on(TODAY).change_goal(made.id, 200)

        assert (changed.state.budgeted_minor, changed.previous_minor) == (200, 100)
        assert (await budget.row(before.id)).budgeted_minor == 100
        assert (await budget.row(now.id)).budgeted_minor == 200

    async def test_answers_for_the_period_it_names(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        before, now = await may(budget), await june(budget)
        made = await budget.set_goal(await books.category(), 100)

        changed = await budget.change_goal(made.id, 900, only_in=before)

        assert (changed.state.budgeted_minor, changed.source) == (900, "override")
        assert (await budget.row(now.id)).budgeted_minor == 100

    async def test_keeps_an_exclusion(self, budget: Budgeter, books: Bookkeeper) -> None:
        now = await june(budget)
        made = await budget.set_goal(await books.category(), 100)
        await budget.exclude_goal(made.id)

        changed = await budget.change_goal(made.id, 250)

        assert (changed.status, changed.state.excluded_minor) == ("excluded", 250)
        assert changed.projected_variance_minor == 0
        assert (await budget.row(now.id)).budgeted_minor == 0

    async def test_refuses_what_subscriptions_compute(self, budget: Budgeter) -> None:
        category = await subscriptions(budget)
        stream = GoalId(budget.ids.new())
        async with budget.work() as unit:
            await unit.category_goals.set_standing(
                owner=budget.owner,
                category=category.id,
                value_minor=5,
                stream=stream,
                today=TODAY,
            )

        with pytest.raises(TargetIsComputed):
            await budget.change_goal(stream, 6)

    async def test_is_not_for_strangers(
        self, budget: Budgeter, books: Bookkeeper, work: MemoryWork, bob: UserId
    ) -> None:
        now = await june(budget)
        food = await books.category()
        made = await budget.set_goal(food, 100)
        stranger = Budgeter(work=work, owner=bob)

        for goal in (made.id, GoalId(budget.ids.new())):
            with pytest.raises(GoalNotFound):
                await stranger.change_goal(goal, 5)
        with pytest.raises(ReferenceNotFound):
            await stranger.set_goal(food, 5)
        with pytest.raises(PeriodNotFound):
            await stranger.targets(now)

        assert (await budget.row(now.id)).budgeted_minor == 100


class TestExcludeTarget:
    async def test_sets_a_goal_aside_until_it_is_included_again(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        before, now = await may(budget), await june(budget)
        made = await budget.set_goal(await books.category(), 100)

        aside = await budget.exclude_goal(made.id)
        figures = [(await budget.row(one.id)).budgeted_minor for one in (before, now)]
        again = await budget.include_goal(made.id)

        assert (aside.status, aside.state.excluded_minor) == ("excluded", 100)
        assert figures == [100, 0]
        assert again == made

    async def test_can_be_for_one_period_alone(self, budget: Budgeter, books: Bookkeeper) -> None:
        before, now = await may(budget), await june(budget)
        made = await budget.set_goal(await books.category(), 100)

        aside = await budget.exclude_goal(made.id, only_in=before)

        assert (aside.status, aside.source) == ("excluded", "override")
        assert (await budget.row(before.id)).budgeted_minor == 0
        assert (await budget.row(now.id)).budgeted_minor == 100

    async def test_refuses_what_is_so_already(self, budget: Budgeter, books: Bookkeeper) -> None:
        made = await budget.set_goal(await books.category(), 100)

        with pytest.raises(NotExcluded):
            await budget.include_goal(made.id)
        await budget.exclude_goal(made.id)
        with pytest.raises(AlreadyExcluded):
            await budget.exclude_goal(made.id)


class TestDeleteTarget:
    async def test_leaves_closed_periods_alone(self, budget: Budgeter, books: Bookkeeper) -> None:
        before, now = await may(budget), await june(budget)
        food = await books.category()
        made = await budget.set_goal(food, 100)

        await budget.end_goal(made.id)

        assert (await budget.row(before.id)).budgeted_minor == 100
        assert (await budget.targets(now)).rows == []
        with pytest.raises(GoalNotFound):
            await budget.end_goal(made.id)
        assert (await budget.set_goal(food, 30)).id == made.id

    async def test_of_one_period_restores_the_standing_goal(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        now = await june(budget)
        made = await budget.set_goal(await books.category(), 100)
        await budget.change_goal(made.id, 900, only_in=now)

        await budget.end_goal(made.id, only_in=now)

        assert (await budget.row(now.id)).budgeted_minor == 100
        with pytest.raises(GoalNotFound):
            await budget.end_goal(made.id, only_in=now)

    async def test_is_not_for_strangers(
        self, budget: Budgeter, books: Bookkeeper, work: MemoryWork, bob: UserId
    ) -> None:
        now = await june(budget)
        made = await budget.set_goal(await books.category(), 100)
        stranger = Budgeter(work=work, owner=bob)

        for goal in (made.id, GoalId(budget.ids.new())):
            for write in (stranger.exclude_goal, stranger.include_goal, stranger.end_goal):
                with pytest.raises(GoalNotFound):
                    await write(goal)

        assert (await budget.row(now.id)).budgeted_minor == 100


class TestListTargets:
    async def test_lists_by_name_and_adds_up_what_counts(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        await june(budget)
        rent = await books.category(name="rent")
        pay = await books.category(name="Pay", type="income")
        food = await books.category(name="Food")
        await books.category(name="Zoo")
        for category, value in ((rent, 800), (pay, 3000), (food, 300)):
            await budget.set_goal(category, value)
        made = (await budget.targets()).rows[-1]
        await budget.exclude_goal(made.id)
        await books.book(regular(await books.account(), food, 120))

        found = await budget.targets()

        assert [row.category.name for row in found.rows] == ["Food", "Pay", "rent"]
        assert [row.status for row in found.rows] == ["active", "active", "excluded"]
        summary = found.summary
        assert (summary.position_minor, summary.progress) == (180, 50)
        assert (summary.income_goal_minor, summary.expense_goal_minor) == (3000, 300)
        assert (summary.with_targets, summary.categories) == (2, 4)

    async def test_forgets_an_archived_category_after_its_period(
        self, budget: Budgeter, books: Bookkeeper, work: MemoryWork
    ) -> None:
        before, now = await may(budget), await june(budget)
        gone = await books.category(archived_on=date(2026, 5, 31))
        async with work() as unit:
            await unit.category_goals.set_standing(
                owner=budget.owner,
                category=gone.id,
                value_minor=70,
                stream=budget.ids.new(),
                today=date(2026, 5, 2),
            )

        assert [row.state.budgeted_minor for row in (await budget.targets(before)).rows] == [70]
        assert (await budget.targets(now)).rows == []
        assert (await budget.row(before.id)).budgeted_minor == 70
        assert (await budget.row(now.id)).budgeted_minor == 0

    async def test_needs_a_period(self, budget: Budgeter) -> None:
        with pytest.raises(NoCurrentPeriod):
            await budget.targets()
