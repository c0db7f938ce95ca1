"""The figures of the worked example, out of both back ends."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.account_summary import AccountSummary, NextTransfer
from piggypulse_core.insights.model.current_period import CurrentPeriod
from piggypulse_core.insights.model.net_position import NetPosition
from piggypulse_core.insights.model.transaction_stats import TransactionStats
from piggypulse_core.insights.usecases.accounts import ListAccountSummaries
from piggypulse_core.insights.usecases.dashboard import ReadCurrentPeriod, ReadNetPosition
from piggypulse_core.insights.usecases.transactions import ReadTransactionStats
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest, UnknownCursor
from piggypulse_core.ledger.model.status import StatusFilter
from tests.support.people import new_user
from tests.support.worked_example import (
    ENTRIES,
    NOON,
    Entry,
    Household,
    household,
    keep,
    moved,
    without,
)
from tests.support.works import AnyWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody with the household's book who asks for figures on a day."""

    work: AnyWork
    owner: UserId
    house: Household
    now: datetime

    def period(self, name: str | None) -> UUID | None:
        return None if name is None else self.house.period(name)

    async def current_period(self, period: str | None = None) -> CurrentPeriod:
        read = ReadCurrentPeriod(work=self.work, clock=FixedClock(self.now))
        return await read(owner=self.owner, period=self.period(period))

    async def net_position(self, period: str | None = None) -> NetPosition:
        read = ReadNetPosition(work=self.work, clock=FixedClock(self.now))
        return await read(owner=self.owner, period=self.period(period))

    async def stats(self, period: str | None = None) -> TransactionStats:
        read = ReadTransactionStats(work=self.work, clock=FixedClock(self.now))
        return await read(owner=self.owner, period=self.period(period))

    async def summaries(
        self, period: str | None = None, *, status: StatusFilter = "all"
    ) -> dict[str, AccountSummary]:
        read = ListAccountSummaries(work=self.work, clock=FixedClock(self.now))
        page = await read(
            owner=self.owner, period=self.period(period), status=status, request=PageRequest()
        )
        return {row.account.name: row for row in page.rows}


async def asking(
    work: AnyWork, *, entries: tuple[Entry, ...] = ENTRIES, day: str = "2031-05-10"
) -> Asking:
    house = household(entries=entries)
    owner = await new_user(work)
    await keep(work, owner=owner, house=house)
    now = datetime.combine(date.fromisoformat(day), NOON.timetz())
    return Asking(work=work, owner=owner, house=house, now=now)


class TestCurrentPeriod:
    @pytest.mark.parametrize(
        ("period", "spent", "to_date", "projected", "target", "remaining"),
        [
            ("P1", 94400, 94400, 94400, 151000, 0),
            ("P2", 144450, 144450, 144450, 137000, 0),
            ("P3", 100220, 65220, 140474, 146000, 15),
            (None, 100220, 65220, 140474, 146000, 15),
        ],
    )
    async def test_sets_spending_against_the_budget(
        self,
        work: AnyWork,
        *,
        period: str | None,
        spent: int,
        to_date: int,
        projected: int,
        target: int,
        remaining: int,
    ) -> None:
        shown = await (await asking(work)).current_period(period)

        assert (shown.spent_minor, shown.spent_to_date_minor) == (spent, to_date)
        assert shown.projected_minor == projected
        assert (shown.target_minor, shown.income_target_minor) == (target, 210000)
        assert (shown.length, shown.remaining) == (28, remaining)
        assert [one.name for one in shown.excluded_accounts] == ["Dollars"]

    @pytest.mark.parametrize(
        ("period", "days"),
        [
            ("P1", {1: 70000, 6: 18400, 12: 6000}),
            ("P2", {1: 70000, 6: 21150, 12: 53300}),
            ("P3", {1: 35000, 4: 9870, 5: 15000, 7: 2750, 8: 2600, 22: 35000}),
        ],
    )
    async def test_tells_each_day_apart(
        self, work: AnyWork, period: str, days: dict[int, int]
    ) -> None:
        shown = await (await asking(work)).current_period(period)

        assert list(shown.daily_minor) == [days.get(index, 0) for index in range(28)]

    @pytest.mark.parametrize(
        ("day", "to_date", "projected", "remaining"),
        [
            ("2031-04-28", 0, 100220, 27),
            ("2031-05-02", 44870, 251272, 23),
            ("2031-05-25", 100220, 100220, 0),
            ("2031-06-30", 100220, 100220, 0),
            ("2031-04-10", 0, 100220, 28),
        ],
    )
    async def test_looks_different_from_other_days(
        self, work: AnyWork, day: str, to_date: int, projected: int, remaining: int
    ) -> None:
        shown = await (await asking(work, day=day)).current_period("P3")

        assert (shown.spent_minor, shown.spent_to_date_minor) == (100220, to_date)
        assert (shown.projected_minor, shown.remaining) == (projected, remaining)

    async def test_does_not_spend_by_paying_a_card(self, work: AnyWork) -> None:
        shown = await (await asking(work, entries=without(18))).current_period()

        assert shown.spent_minor == 100220

    async def test_follows_a_booking_to_its_new_day(self, work: AnyWork) -> None:
        asked = await asking(work, entries=moved(9, to="2031-05-01"))

        assert (await asked.current_period("P2")).spent_minor == 91150
        assert (await asked.current_period("P3")).spent_minor == 153520


