"""The figures of one account out of the worked example, from both back ends."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, Period, PeriodId, PeriodNotFound
from piggypulse_core.insights.model.account_details import AccountDetails, Stability
from piggypulse_core.insights.usecases.accounts import (
    ListBalanceHistories,
    ReadAccountDetails,
    ReadBalanceHistory,
)
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import AccountId, AccountNotFound
from piggypulse_core.ledger.model.status import StatusFilter
from tests.support.people import new_user
from tests.support.worked_example import NOON, Household, household, keep
from tests.support.works import AnyWork

Points = list[tuple[str, int]]

HISTORIES: dict[str, Points] = {
    "Giro": [
        ("04-28", 476800),
        ("04-29", 441800),
        ("05-03", 426800),
        ("05-05", 424050),
        ("05-06", 421450),
        ("05-08", 411450),
    ],
    "Reserve": [],
    "Visa": [("05-02", 19020), ("05-08", 9020)],
    "Pocket": [("05-03", 15000), ("05-08", 10800)],
    "Dollars": [("05-09", 25000)],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody with the household's book who asks about accounts on a day."""

    work: AnyWork
    owner: UserId
    house: Household
    clock: FixedClock

    def period(self, name: str | None) -> UUID | None:
        return None if name is None else self.house.period(name)

    async def details(self, account: str, period: str | None = "P3") -> AccountDetails:
        read = ReadAccountDetails(work=self.work, clock=self.clock)
        key = self.house.accounts[account].id
        return await read(owner=self.owner, account=key, period=self.period(period))

    async def history(self, account: str, period: str | None = "P3") -> Points:
        read = ReadBalanceHistory(work=self.work, clock=self.clock)
        key = self.house.accounts[account].id
        found = await read(owner=self.owner, account=key, period=self.period(period))
        return [(f"{point.day:%m-%d}", point.balance_minor) for point in found.points]

    async def histories(self, *, status: StatusFilter = "active") -> dict[str, Points]:
        read = ListBalanceHistories(work=self.work, clock=self.clock)
        return {
            one.account.name: [(f"{point.day:%m-%d}", point.balance_minor) for point in one.points]
            for one in await read(owner=self.owner, period=None, status=status)
        }


async def asking(
    work: AnyWork, *, house: Household | None = None, day: str = "2031-05-10"
) -> Asking:
    house = house or household()
    owner = await new_user(work)
    await keep(work, owner=owner, house=house)
    now = datetime.combine(date.fromisoformat(day), NOON.timetz())
    return Asking(work=work, owner=owner, house=house, clock=FixedClock(now))


class TestBalanceHistories:
    async def test_tell_the_days_on_which_something_moved(self, work: AnyWork) -> None:
        asked = await asking(work)

        assert {name: await asked.history(name) for name in HISTORIES} == HISTORIES
        together = await asked.histories()
        assert together == HISTORIES
        assert list(together) == ["Dollars", "Pocket", "Visa", "Reserve", "Giro"]

    async def test_count_what_was_booked_on_a_day(self, work: AnyWork) -> None:
        asked = await asking(work)
        read = ReadBalanceHistory(work=work, clock=asked.clock)

        pocket = await read(
            owner=asked.owner, account=asked.house.accounts["Pocket"].id, period=None
        )

        assert [point.transactions for point in pocket.points] == [1, 1]

    async def test_know_closed_periods_and_nothing_of_those_to_come(self, work: AnyWork) -> None:
        asked = await asking(work, day="2031-04-10")

        assert await asked.history("Giro", "P1") == [
            ("03-03", 330000),
            ("03-04", 260000),
            ("03-09", 241600),
            ("03-15", 235600),
            ("03-20", 195600),
        ]
        assert await asked.history("Giro", "P3") == []

    async def test_leave_archived_accounts_out_unless_asked(self, work: AnyWork) -> None:
        house = household()
        gone = replace(house.accounts["Visa"], archived_on=date(2031, 5, 9))
        asked = await asking(work, house=replace(house, accounts=house.accounts | {"Visa": gone}))

        assert "Visa" not in await asked.histories()
        assert list(await asked.histories(status="inactive")) == ["Visa"]
        assert await asked.histories(status="all") == HISTORIES


