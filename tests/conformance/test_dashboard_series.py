"""The dashboard's series in the worked example, out of both back ends."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.cash_flow import CashFlow
from piggypulse_core.insights.model.net_position_history import PositionPoint
from piggypulse_core.insights.model.spending_history import SpendingPoint
from piggypulse_core.insights.model.spending_trend import SpendingTrend
from piggypulse_core.insights.usecases.dashboard_series import (
    ReadCashFlow,
    ReadNetPositionHistory,
    ReadSpendingHistory,
    ReadSpendingTrend,
)
from piggypulse_core.kernel.dates import Span
from tests.conformance.test_insights import Asking, asking
from tests.support.people import new_user
from tests.support.worked_example import NOON, moved, without
from tests.support.works import AnyWork

CUMULATIVE = {
    "P1": {"03-04": 70000, "03-09": 88400, "03-15": 94400},
    "P2": {"04-01": 70000, "04-06": 91150, "04-12": 144450},
    "P3": {"04-29": 35000, "05-02": 44870, "05-03": 59870, "05-05": 62620, "05-06": 65220},
}
"""What spending had come to, on the days on which there was any."""

POSITIONS = {
    "P1": {
        "03-03": (572000, 330000, 250000, 8000),
        "03-04": (502000, 260000, 250000, 8000),
        "03-09": (483600, 241600, 250000, 8000),
        "03-15": (477600, 235600, 250000, 8000),
        "03-20": (477600, 195600, 290000, 8000),
    },
    "P2": {
        "03-31": (687600, 405600, 290000, 8000),
        "04-01": (617600, 335600, 290000, 8000),
        "04-06": (596450, 335600, 290000, 29150),
        "04-12": (543150, 282300, 290000, 29150),
        "04-20": (543150, 262300, 290000, 9150),
    },
    "P3": {
        "04-28": (757650, 476800, 290000, 9150),
        "04-29": (722650, 441800, 290000, 9150),
        "05-02": (712780, 441800, 290000, 19020),
        "05-05": (710030, 439050, 290000, 19020),
        "05-06": (707430, 436450, 290000, 19020),
        "05-08": (703230, 422250, 290000, 9020),
    },
}
"""Total, liquid, protected and debt, each until the next line."""

AT_PERIOD = (("P1", 28), ("P2", 28), ("P3", 13), (None, 13))


async def spending(asked: Asking, period: str | None = None) -> Sequence[SpendingPoint]:
    read = ReadSpendingHistory(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period))


async def positions(asked: Asking, period: str | None = None) -> Sequence[PositionPoint]:
    read = ReadNetPositionHistory(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period))


async def flow(asked: Asking, period: str | None = None) -> CashFlow:
    read = ReadCashFlow(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period))


async def trend(asked: Asking, period: str | None = None, *, limit: int = 12) -> SpendingTrend:
    read = ReadSpendingTrend(work=asked.work, clock=FixedClock(asked.now))
    return await read(owner=asked.owner, period=asked.period(period), limit=limit)


def amounts(point: PositionPoint) -> tuple[int, int, int, int]:
    return (point.total_minor, point.liquid_minor, point.protected_minor, point.debt_minor)


def days(asked: Asking, period: str, count: int) -> list[date]:
    start = asked.house.periods[period].start
    return [start + timedelta(days=index) for index in range(count)]


class TestSpendingHistory:
    async def test_has_a_point_for_each_day_so_far(self, work: AnyWork) -> None:
        asked = await asking(work)

        for period, count in AT_PERIOD:
            points = await spending(asked, period)
            assert [one.day for one in points] == days(asked, period or "P3", count)
            assert {
                f"{one.day:%m-%d}": one.cumulative_minor for one in points if one.spent_minor
            } == CUMULATIVE[period or "P3"]
            assert points[-1].cumulative_minor == sum(one.spent_minor for one in points)

    @pytest.mark.parametrize(
        ("day", "count", "spent"),
        [
            ("2031-04-28", 1, [0]),
            ("2031-05-25", 28, [100220]),
            ("2031-06-30", 28, [100220]),
            ("2031-04-10", 0, []),
        ],
    )
    async def test_ends_today_or_with_the_period(
        self, work: AnyWork, day: str, count: int, spent: list[int]
    ) -> None:
        points = await spending(await asking(work, day=day), "P3")

        assert len(points) == count
        assert [one.cumulative_minor for one in points[-1:]] == spent


class TestNetPositionHistory:
    async def test_has_the_close_of_each_day_so_far(self, work: AnyWork) -> None:
        asked = await asking(work)

        for period, count in AT_PERIOD:
            points = await positions(asked, period)
            assert [one.day for one in points] == days(asked, period or "P3", count)
            held = None
            for point in points:
                held = POSITIONS[period or "P3"].get(f"{point.day:%m-%d}", held)
                assert amounts(point) == held, point

    @pytest.mark.parametrize(
        ("day", "count", "last"),
        [
            ("2031-04-28", 1, [757650]),
            ("2031-05-25", 28, [668230]),
            ("2031-06-30", 28, [668230]),
            ("2031-04-10", 0, []),
        ],
    )
    async def test_ends_today_or_with_the_period(
        self, work: AnyWork, day: str, count: int, last: list[int]
    ) -> None:
        points = await positions(await asking(work, day=day), "P3")

        assert len(points) == count
        assert [one.total_minor for one in points[-1:]] == last

    async def test_holds_before_anything_was_booked(self, work: AnyWork) -> None:
        asked = await asking(work, entries=without(1)[1:])

        first, *_ = await positions(asked, "P1")

        assert amounts(first) == (362000, 120000, 250000, 8000)

    async def test_is_not_moved_by_paying_a_card(self, work: AnyWork) -> None:
        *_, last = await positions(await asking(work, entries=without(18)))

        assert amounts(last) == (703230, 432250, 290000, 19020)


class TestCashFlow:
    async def test_sets_income_against_spending(self, work: AnyWork) -> None:
        asked = await asking(work)

        for period, expected in (
            ("P1", (210000, 94400, 115600)),
            ("P2", (210000, 144450, 65550)),
            ("P3", (214500, 100220, 114280)),
            (None, (214500, 100220, 114280)),
        ):
            found = await flow(asked, period)
            assert (found.inflows_minor, found.outflows_minor, found.net_minor) == expected
            assert [one.name for one in found.excluded_accounts] == ["Dollars"]

    async def test_leaves_out_what_is_in_another_currency(self, work: AnyWork) -> None:
        asked = await asking(work)
        span = asked.house.periods["P3"].span

        async with work.snapshot() as unit:
            euros, dollars, none = [
                await unit.insights.cash_flow(
                    owner=asked.owner, span=span, currency_code=currency_code
                )
                for currency_code in ("EUR", "USD", None)
            ]

        assert [(one.income_minor, one.spent_minor) for one in (euros, dollars, none)] == [
            (214500, 100220),
            (0, 5000),
            (0, 0),
        ]


class TestSpendingTrend:
    async def test_ends_with_the_period_asked_for(self, work: AnyWork) -> None:
        asked = await asking(work)
        spent = [("P1", 94400), ("P2", 144450), ("P3", 100220)]

        for period, count, average in (
            ("P1", 1, 94400),
            ("P2", 2, 119425),
            ("P3", 3, 113023),
            (None, 3, 113023),
        ):
            found = await trend(asked, period)
            assert [(one.period.name, one.spent_minor) for one in found.periods] == spent[:count]
            assert [one.period.id for one in found.periods] == [
                asked.house.period(name) for name, _ in spent[:count]
            ]
            assert found.average_minor == average
            assert [one.name for one in found.excluded_accounts] == ["Dollars"]

    async def test_shows_the_latest_of_more_than_it_may(self, work: AnyWork) -> None:
        found = await trend(await asking(work), "P3", limit=2)

        assert [one.period.name for one in found.periods] == ["P2", "P3"]
        assert found.average_minor == 122335

    async def test_leaves_what_has_not_begun_out_of_the_average(self, work: AnyWork) -> None:
        asked = await asking(work, day="2031-04-10")

        found, early = await trend(asked, "P3"), await trend(asked, "P3", limit=1)

        assert [one.spent_minor for one in found.periods] == [94400, 144450, 100220]
        assert found.average_minor == 119425
        assert ([one.spent_minor for one in early.periods], early.average_minor) == ([100220], 0)

    async def test_follows_a_booking_to_its_new_day(self, work: AnyWork) -> None:
        asked = await asking(work, entries=moved(9, to="2031-05-01"))

        found = await trend(asked)

        assert [one.spent_minor for one in found.periods] == [94400, 91150, 153520]
        assert (await flow(asked, "P2")).outflows_minor == 91150
        assert (await positions(asked))[-1].total_minor == 703230


class TestEverySeries:
    async def test_is_zero_before_anything_is_written_down(self, work: AnyWork) -> None:
        example = await asking(work)
        owner = await new_user(work, currency_code=None)
        async with work() as unit:
            await unit.periods.add(owner=owner, period=example.house.periods["P3"])
        asked = Asking(work=work, owner=owner, house=example.house, now=NOON)

        assert {one.cumulative_minor for one in await spending(asked)} == {0}
        assert {amounts(one) for one in await positions(asked)} == {(0, 0, 0, 0)}
        assert (await flow(asked)).net_minor == 0
        assert [one.spent_minor for one in (await trend(asked)).periods] == [0]

    async def test_needs_a_period_that_contains_today(self, work: AnyWork) -> None:
        asked = await asking(work, day="2031-06-30")

        for series in (spending, positions, flow, trend):
            with pytest.raises(NoCurrentPeriod):
                await series(asked)

    async def test_is_of_its_owner_alone(self, work: AnyWork) -> None:
        alice = await asking(work)
        bob = Asking(work=work, owner=await new_user(work), house=alice.house, now=NOON)
        whole = Span(start=date(2031, 1, 1), end=date(2031, 12, 31))

        for series in (spending, positions, flow, trend):
            with pytest.raises(PeriodNotFound):
                await series(bob, "P3")
        async with work.snapshot() as unit:
            of_bob = await unit.insights.cash_flow(owner=bob.owner, span=whole, currency_code="EUR")
            spent = await unit.insights.spent(owner=bob.owner, spans=[whole], currency_code="EUR")
        assert ((of_bob.income_minor, of_bob.spent_minor), spent) == ((0, 0), [0])
