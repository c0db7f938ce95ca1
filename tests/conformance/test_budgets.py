"""Period rows and targets of the worked example, out of both back ends."""

from datetime import date

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.target import Target
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from tests.support.budgeting import Budgeter, noon
from tests.support.worked_example import Household, household, keep, moved
from tests.support.works import AnyWork

TODAY = date(2031, 5, 10)


@pytest.fixture
def house() -> Household:
    return household()


@pytest.fixture
async def budget(work: AnyWork, alice: UserId, house: Household) -> Budgeter:
    await keep(work, owner=alice, house=house)
    return Budgeter(work=work, owner=alice, clock=FixedClock(noon(TODAY)))


def figures(target: Target) -> tuple[int, int | None, int | None, int, str]:
    return (
        target.spent_minor,
        target.state.budgeted_minor,
        target.previous_minor,
        target.projected_variance_minor,
        target.status,
    )


class TestPeriodRows:
    @pytest.mark.parametrize(
        ("name", "status", "remaining", "count", "spent", "total", "share"),
        [
            ("P1", "past", None, 5, 94400, 151000, 63),
            ("P2", "past", None, 5, 144450, 137000, 100),
            ("P3", "active", 15, 9, 100220, 146000, 69),
        ],
    )
    async def test_are_those_on_paper(
        self,
        budget: Budgeter,
        house: Household,
        *,
        name: str,
        status: str,
        remaining: int | None,
        count: int,
        spent: int,
        total: int,
        share: int,
    ) -> None:
        row = await budget.row(house.periods[name].id)

        assert (row.status, row.remaining, row.percent_used) == (status, remaining, share)
        assert (row.sums.transactions, row.sums.spent_minor) == (count, spent)
        assert row.budgeted_minor == total

    async def test_are_the_same_in_a_list(self, budget: Budgeter, house: Household) -> None:
        rows = await budget.walk()

        assert [row.period.name for row in rows] == ["P3", "P2", "P1"]
        for row in rows:
            assert row == await budget.row(row.period.id)

    async def test_follow_a_transaction_that_moves(self, work: AnyWork, bob: UserId) -> None:
        await keep(work, owner=bob, house=household(entries=moved(9, to="2031-05-01")))
        budget = Budgeter(work=work, owner=bob, clock=FixedClock(noon(TODAY)))

        rows = await budget.walk()

        assert [row.sums.spent_minor for row in rows] == [153520, 91150, 94400]

    @pytest.mark.parametrize(
        ("today", "remaining", "status"),
        [
            (date(2031, 4, 28), 27, "active"),
            (date(2031, 5, 25), 0, "active"),
            (date(2031, 6, 30), None, "past"),
            (date(2031, 4, 10), 28, "upcoming"),
        ],
    )
    async def test_count_today_as_elapsed(
        self, budget: Budgeter, house: Household, today: date, remaining: int | None, status: str
    ) -> None:
        row = await budget.on(today).row(house.periods["P3"].id)

        assert (row.remaining, row.status) == (remaining, status)


class TestTargets:
    async def test_of_the_current_period_are_those_on_paper(self, budget: Budgeter) -> None:
        found = await budget.targets()

        assert {row.category.name: figures(row) for row in found.rows} == {
            "Energy": (0, None, None, 0, "excluded"),
            "Food": (9870, 36000, 30000, 14742, "active"),
            "Housing": (70000, 70000, 70000, -5385, "active"),
            "Leisure": (2600, 15000, 12000, 9400, "active"),
            "Wages": (214500, 210000, 210000, -252000, "active"),
        }
        assert {row.category.name for row in found.rows if row.source == "override"} == {"Leisure"}

    @pytest.mark.parametrize(
        ("name", "position", "with_targets", "categories", "progress", "expense_goal"),
        [
            ("P1", 31600, 6, 6, 100, 126000),
            ("P2", -32450, 4, 5, 100, 112000),
            ("P3", 38530, 4, 5, 46, 121000),
        ],
    )
    async def test_add_up_to_the_summary_on_paper(
        self,
        budget: Budgeter,
        house: Household,
        *,
        name: str,
        position: int,
        with_targets: int,
        categories: int,
        progress: int,
        expense_goal: int,
    ) -> None:
        summary = (await budget.targets(house.periods[name])).summary

        assert (summary.position_minor, summary.progress) == (position, progress)
        assert (summary.with_targets, summary.categories) == (with_targets, categories)
        assert (summary.income_goal_minor, summary.expense_goal_minor) == (210000, expense_goal)

    async def test_project_what_is_booked_today_but_nothing_later(self, budget: Budgeter) -> None:
        """On 05-02, the fifth of 28 days, on which the only food was bought."""
        found = await budget.on(date(2031, 5, 2)).targets()

        rows = {row.category.name: figures(row) for row in found.rows}
        assert rows["Food"] == (9870, 36000, 30000, 36000 - 55272, "active")
        assert rows["Leisure"] == (2600, 15000, 12000, 15000 - 2600, "active")

    async def test_of_past_periods_are_what_was_in_force_then(
        self, budget: Budgeter, house: Household
    ) -> None:
        first = {row.category.name: row for row in (await budget.targets(house.periods["P1"])).rows}
        second = {
            row.category.name: row for row in (await budget.targets(house.periods["P2"])).rows
        }

        assert figures(first["Courses"]) == (6000, 5000, None, -1000, "active")
        assert figures(second["Energy"]) == (0, None, 9000, 0, "excluded")
        assert "Courses" not in second


class TestBudgetReader:
    async def test_gathers_nothing_for_somebody_else(
        self, budget: Budgeter, work: AnyWork, bob: UserId
    ) -> None:
        spans = [Span(start=date(2031, 3, 3), end=date(2031, 5, 25))]
        async with work.reading() as unit:
            plan = await unit.budgets.budget(owner=bob, currency_code="EUR")
            sums = await unit.budgets.period_sums(owner=bob, currency_code="EUR", spans=spans)
            categories = await unit.budgets.category_sums(
                owner=bob, currency_code="EUR", span=spans[0], until=TODAY
            )

        assert (plan.lines, plan.limits) == ([], [])
        assert [(one.spent_minor, one.transactions) for one in sums] == [(0, 0)]
        assert categories == []

    async def test_counts_no_account_without_a_currency(
        self, budget: Budgeter, work: AnyWork
    ) -> None:
        spans = [Span(start=date(2031, 3, 3), end=date(2031, 5, 25))]
        async with work.reading() as unit:
            plan = await unit.budgets.budget(owner=budget.owner, currency_code=None)
            sums = await unit.budgets.period_sums(
                owner=budget.owner, currency_code=None, spans=spans
            )

        assert plan.limits == []
        assert [(one.spent_minor, one.transactions) for one in sums] == [(0, 0)]

    async def test_answers_spans_in_the_order_asked(self, budget: Budgeter, work: AnyWork) -> None:
        late = Span(start=date(2031, 4, 28), end=date(2031, 5, 25))
        early = Span(start=date(2031, 3, 3), end=date(2031, 3, 30))
        async with work.reading() as unit:
            sums = await unit.budgets.period_sums(
                owner=budget.owner, currency_code="EUR", spans=[late, early, late]
            )
            none = await unit.budgets.period_sums(owner=budget.owner, currency_code="EUR", spans=[])

        assert [one.spent_minor for one in sums] == [100220, 94400, 100220]
        assert none == []
