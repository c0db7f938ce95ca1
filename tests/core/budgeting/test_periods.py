"""What people can do with periods, over memory."""

from datetime import date

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.period import (
    Duration,
    NoCurrentPeriod,
    PeriodId,
    PeriodNameTaken,
    PeriodNotFound,
    PeriodOverlap,
)
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import UnknownCursor
from piggypulse_core.kernel.refusal import InvalidInput
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.budgeting import Budgeter
from tests.support.clock import TODAY


@pytest.fixture
def budget(work: MemoryWork, alice: UserId) -> Budgeter:
    return Budgeter(work=work, owner=alice)


@pytest.fixture
def books(work: MemoryWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


def june(first: int, last: int) -> tuple[date, date]:
    return date(2026, 6, first), date(2026, 6, last)


class TestCreatePeriod:
    async def test_answers_with_true_figures(self, budget: Budgeter, books: Bookkeeper) -> None:
        giro, food = await books.account(), await books.category()
        await books.book(regular(giro, food, 700))
        await budget.set_goal(food, 1000)

        row = await budget.create(
            PeriodForm(
                name="June",
                start=date(2026, 6, 1),
                kind="duration",
                duration=Duration(units=30, unit="days"),
            )
        )

        assert (row.status, row.remaining, row.percent_used) == ("active", 15, 70)
        assert (row.sums.spent_minor, row.sums.transactions) == (700, 1)
        assert row.budgeted_minor == 1000

    async def test_names_the_period_in_the_way(self, budget: Budgeter) -> None:
        first = await budget.period(*june(1, 10), name="First")
        await budget.period(*june(11, 20))

        with pytest.raises(PeriodOverlap) as refusal:
            await budget.period(*june(10, 15))

        assert refusal.value.members["conflict"] == {
            "id": str(first.id),
            "name": "First",
            "startDate": "2026-06-01",
            "endDate": "2026-06-10",
        }

    async def test_refuses_a_name_in_any_case(self, budget: Budgeter) -> None:
        await budget.period(*june(1, 10), name="Straße")

        with pytest.raises(PeriodNameTaken):
            await budget.period(*june(11, 20), name="STRASSE")

    async def test_minds_only_the_owners_own(
        self, budget: Budgeter, work: MemoryWork, bob: UserId
    ) -> None:
        await budget.period(*june(1, 10), name="June")

        await Budgeter(work=work, owner=bob).period(*june(1, 10), name="June")

        assert len(await budget.walk()) == 1


class TestPeriodFigures:
    async def test_count_what_touches_the_owners_currency(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        giro, pocket = await books.account(), await books.account(type="Allowance")
        dollars = await books.account(currency_code="USD")
        food, pay, move = (
            await books.category(),
            await books.category(type="income"),
            await books.category(type="transfer"),
        )
        await books.book_all(
            regular(giro, food, 100),
            regular(giro, None, 10),
            regular(giro, pay, 5000),
            transfer(giro, pocket, move, 50),
            regular(pocket, food, 30),
            regular(dollars, food, 900),
            regular(giro, food, 800, on=date(2026, 7, 1)),
        )

        row = await budget.row((await budget.period(*june(1, 30))).id)

        assert row.sums.spent_minor == 160
        assert row.sums.transactions == 5

    async def test_have_no_share_of_a_budget_that_is_none(self, budget: Budgeter) -> None:
        row = await budget.row((await budget.period(*june(1, 30))).id)

        assert (row.budgeted_minor, row.percent_used) == (0, None)

    async def test_show_a_share_of_at_most_a_hundred(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        food = await books.category()
        await budget.set_goal(food, 1)
        await books.book(regular(await books.account(), food, 10))

        assert (await budget.row((await budget.period(*june(1, 30))).id)).percent_used == 100

    async def test_show_no_days_left_once_past(self, budget: Budgeter) -> None:
        past = await budget.row((await budget.period(*june(1, 14))).id)
        last_day = await budget.row((await budget.period(TODAY, TODAY)).id)
        upcoming = await budget.row((await budget.period(*june(16, 20))).id)

        assert (past.remaining, last_day.remaining, upcoming.remaining) == (None, 0, 5)


class TestListPeriods:
    async def test_shows_the_current_then_what_comes_then_what_was(self, budget: Budgeter) -> None:
        for first in (1, 25, 6, 20, 11):
            await budget.period(*june(first, first + 4), name=f"{first}")

        for limit in (1, 2, 5):
            rows = await budget.walk(limit=limit)
            assert [row.period.name for row in rows] == ["11", "20", "25", "6", "1"]

    async def test_chooses_by_status_and_days(self, budget: Budgeter) -> None:
        for first in (1, 6, 11, 20, 25):
            await budget.period(*june(first, first + 4), name=f"{first}")

        async def names(only: PeriodFilter) -> list[str]:
            return [row.period.name for row in await budget.walk(only=only)]

        assert await names(PeriodFilter(status="active")) == ["11"]
        assert await names(PeriodFilter(status="upcoming")) == ["20", "25"]
        assert await names(PeriodFilter(status="past")) == ["6", "1"]
        assert await names(PeriodFilter(since=date(2026, 6, 10), until=TODAY)) == ["11", "6"]
        assert await names(PeriodFilter(since=date(2026, 6, 29))) == ["25"]
        assert await names(PeriodFilter(until=date(2026, 5, 31))) == []

    async def test_refuses_days_the_wrong_way_round(self) -> None:
        with pytest.raises(InvalidInput):
            PeriodFilter(since=TODAY, until=date(2026, 6, 1))

    async def test_refuses_a_cursor_outside_the_list(self, budget: Budgeter) -> None:
        past = await budget.period(*june(1, 5))

        with pytest.raises(UnknownCursor):
            await budget.page(only=PeriodFilter(status="upcoming"), cursor=past.id)


class TestGetCurrentPeriod:
    async def test_goes_by_the_owners_midnight(self, work: MemoryWork, budget: Budgeter) -> None:
        today = await budget.period(TODAY, TODAY)
        tomorrow = await budget.period(date(2026, 6, 16), date(2026, 6, 16))

        assert (await budget.current()).period == today
        assert (await budget.on(date(2026, 6, 16)).current()).period == tomorrow

    async def test_refuses_when_no_period_contains_today(self, budget: Budgeter) -> None:
        await budget.period(*june(1, 14))

        with pytest.raises(NoCurrentPeriod):
            await budget.current()


class TestDeletePeriod:
    async def test_leaves_a_gap_and_every_transaction(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        await books.book(regular(await books.account(), None, on=date(2026, 6, 12)))
        await budget.period(*june(1, 10))
        middle = await budget.period(*june(11, 20))
        await budget.period(*june(21, 30))

        await budget.delete(middle)

        assert await budget.gaps() == [Span(start=date(2026, 6, 11), end=date(2026, 6, 20))]
        assert len(await books.transactions()) == 1

    async def test_takes_the_overrides_of_that_period_along(
        self, budget: Budgeter, books: Bookkeeper
    ) -> None:
        food = await books.category()
        first, second = await budget.period(*june(1, 10)), await budget.period(*june(11, 30))
        goal = await budget.set_goal(food, 100)
        await budget.change_goal(goal.id, 200, only_in=first)
        await budget.change_goal(goal.id, 300, only_in=second)

        await budget.delete(first)

        again = await budget.period(*june(1, 10))
        assert [row.state.value_minor for row in (await budget.targets(again)).rows] == [100]
        assert [row.state.value_minor for row in (await budget.targets(second)).rows] == [300]


class TestStrangers:
    async def test_find_exactly_what_a_random_id_finds(
        self, budget: Budgeter, work: MemoryWork, bob: UserId
    ) -> None:
        mine = await budget.period(*june(1, 30))
        stranger = Budgeter(work=work, owner=bob)

        for period in (mine.id, PeriodId(budget.ids.new())):
            with pytest.raises(PeriodNotFound):
                await stranger.row(period)
        with pytest.raises(PeriodNotFound):
            await stranger.delete(mine)
        with pytest.raises(NoCurrentPeriod):
            await stranger.current()
        with pytest.raises(UnknownCursor):
            await stranger.page(cursor=mine.id)

        assert await stranger.gaps() == []
        assert (await budget.row(mine.id)).period == mine
