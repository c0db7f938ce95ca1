"""A tick over any back end, with everything it tells kept for a test to look at."""

from dataclasses import dataclass, field

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.ports import HolidayCalendar
from piggypulse_core.budgeting.usecases.subscription_reads import FindSubscribers
from piggypulse_core.budgeting.usecases.subscriptions import AdvanceSubscriptions
from piggypulse_core.budgeting.usecases.ticks import Failure, Tick, Ticked
from piggypulse_core.budgeting.usecases.top_ups import FindScheduled, TopUpPeriods
from piggypulse_core.settings.model.profile import Profile
from tests.support.clock import NOW
from tests.support.scheduling import Scheduler
from tests.support.works import AnyWork

NOWHERE = "Nowhere/At_All"
"""A time zone that no form takes: whoever has it fails whatever needs to know the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticker:
    """Ticks, on whatever day its clock says it is."""

    work: AnyWork
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    calendar: HolidayCalendar = field(default_factory=PublicHolidays)
    failures: list[Failure] = field(default_factory=list)
    progress: list[tuple[int, int]] = field(default_factory=list)

    async def __call__(self) -> Ticked:
        work, clock, ids = self.work, self.clock, SystemIds()
        tick = Tick(
            find_scheduled=FindScheduled(work=work),
            top_up=TopUpPeriods(work=work, ids=ids, clock=clock, calendar=self.calendar),
            find_subscribers=FindSubscribers(work=work, clock=clock),
            advance=AdvanceSubscriptions(work=work, ids=ids, clock=clock),
        )
        return await tick(
            report=self.failures.append,
            progress=lambda done, whole: self.progress.append((done, whole)),
        )


async def lose(one: Scheduler, /, *, timezone: str = NOWHERE) -> None:
    """Move somebody to another time zone, whether or not there is such a place."""
    async with one.work() as unit:
        profile: Profile = await unit.profiles.hold(owner=one.owner)
        moved = Profile(
            name=profile.name,
            currency_code=profile.currency_code,
            avatar=profile.avatar,
            timezone=timezone,
        )
        await unit.profiles.save(owner=one.owner, profile=moved)
