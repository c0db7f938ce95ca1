"""What the passing of days does to periods, over memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.ports import HolidayCalendar
from piggypulse_core.kernel.ids import UserId
from tests.support.scheduling import FORTNIGHT, PAYDAY, Scheduler
from tests.support.ticking import lose

DAILY = replace(PAYDAY, day=1, unit="days", ahead=1, saturday="keep", sunday="keep")


@pytest.fixture
def mine(work: MemoryWork, alice: UserId) -> Scheduler:
    """Today is 15 June 2026."""
    return Scheduler(work=work, owner=alice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decreed(HolidayCalendar):
    """Knows of holidays as soon as somebody decrees them."""

    known: set[date] = field(default_factory=set)

    def days(self, *, region: str, years: Sequence[int]) -> frozenset[date]:
        assert region == "NL"
        return frozenset(day for day in self.known if day.year in years)


class TestTopUpPeriods:
    async def test_adds_what_is_missing_at_the_end(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        before = await mine.periods()

        made = await mine.on(date(2026, 7, 25)).tick()

        after = await mine.periods()
        assert made == 2
        assert after[: len(before)] == before
        assert (await mine.spans())[len(before) :] == [
            "2026-09-25..2026-10-22",
            "2026-10-23..2026-11-24",
        ]
        assert {one.origin for one in after} == {"automatic"}

    async def test_finds_nothing_to_do_again(self, mine: Scheduler) -> None:
        await mine.create(FORTNIGHT)
        later = mine.on(date(2026, 9, 1))
        await later.tick()
        periods, schedule = await mine.periods(), await mine.get()

        assert await later.tick() == 0
        assert (await mine.periods(), await mine.get()) == (periods, schedule)

    async def test_finds_nothing_to_do_right_after_a_save(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)

        assert await mine.tick() == 0

    async def test_after_years_asleep_covers_today(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)

        await mine.on(date(2029, 2, 3)).tick()

        assert any(one.start <= date(2029, 2, 3) <= one.end for one in await mine.periods())
        assert await mine.tick() == 0

    async def test_leaves_what_somebody_made_by_hand(self, mine: Scheduler) -> None:
        await mine.create(PAYDAY)
        trip = await mine.budget.create(
            PeriodForm(name="Trip", start=date(2026, 10, 1), end=date(2026, 10, 9))
        )

        await mine.on(date(2026, 8, 25)).tick()

        assert trip.period in await mine.periods()
        assert await mine.tick() == 0

    async def test_leaves_those_alone_who_have_no_automatic_schedule(self, mine: Scheduler) -> None:
        assert await mine.tick() == 0
        await mine.create(PAYDAY)
        await mine.put(None)
        before = await mine.spans()

        assert await mine.on(date(2026, 12, 1)).tick() == 0
        await mine.delete()
        assert await mine.tick() == 0
        assert await mine.spans() == before

    async def test_goes_by_the_day_where_the_owner_lives(self, mine: Scheduler) -> None:
        """On Kiritimati a day begins at ten in the morning of the day before in UTC."""
        await lose(mine, timezone="Pacific/Kiritimati")
        mine.clock.instant = datetime(2026, 6, 24, 9, 59, tzinfo=UTC)
        await mine.create(replace(DAILY, anchor=date(2026, 6, 1)))
        assert await mine.spans() == ["2026-06-24..2026-06-24", "2026-06-25..2026-06-25"]

        assert await mine.tick() == 0
        mine.clock.instant = datetime(2026, 6, 24, 10, 0, tzinfo=UTC)
        assert await mine.tick() == 1

        assert (await mine.spans())[-1] == "2026-06-26..2026-06-26"

    async def test_looks_holidays_of_a_region_up_again(
        self, work: MemoryWork, alice: UserId
    ) -> None:
        decreed = Decreed()
        mine = Scheduler(work=work, owner=alice, calendar=decreed)
        await mine.create(replace(PAYDAY, holiday="previous", region="NL"))
        before, known = await mine.periods(), await mine.get()
        decreed.known.add(date(2026, 11, 25))

        assert await mine.tick() == 0
        assert await mine.get() == known
        await mine.on(date(2026, 8, 26)).tick()

        after = await mine.periods()
        assert after[: len(before)] == before
        assert after[-1].start == date(2026, 11, 24)
        kept = (await mine.get()).automatic
        assert kept is not None
        assert kept.region_holidays == {date(2026, 11, 25)}
