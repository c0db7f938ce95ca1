"""The figures of categories out of the worked example, from both back ends."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.category_detail import CategoryDetail
from piggypulse_core.insights.model.category_overview import CategoryOverview
from piggypulse_core.insights.usecases.categories import (
    ReadCategoryDetail,
    ReadCategoryOverview,
    ReadCategoryTrend,
)
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import CategoryNotFound
from tests.support.people import new_user
from tests.support.worked_example import NOON, Household, household, keep
from tests.support.works import AnyWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody with the household's book who asks about categories on a day."""

    work: AnyWork
    owner: UserId
    house: Household
    clock: FixedClock

    def period(self, name: str | None) -> UUID | None:
        return None if name is None else self.house.period(name)

    async def overview(self, period: str | None = "P3") -> CategoryOverview:
        read = ReadCategoryOverview(work=self.work, clock=self.clock)
        return await read(owner=self.owner, period=self.period(period))

    async def detail(self, category: str, period: str | None = "P3") -> CategoryDetail:
        read = ReadCategoryDetail(work=self.work, clock=self.clock)
        key = self.house.categories[category].id
        return await read(owner=self.owner, category=key, period=self.period(period))

    async def trend(self, category: str, limit: int = 6) -> list[tuple[str, int]]:
        read = ReadCategoryTrend(work=self.work, clock=self.clock)
        key = self.house.categories[category].id
        points = await read(owner=self.owner, category=key, limit=limit)
        return [(point.period.name, point.total_minor) for point in points]


async def asking(work: AnyWork, *, day: str = "2031-05-10") -> Asking:
    house = household()
    owner = await new_user(work)
    await keep(work, owner=owner, house=house)
    now = datetime.combine(date.fromisoformat(day), NOON.timetz())
    return Asking(work=work, owner=owner, house=house, clock=FixedClock(now))


