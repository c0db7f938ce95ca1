"""The lists of the dashboard in the worked example, out of both back ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.budgeted_categories import BudgetedCategories
from piggypulse_core.insights.model.period_charges import PeriodCharges
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.uncategorized import Uncategorized
from piggypulse_core.insights.usecases.dashboard_lists import (
    ListTopVendors,
    ReadBudgetedCategories,
    ReadPeriodCharges,
    ReadUncategorized,
)
from piggypulse_core.ledger.model.category import Behavior
from tests.conformance.test_insights import Asking, asking
from tests.support.people import new_user
from tests.support.worked_example import ENTRIES, Entry, household, keep
from tests.support.works import AnyWork


async def top(asked: Asking, period: str | None = None, limit: int = 10) -> Sequence[VendorSpend]:
    read = ListTopVendors(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period), limit=limit)


async def uncategorized(asked: Asking, period: str | None = None) -> Uncategorized:
    read = ReadUncategorized(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period))


async def budgeted(
    asked: Asking, behavior: Behavior, period: str | None = None
) -> BudgetedCategories:
    read = ReadBudgetedCategories(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period), behavior=behavior)


async def charges(asked: Asking, period: str | None = None) -> PeriodCharges:
    read = ReadPeriodCharges(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period))


def listed(found: PeriodCharges) -> list[tuple[str, str]]:
    return [(row.subscription.name, row.status) for row in found.rows]


def more(*extra: Entry) -> tuple[Entry, ...]:
    return (*ENTRIES, *extra)


def bought(number: int, day: str, amount: int, account: str, vendor: str | None = None) -> Entry:
    """A purchase without a category."""
    return Entry(
        number=number,
        day=f"2031-{day}",
        amount=amount,
        category=None,
        account=account,
        vendor=vendor,
    )


class TestTopVendors:
    async def test_rank_those_with_any_spend_in_the_whole_period(self, work: AnyWork) -> None:
        asked = await asking(work)
        shown = {
            period: [(one.name, one.spend_minor, one.purchases) for one in await top(asked, period)]
            for period in ("P1", "P2", "P3", None)
        }

        third = [("Landlord", 70000, 2), ("Market", 12470, 2)]
        assert shown == {
            "P1": [("Landlord", 70000, 1), ("Market", 18400, 1)],
            "P2": [("Landlord", 70000, 1), ("Cinema", 53300, 1), ("Market", 21150, 1)],
            "P3": third,
            None: third,
        }
        assert [one.name for one in await top(asked, "P2", limit=2)] == ["Landlord", "Cinema"]

    async def test_come_by_name_where_the_spend_is_equal(self, work: AnyWork) -> None:
        level = bought(21, "05-04", 70000, "Giro", "Cinema")

        shown = await top(await asking(work, entries=more(level)))

        assert [one.name for one in shown] == ["Cinema", "Landlord", "Market"]


class TestUncategorized:
    async def test_is_what_the_example_says(self, work: AnyWork) -> None:
        asked = await asking(work)
        giro = asked.house.accounts["Giro"].id
        shown = {period: await uncategorized(asked, period) for period in ("P1", "P2", "P3")}

        assert {
            period: (one.bookings.transactions, one.bookings.spent_minor)
            for period, one in shown.items()
        } == {"P1": (0, 0), "P2": (0, 0), "P3": (1, 2750)}
        assert shown["P1"].bookings.newest == []
        (row,) = shown["P3"].bookings.newest
        assert (row.id, row.date, row.amount_minor, row.description, row.from_account_id) == (
            asked.house.transactions[14].id,
            date(2031, 5, 5),
            2750,
            "No. 15",
            giro,
        )
        assert [one.name for one in shown["P1"].excluded_accounts] == ["Dollars"]

    async def test_lists_allowance_purchases_but_no_foreign_ones(self, work: AnyWork) -> None:
        extra = [bought(21, "05-25", 30, "Pocket"), bought(22, "05-01", 40, "Dollars")]

        found = await uncategorized(await asking(work, entries=more(*extra)))

        assert (found.bookings.transactions, found.bookings.spent_minor) == (2, 2750)
        assert [row.description for row in found.bookings.newest] == ["No. 21", "No. 15"]

    async def test_lists_the_newest_ten_within_a_day_the_later_recorded(
        self, work: AnyWork
    ) -> None:
        extra = [bought(21 + index, "05-06", 10, "Giro") for index in range(10)]

        found = (await uncategorized(await asking(work, entries=more(*extra)))).bookings

        assert (found.transactions, found.spent_minor) == (11, 2850)
        newest = [f"No. {number}" for number in range(30, 20, -1)]
        assert [row.description for row in found.newest] == newest


class TestBudgetedCategories:
    async def test_tell_which_fixed_costs_are_paid(self, work: AnyWork) -> None:
        asked = await asking(work)
        shown = {
            period: [
                (row.category.name, row.spent_minor, row.budgeted_minor, row.status)
                for row in (await budgeted(asked, "fixed", period)).rows
            ]
            for period in ("P1", "P2", "P3")
        }

        housing = ("Housing", 70000, 70000, "paid")
        assert shown == {
            "P1": [("Energy", 0, 9000, "pending"), housing],
            "P2": [("Energy", 0, 0, "pending"), housing],
            "P3": [("Energy", 0, 0, "pending"), housing],
        }
        first = await budgeted(asked, "fixed", "P1")
        assert (first.budgeted_minor, first.spent_minor) == (79000, 70000)
        assert [one.name for one in first.excluded_accounts] == ["Dollars"]

    async def test_tell_how_much_of_variable_ones_is_used_up(self, work: AnyWork) -> None:
        asked = await asking(work)
        shown = {
            period: [
                (row.category.name, row.spent_minor, row.budgeted_minor, row.progress)
                for row in (await budgeted(asked, "variable", period)).rows
            ]
            for period in ("P1", "P2", "P3")
        }

        assert shown == {
            "P1": [("Food", 18400, 30000, 61), ("Leisure", 0, 12000, 0)],
            "P2": [("Food", 21150, 30000, 71), ("Leisure", 53300, 12000, 100)],
            "P3": [("Food", 9870, 36000, 27), ("Leisure", 2600, 15000, 17)],
        }
        third = await budgeted(asked, "variable")
        assert (third.budgeted_minor, third.spent_minor) == (51000, 12470)


class TestPeriodCharges:
    async def test_are_what_the_example_says(self, work: AnyWork) -> None:
        asked = await asking(work)
        shown = {period: await charges(asked, period) for period in ("P1", "P2", "P3")}

        assert {period: listed(found) for period, found in shown.items()} == {
            "P1": [],
            "P2": [("Music", "charged")],
            "P3": [("Paper", "charged"), ("Domain", "today"), ("Music", "upcoming")],
        }
        for found in shown.values():
            assert (found.active, found.monthly_minor, found.yearly_minor) == (2, 1716, 20588)
            assert [one.name for one in found.excluded_accounts] == ["Dollars"]

    async def test_change_with_the_day_they_are_looked_at(self, work: AnyWork) -> None:
        early = await charges(await asking(work, day="2031-04-29"), "P3")
        late = await charges(await asking(work, day="2031-06-30"), "P3")

        assert (early.active, early.monthly_minor) == (3, 1716 + 833)
        assert listed(early) == [
            ("Paper", "charged"),
            ("Domain", "upcoming"),
            ("Music", "upcoming"),
        ]
        assert listed(late) == [("Paper", "charged"), ("Domain", "today"), ("Music", "today")]

    async def test_go_by_the_day_of_a_charge_and_leave_out_those_after_a_cancellation(
        self, work: AnyWork
    ) -> None:
        house, owner = household(entries=()), await new_user(work)
        music, domain, paper = house.subscriptions
        (paid,), (early,) = paper.events.values(), music.events.values()
        early = replace(early, due_on=date(2031, 4, 29), date=date(2031, 4, 26))
        unwanted = replace(paid, due_on=date(2031, 5, 2))
        changed = (
            replace(music, events={early.due_on: early}),
            replace(domain, subscription=replace(domain.subscription, is_paused=True)),
            Billing(subscription=paper.subscription, events={unwanted.due_on: unwanted}),
        )
        await keep(work, owner=owner, house=replace(house, subscriptions=changed))
        asked = replace(await asking(work), owner=owner)

        assert listed(await charges(asked, "P2")) == [("Music", "charged")]
        assert listed(await charges(asked, "P3")) == [("Music", "upcoming")]


async def test_nobody_reads_anothers(work: AnyWork) -> None:
    asked = await asking(work, day="2040-01-01")
    stranger = replace(asked, owner=await new_user(work))
    nobodys = UUID(int=1)
    reads = (
        ListTopVendors(work=work, clock=FixedClock(asked.now)),
        ReadUncategorized(work=work, clock=FixedClock(asked.now)),
        ReadBudgetedCategories(work=work, clock=FixedClock(asked.now)),
        ReadPeriodCharges(work=work, clock=FixedClock(asked.now)),
    )
    needed: tuple[dict[str, object], ...] = ({"limit": 1}, {}, {"behavior": "fixed"}, {})
    for read, given in zip(reads, needed, strict=True):
        for who, period in ((stranger.owner, asked.period("P3")), (asked.owner, nobodys)):
            with pytest.raises(PeriodNotFound):
                await read(owner=who, period=period, **given)  # type: ignore[operator]  # one of several
        with pytest.raises(NoCurrentPeriod):
            await read(owner=asked.owner, period=None, **given)  # type: ignore[operator]  # the same
