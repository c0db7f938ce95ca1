"""What a timer asks for: periods ahead of everybody who has an automatic schedule."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from piggypulse_core.budgeting.model.proposal import propose
from piggypulse_core.budgeting.model.schedule_form import years_around
from piggypulse_core.budgeting.ports import BudgetingUnit, HolidayCalendar, TopUps
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.work import Work

OWNERS_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FindScheduled:
    """Tell a timer who has an automatic schedule, some users at a time."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, after: UserId | None) -> Sequence[UserId]:
        async with self.work.reading() as unit:
            return await unit.schedules.automatic_owners(after=after, limit=OWNERS_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RememberedHolidays(HolidayCalendar):
    """Asks another calendar once about each region and its years, for as long as this one lives."""

    calendar: HolidayCalendar
    known: dict[tuple[str, tuple[int, ...]], frozenset[date]] = field(default_factory=dict)

    def days(self, *, region: str, years: Sequence[int]) -> frozenset[date]:
        asked = region, tuple(years)
        if asked not in self.known:
            self.known[asked] = self.calendar.days(region=region, years=years)
        return self.known[asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopUpPeriods(TopUps):
    """Make the upcoming periods an automatic schedule asks for and that are not there yet.

    Every period there is stays as it is, so doing it again makes none. Answers how many were made;
    none without an automatic schedule.
    """

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock
    calendar: HolidayCalendar

    async def __call__(self, *, owner: UserId) -> int:
        async with self.work() as unit:
            return await self.within(unit=unit, owner=owner)

    async def within(self, *, unit: BudgetingUnit, owner: UserId) -> int:
        await unit.goals.hold(owner=owner)
        schedule = await unit.schedules.find(owner=owner)
        if schedule is None or schedule.automatic is None:
            # Given up, or the user is gone, since a timer chose to visit.
            return 0
        today = (await unit.profiles.get(owner=owner)).today(now=self.clock.now())
        automatic = schedule.automatic
        if automatic.region is not None:
            years = years_around(today=today)
            days = self.calendar.days(region=automatic.region, years=years)
            automatic = replace(automatic, region_holidays=days)
        periods = await unit.periods.in_order(owner=owner)
        proposal = propose(automatic=automatic, kept=periods, candidates=(), today=today)
        changes = proposal.changes(ids=self.ids)
        if not changes.nothing:
            if automatic != schedule.automatic:
                await unit.schedules.save(
                    owner=owner, schedule=replace(schedule, automatic=automatic)
                )
            await unit.plans.apply(owner=owner, changes=changes)
        return len(changes.add)