class TestNetPosition:
    async def test_adds_up_what_is_owned_and_owed_today(self, work: AnyWork) -> None:
        asked = await asking(work)

        for period, change in (("P1", 115600), ("P2", 65550), ("P3", 160080), (None, 160080)):
            net = await asked.net_position(period)
            here = net.position
            assert (here.total_minor, net.change_minor) == (703230, change)
            assert (here.liquid_minor, here.protected_minor, here.debt_minor) == (
                422250,
                290000,
                9020,
            )
            assert (here.accounts, net.archived_minor) == (4, 0)

    async def test_keeps_other_currencies_apart(self, work: AnyWork) -> None:
        net = await (await asking(work)).net_position()

        (other,) = net.other_currencies
        assert (other.currency_code, other.position.total_minor) == ("USD", 25000)
        assert (other.position.liquid_minor, other.position.accounts) == (25000, 1)
        assert [(one.name, one.currency_code) for one in net.excluded_accounts] == [
            ("Dollars", "USD")
        ]

    @pytest.mark.parametrize(
        ("day", "total", "change"),
        [
            ("2031-04-28", 757650, 214500),
            ("2031-05-25", 668230, 125080),
            ("2031-04-10", 596450, 0),
        ],
    )
    async def test_stops_at_the_close_of_today(
        self, work: AnyWork, day: str, total: int, change: int
    ) -> None:
        net = await (await asking(work, day=day)).net_position("P3")

        assert (net.position.total_minor, net.change_minor) == (total, change)

    async def test_is_not_moved_by_paying_a_card(self, work: AnyWork) -> None:
        net = await (await asking(work, entries=without(18))).net_position()

        assert net.position.total_minor == 703230
        assert (net.position.liquid_minor, net.position.debt_minor) == (432250, 19020)

    async def test_is_not_moved_by_the_day_of_a_past_booking(self, work: AnyWork) -> None:
        asked = await asking(work, entries=moved(9, to="2031-05-01"))

        assert (await asked.net_position()).position.total_minor == 703230


class TestTransactionStats:
    @pytest.mark.parametrize(
        ("period", "figures"),
        [
            ("P1", (210000, 94400, 115600, 5)),
            ("P2", (210000, 144450, 65550, 5)),
            ("P3", (214500, 89420, 125080, 9)),
        ],
    )
    async def test_add_up_a_whole_period(
        self, work: AnyWork, period: str, figures: tuple[int, int, int, int]
    ) -> None:
        stats = await (await asking(work)).stats(period)

        assert figures == (
            stats.inflows_minor,
            stats.outflows_minor,
            stats.net_minor,
            stats.transactions,
        )
        assert [one.name for one in stats.excluded_accounts] == ["Dollars"]