class TestCategoryOverview:
    async def test_sets_every_category_against_its_goal(self, work: AnyWork) -> None:
        shown = await (await asking(work)).overview()

        assert [
            (
                row.planned.category.name,
                row.actual_minor,
                row.projected_minor,
                row.budgeted_minor,
                row.variance_minor,
            )
            for row in shown.rows
        ] == [
            ("Courses", 0, 0, None, 0),
            ("Energy", 0, 0, None, 0),
            ("Food", 9870, 21258, 36000, 26130),
            ("Housing", 70000, 75385, 70000, 0),
            ("Leisure", 2600, 5600, 15000, 12400),
            ("Wages", 214500, 462000, 210000, -4500),
        ]

    @pytest.mark.parametrize(
        ("period", "sums", "beside", "progress"),
        [
            ("P1", (94400, 126000, 31600), (0, 0), 100),
            ("P2", (144450, 112000, -32450), (0, 0), 100),
            ("P3", (82470, 121000, 38530), (2750, 15000), 46),
            (None, (82470, 121000, 38530), (2750, 15000), 46),
        ],
    )
    async def test_adds_up_expenses_and_what_lies_beside(
        self,
        work: AnyWork,
        period: str | None,
        sums: tuple[int, int, int],
        beside: tuple[int, int],
        progress: int,
    ) -> None:
        shown = await (await asking(work)).overview(period)

        assert (shown.spent_minor, shown.budgeted_minor, shown.variance_minor) == sums
        assert (shown.uncategorized_minor, shown.top_ups_minor) == beside
        assert (shown.budgeted_income_minor, shown.progress) == (210000, progress)
        assert shown.period_spent_minor == sums[0] + sum(beside)
        assert [one.name for one in shown.excluded_accounts] == ["Dollars"]

    async def test_tells_the_goal_that_stands_today_beside_the_periods(self, work: AnyWork) -> None:
        shown = await (await asking(work)).overview("P1")

        rows = {row.planned.category.name: row for row in shown.rows}
        assert (rows["Food"].planned.goal_minor, rows["Food"].budgeted_minor) == (36000, 30000)
        assert (rows["Leisure"].planned.goal_minor, rows["Energy"].planned.goal_minor) == (
            12000,
            None,
        )
        assert (rows["Courses"].actual_minor, rows["Courses"].variance_minor) == (6000, -1000)

    async def test_has_no_budget_where_nobody_set_a_goal(self, work: AnyWork) -> None:
        owner, house = await new_user(work), replace(household(), goals=())
        await keep(work, owner=owner, house=house)
        asked = Asking(work=work, owner=owner, house=house, clock=FixedClock(NOON))

        shown = await asked.overview()

        assert (shown.budgeted_minor, shown.budgeted_income_minor) == (None, None)
        assert (shown.spent_minor, shown.variance_minor) == (82470, 0)

    async def test_needs_a_period_of_ones_own(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = replace(alice, owner=await new_user(work))

        with pytest.raises(PeriodNotFound):
            await bob.overview("P3")
        with pytest.raises(NoCurrentPeriod):
            await bob.overview(None)


class TestCategoryDetail:
    @pytest.mark.parametrize(
        ("category", "spend", "budgeted", "trend", "recent"),
        [
            ("Courses", (0, 0), None, [6000, 0, 0], []),
            ("Energy", (0, 0), None, [0, 0, 0], []),
            ("Food", (9870, 1), 36000, [18400, 21150, 9870], [13]),
            ("Housing", (70000, 2), 70000, [70000, 70000, 70000], [20, 12]),
            ("Leisure", (2600, 1), 15000, [0, 53300, 2600], [16]),
            ("Wages", (214500, 1), 210000, [210000, 210000, 214500], [11]),
            ("Transfer", (25000, 2), None, [40000, 20000, 25000], [18, 14]),
        ],
    )
    async def test_tells_a_period_and_those_before(
        self,
        work: AnyWork,
        *,
        category: str,
        spend: tuple[int, int],
        budgeted: int | None,
        trend: list[int],
        recent: list[int],
    ) -> None:
        asked = await asking(work)

        shown = await asked.detail(category)

        assert (shown.activity.total_minor, shown.activity.transactions) == spend
        assert shown.budgeted_minor == budgeted
        assert [point.total_minor for point in shown.trend] == trend
        assert [point.period.name for point in shown.trend] == ["P1", "P2", "P3"]
        assert [row.description for row in shown.recent] == [f"No. {number}" for number in recent]
        assert [total for _, total in await asked.trend(category)] == trend

    async def test_looks_back_from_the_period_shown(self, work: AnyWork) -> None:
        shown = await (await asking(work)).detail("Food", "P2")

        assert [point.period.name for point in shown.trend] == ["P1", "P2"]
        assert (shown.budgeted_minor, shown.planned.goal_minor) == (30000, 36000)

    async def test_names_the_vendor_of_a_booking(self, work: AnyWork) -> None:
        asked = await asking(work)

        food, wages = await asked.detail("Food"), await asked.detail("Wages")

        assert food.recent[0].vendor_name == "Market"
        assert food.recent[0].vendor_id == asked.house.vendors["Market"].id
        assert (wages.recent[0].vendor_id, wages.recent[0].vendor_name) == (None, None)

    async def test_finds_no_category_before_it_looks_for_a_period(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = replace(alice, owner=await new_user(work))

        with pytest.raises(CategoryNotFound):
            await bob.detail("Food", "P3")
        with pytest.raises(CategoryNotFound):
            await bob.trend("Food")


class TestCategoryTrend:
    async def test_takes_the_latest_periods_that_have_begun(self, work: AnyWork) -> None:
        asked = await asking(work)

        assert await asked.trend("Food", limit=2) == [("P2", 21150), ("P3", 9870)]

    async def test_leaves_periods_to_come_out(self, work: AnyWork) -> None:
        asked = await asking(work, day="2031-04-10")

        assert await asked.trend("Food") == [("P1", 18400), ("P2", 21150)]

    async def test_is_empty_before_any_period(self, work: AnyWork) -> None:
        assert await (await asking(work, day="2031-01-01")).trend("Food") == []


async def test_a_stranger_adds_up_nothing(work: AnyWork) -> None:
    alice = await asking(work)
    bob = await new_user(work)
    food = alice.house.categories["Food"].id
    span = Span(start=date(2031, 3, 1), end=date(2031, 6, 1))

    async with work.snapshot() as unit:
        figures = unit.category_figures
        told = await figures.activities(owner=bob, category=food, spans=[span], currency_code="EUR")
        assert [(one.total_minor, one.transactions) for one in told] == [(0, 0)]
        assert not await figures.recent(owner=bob, category=food, span=span, currency_code="EUR")
        flows = await figures.flows(owner=bob, span=span, until=span.end, currency_code="EUR")
        assert (list(flows.categories), flows.uncategorized_minor, flows.top_ups_minor) == (
            [],
            0,
            0,
        )