class TestAccountDetails:
    @pytest.mark.parametrize(
        ("account", "figures"),
        [
            ("Giro", (411450, 376450, 214500, 65350, 149150, 6)),
            ("Reserve", (290000, 290000, 0, 0, 0, 0)),
            ("Visa", (9020, 9020, 10000, 9870, -130, 2)),
            ("Pocket", (10800, 10800, 15000, 4200, 10800, 2)),
            ("Dollars", (25000, 25000, 0, 5000, -5000, 1)),
        ],
    )
    async def test_tell_flows_and_levels(
        self, work: AnyWork, account: str, figures: tuple[int, ...]
    ) -> None:
        shown = await (await asking(work)).details(account)

        summary = shown.summary
        assert figures == (
            summary.balance_minor,
            summary.balance_at_period_end_minor,
            shown.inflow_minor,
            shown.outflow_minor,
            summary.change_minor,
            summary.transactions,
        )

    @pytest.mark.parametrize(
        ("account", "categories", "transfers", "uncategorized", "largest"),
        [
            ("Giro", [("Housing", 35000), ("Leisure", 2600)], 25000, 2750, ("Housing", 35000)),
            ("Reserve", [], 0, 0, None),
            ("Visa", [("Food", 9870)], 0, 0, ("Food", 9870)),
            ("Pocket", [("Leisure", 4200)], 0, 0, ("Leisure", 4200)),
            ("Dollars", [("Food", 5000)], 0, 0, ("Food", 5000)),
        ],
    )
    async def test_tell_what_outflows_were_for(
        self,
        work: AnyWork,
        *,
        account: str,
        categories: list[tuple[str, int]],
        transfers: int,
        uncategorized: int,
        largest: tuple[str, int] | None,
    ) -> None:
        shown = await (await asking(work)).details(account)

        told = shown.activity
        assert [(one.name, one.value_minor) for one in told.categories] == categories
        assert (told.transfers_out_minor, told.uncategorized_minor) == (transfers, uncategorized)
        assert largest == (told.largest and (told.largest.category_name, told.largest.value_minor))
        spent = sum(value for _, value in categories)
        assert spent + transfers + uncategorized == shown.outflow_minor

    @pytest.mark.parametrize(
        ("account", "rows"),
        [
            (
                "Giro",
                [
                    (18, 411450),
                    (16, 421450),
                    (15, 424050),
                    (14, 426800),
                    (12, 441800),
                    (11, 476800),
                ],
            ),
            ("Reserve", []),
            ("Visa", [(18, 9020), (13, 19020)]),
            ("Pocket", [(17, 10800), (14, 15000)]),
            ("Dollars", [(19, 25000)]),
        ],
    )
    async def test_list_bookings_with_the_balance_after_each(
        self, work: AnyWork, account: str, rows: list[tuple[int, int]]
    ) -> None:
        shown = await (await asking(work)).details(account)

        assert [(row.description, balance) for row, balance in shown.newest] == [
            (f"No. {number}", balance) for number, balance in rows
        ]

    async def test_see_a_transfer_from_their_own_side(self, work: AnyWork) -> None:
        asked = await asking(work)
        giro, visa = await asked.details("Giro"), await asked.details("Visa")

        out, back = giro.newest[0][0], visa.newest[0][0]
        assert (out.direction, out.amount_minor, out.category_name) == ("out", 10000, "Transfer")
        assert (back.direction, back.amount_minor, back.id) == ("in", 10000, out.id)
        assert giro.newest[2][0].category_name == "Uncategorized"

    @pytest.mark.parametrize(
        ("account", "stability"),
        [
            ("Giro", (228950, 262300, 195600, 2, 2)),
            ("Reserve", (290000, 290000, 290000, 2, 2)),
            ("Visa", (8575, 9150, 8000, 2, 2)),
            ("Pocket", (0, 0, 0, 0, 2)),
            ("Dollars", (30000, 30000, 30000, 2, 2)),
        ],
    )
    async def test_tell_how_steady_closed_periods_ended(
        self, work: AnyWork, account: str, stability: tuple[int, int, int, int, int]
    ) -> None:
        average, highest, lowest, on_target, considered = stability

        shown = await (await asking(work)).details(account)

        assert shown.stability == Stability(
            average_minor=average,
            highest_minor=highest,
            lowest_minor=lowest,
            on_target=on_target,
            considered=considered,
        )

    async def test_leave_the_period_shown_out_of_the_closed_ones(self, work: AnyWork) -> None:
        shown = await (await asking(work)).details("Giro", "P1")

        assert (shown.stability.considered, shown.stability.average_minor) == (1, 262300)

    @pytest.mark.parametrize(
        ("period", "averages"),
        [
            (
                "P3",
                {
                    "Giro": 430685,
                    "Reserve": 290000,
                    "Visa": 13675,
                    "Pocket": 8262,
                    "Dollars": 29231,
                },
            ),
            ("P1", {"Giro": 228900, "Reserve": 265714}),
            ("P2", {"Giro": 301929, "Visa": 18904}),
        ],
    )
    async def test_average_over_the_days_so_far(
        self, work: AnyWork, period: str, averages: dict[str, int]
    ) -> None:
        asked = await asking(work)

        assert averages == {
            name: (await asked.details(name, period)).average_balance_minor for name in averages
        }

    async def test_tell_what_an_allowance_spent_since_its_last_top_up(self, work: AnyWork) -> None:
        asked = await asking(work)

        pocket, giro = await asked.details("Pocket"), await asked.details("Giro")

        assert pocket.spent_this_cycle_minor == 4200
        assert giro.spent_this_cycle_minor == 0
        assert (await asked.details("Pocket", "P1")).spent_this_cycle_minor == 4200
        transfer = pocket.summary.next_transfer
        assert transfer is not None
        assert (transfer.on, transfer.balance_after_minor) == (date(2031, 5, 14), 16800)

    async def test_have_nothing_to_say_of_a_period_to_come(self, work: AnyWork) -> None:
        shown = await (await asking(work, day="2031-04-10")).details("Giro", "P3")

        assert (shown.inflow_minor, shown.outflow_minor, shown.summary.change_minor) == (0, 0, 0)
        assert (shown.newest, shown.average_balance_minor) == ([], 0)
        assert shown.summary.balance_at_period_end_minor == 376450

    async def test_look_at_the_latest_six_closed_periods(self, work: AnyWork) -> None:
        house = household()
        days = {
            f"D{number}": Period(
                id=PeriodId(UUID(int=number)),
                name=f"D{number}",
                start=date(2031, 2, number),
                end=date(2031, 2, number),
            )
            for number in range(1, 8)
        }
        asked = await asking(work, house=replace(house, periods=house.periods | days))

        stability = (await asked.details("Giro")).stability

        assert stability.considered == 6
        assert stability.lowest_minor == 120000

    async def test_find_no_account_before_they_look_for_a_period(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = replace(alice, owner=await new_user(work))

        for figure in (bob.details, bob.history):
            with pytest.raises(AccountNotFound):
                await figure("Giro", "P3")
        with pytest.raises(PeriodNotFound):
            await replace(alice, house=bobs_house(alice.house)).details("Giro", "P3")
        with pytest.raises(NoCurrentPeriod):
            await (await asking(work, day="2031-06-30")).details("Giro", None)


def bobs_house(house: Household) -> Household:
    """The same, with a period nobody has."""
    strange = replace(house.periods["P3"], id=PeriodId(UUID(int=9)))
    return replace(house, periods=house.periods | {"P3": strange})


async def test_a_stranger_adds_up_nothing(work: AnyWork) -> None:
    alice = await asking(work)
    bob = await new_user(work)
    giro: AccountId = alice.house.accounts["Giro"].id
    span = Span(start=date(2031, 3, 1), end=date(2031, 6, 1))

    async with work.snapshot() as unit:
        figures = unit.account_figures
        assert await figures.purchases(owner=bob, account=giro, span=span) == 0
        activity = await figures.activity(owner=bob, account=giro, span=span)
        assert (list(activity.categories), list(activity.newest)) == ([], [])
        days = await figures.days(
            owner=bob, account=giro, status="all", after=span.start, until=span.end
        )
        assert list(days) == []
        assert await figures.purchases(owner=alice.owner, account=giro, span=span) == 293050