class TestAccountSummaries:
    async def test_tell_balances_and_what_a_period_changed(self, work: AnyWork) -> None:
        rows = await (await asking(work)).summaries("P3")

        assert list(rows) == ["Dollars", "Pocket", "Visa", "Reserve", "Giro"]
        assert {
            name: (
                row.balance_minor,
                row.balance_at_period_end_minor,
                row.change_minor,
                row.transactions,
            )
            for name, row in rows.items()
        } == {
            "Giro": (411450, 376450, 149150, 6),
            "Reserve": (290000, 290000, 0, 0),
            "Visa": (9020, 9020, -130, 2),
            "Pocket": (10800, 10800, 10800, 2),
            "Dollars": (25000, 25000, -5000, 1),
        }

    @pytest.mark.parametrize(
        ("period", "closings", "changes"),
        [
            (
                "P1",
                {"Giro": 195600, "Reserve": 290000, "Visa": 8000, "Pocket": 0, "Dollars": 30000},
                {"Giro": 75600, "Reserve": 40000, "Visa": 0, "Pocket": 0, "Dollars": 0},
            ),
            (
                "P2",
                {"Giro": 262300, "Reserve": 290000, "Visa": 9150, "Pocket": 0, "Dollars": 30000},
                {"Giro": 66700, "Reserve": 0, "Visa": 1150, "Pocket": 0, "Dollars": 0},
            ),
        ],
    )
    async def test_know_how_a_closed_period_closed(
        self, work: AnyWork, period: str, closings: dict[str, int], changes: dict[str, int]
    ) -> None:
        rows = await (await asking(work)).summaries(period)

        assert {name: row.balance_at_period_end_minor for name, row in rows.items()} == closings
        assert {name: row.change_minor for name, row in rows.items()} == changes
        assert {row.balance_minor for row in rows.values()} == {411450, 290000, 9020, 10800, 25000}

    async def test_plan_the_next_top_up_of_an_allowance_only(self, work: AnyWork) -> None:
        rows = await (await asking(work)).summaries()

        assert rows["Pocket"].next_transfer == NextTransfer(
            on=date(2031, 5, 14), balance_after_minor=16800
        )
        assert [name for name, row in rows.items() if row.next_transfer is not None] == ["Pocket"]

    async def test_have_nothing_to_say_of_a_period_to_come(self, work: AnyWork) -> None:
        rows = await (await asking(work, day="2031-04-10")).summaries("P3")

        assert {row.change_minor for row in rows.values()} == {0}
        assert {row.transactions for row in rows.values()} == {0}
        assert rows["Giro"].balance_at_period_end_minor == 376450

    async def test_come_in_pages_that_join_to_the_list(self, work: AnyWork) -> None:
        asked = await asking(work)
        read = ListAccountSummaries(work=work, clock=FixedClock(NOON))
        seen: list[str] = []
        request = PageRequest(limit=2)

        while True:
            page = await read(owner=asked.owner, period=None, status="active", request=request)
            seen += [row.account.name for row in page.rows]
            assert page.total == 5
            if page.next_cursor is None:
                break
            request = PageRequest(limit=2, cursor=page.next_cursor)

        assert seen == ["Dollars", "Pocket", "Visa", "Reserve", "Giro"]
        assert await asked.summaries(status="inactive") == {}

    async def test_refuse_a_cursor_of_another_list(self, work: AnyWork) -> None:
        asked = await asking(work)
        read = ListAccountSummaries(work=work, clock=FixedClock(NOON))
        stranger = PageRequest(cursor=asked.house.period("P1"))

        with pytest.raises(UnknownCursor):
            await read(owner=asked.owner, period=None, status="all", request=stranger)


class TestEveryFigure:
    async def test_is_zero_before_anything_is_written_down(self, work: AnyWork) -> None:
        nothing = Household(
            accounts={}, categories={}, vendors={}, periods={}, goals=(), transactions=()
        )
        empty = await asking(work)
        owner = await new_user(work, currency_code=None)
        async with work() as unit:
            await unit.periods.add(owner=owner, period=empty.house.periods["P3"])
        asked = Asking(work=work, owner=owner, house=nothing, now=NOON)

        net, stats = await asked.net_position(), await asked.stats()
        shown = await asked.current_period()

        assert (shown.spent_minor, shown.projected_minor, shown.target_minor) == (0, 0, 0)
        assert set(shown.daily_minor) == {0}
        assert (net.position.total_minor, net.position.accounts, net.change_minor) == (0, 0, 0)
        assert (stats.inflows_minor, stats.outflows_minor, stats.transactions) == (0, 0, 0)
        assert await asked.summaries() == {}
        assert (net.other_currencies, net.excluded_accounts) == ([], [])

    async def test_needs_a_period_that_contains_today(self, work: AnyWork) -> None:
        asked = await asking(work, day="2031-06-30")

        for figure in (asked.current_period, asked.net_position, asked.stats, asked.summaries):
            with pytest.raises(NoCurrentPeriod):
                await figure()

    async def test_knows_no_period_of_somebody_else(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = Asking(work=work, owner=await new_user(work), house=alice.house, now=NOON)

        for figure in (bob.current_period, bob.net_position, bob.stats, bob.summaries):
            with pytest.raises(PeriodNotFound):
                await figure("P3")

    async def test_adds_nothing_of_somebody_else(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = await asking(work, entries=ENTRIES[:1])

        assert (await alice.net_position()).position.total_minor == 703230
        assert (await bob.net_position()).position.total_minor == 572000
        assert (await bob.stats("P1")).transactions == 1
