"""The worked example's budget stability, out of both back ends."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.model.stability import Stability
from piggypulse_core.insights.usecases.stability import ReadStability
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.preferences import PreferencesForm
from piggypulse_core.settings.usecases.preferences import UpdatePreferences
from tests.support.people import new_user
from tests.support.worked_example import (
    ENTRIES,
    NOON,
    Entry,
    Household,
    household,
    keep,
    moved,
)
from tests.support.works import AnyWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody with a household's book who asks how its budgets were kept."""

    work: AnyWork
    owner: UserId
    house: Household

    async def stability(self, period: str | None = None, *, day: str = "2031-05-10") -> Stability:
        now = datetime.combine(date.fromisoformat(day), NOON.timetz())
        read = ReadStability(work=self.work, clock=FixedClock(now))
        asked = None if period is None else self.house.period(period)
        return await read(owner=self.owner, period=asked)

    async def tolerate(self, basis_points: int) -> None:
        form = PreferencesForm(stability_tolerance_basis_points=basis_points)
        await UpdatePreferences(work=self.work)(owner=self.owner, form=form)


async def reader(work: AnyWork, *, entries: tuple[Entry, ...] = ENTRIES) -> Reader:
    house, owner = household(entries=entries), await new_user(work)
    await keep(work, owner=owner, house=house)
    return Reader(work=work, owner=owner, house=house)


def told(found: Stability) -> tuple[list[bool], int, int, int, int]:
    return (
        list(found.shown),
        found.percent,
        found.recent_percent,
        found.within,
        found.considered,
    )


class TestStability:
    async def test_is_what_was_worked_out_by_hand(self, work: AnyWork) -> None:
        book = await reader(work)

        for period, worked_out in (
            ("P1", ([True], 100, 100, 1, 1)),
            ("P2", ([True, False], 50, 50, 1, 2)),
            ("P3", ([True, False], 50, 50, 1, 2)),
            (None, ([True, False], 50, 50, 1, 2)),
        ):
            found = await book.stability(period)
            assert told(found) == worked_out
            assert found.tolerance_basis_points == 500
            assert [one.name for one in found.excluded_accounts] == ["Dollars"]
        assert told(await book.stability("P3", day="2031-06-30")) == (
            ([True, False, True], 67, 67, 2, 3)
        )

    async def test_follows_a_booking_to_its_new_day(self, work: AnyWork) -> None:
        book = await reader(work, entries=moved(9, to="2031-05-01"))

        assert told(await book.stability()) == ([True, True], 100, 100, 2, 2)

    async def test_is_as_strict_as_its_owner_prefers(self, work: AnyWork) -> None:
        # P2 spent 144450 of 137000, which is 543.8 basis points too much.
        book, other = await reader(work), await reader(work)

        for basis_points, stable in ((543, [True, False]), (544, [True, True])):
            await book.tolerate(basis_points)
            found = await book.stability()
            assert (list(found.shown), found.tolerance_basis_points) == (stable, basis_points)
        assert list((await other.stability()).shown) == [True, False]

    async def test_is_of_periods_somebody_has(self, work: AnyWork) -> None:
        book = await reader(work)
        stranger = Reader(work=work, owner=await new_user(work), house=book.house)

        with pytest.raises(PeriodNotFound):
            await stranger.stability("P1")
        with pytest.raises(NoCurrentPeriod):
            await book.stability(day="2031-06-30")

    async def test_adds_up_spans_in_the_order_asked_for(self, work: AnyWork) -> None:
        book = await reader(work)
        spans = [book.house.periods[name].span for name in ("P3", "P1", "P2")]
        never = Span(start=date(1999, 1, 1), end=date(1999, 1, 1))

        async def spent(spans: list[Span], currency_code: str | None) -> list[int]:
            async with work.reading() as unit:
                found = await unit.insights.spent(
                    owner=book.owner, spans=spans, currency_code=currency_code
                )
            return list(found)

        assert await spent([*spans, never], "EUR") == [100220, 94400, 144450, 0]
        assert await spent(spans, "USD") == [5000, 0, 0]
        assert await spent(spans, None) == [0, 0, 0]
        assert await spent([], "EUR") == []
