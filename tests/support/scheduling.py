"""One person's schedule over any back end, driven through the use cases alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.preview import Preview
from piggypulse_core.budgeting.model.schedule import Schedule
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from piggypulse_core.budgeting.ports import HolidayCalendar
from piggypulse_core.budgeting.usecases.periods import UpdatePeriod
from piggypulse_core.budgeting.usecases.schedules import (
    CreateSchedule,
    DeleteSchedule,
    GetSchedule,
    PreviewSchedule,
    UpdateSchedule,
)
from piggypulse_core.budgeting.usecases.top_ups import TopUpPeriods
from piggypulse_core.kernel.ids import Ids, UserId
from tests.support.budgeting import Budgeter, noon
from tests.support.clock import NOW
from tests.support.works import AnyWork

_IDS = SystemIds()

PAYDAY = ScheduleForm(
    day=25,
    length=1,
    unit="months",
    saturday="friday",
    sunday="friday",
    ahead=3,
    name_pattern="{MONTH} {YEAR}",
)
"""On the 25th or the Friday before."""

FORTNIGHT = replace(PAYDAY, method="dayOfWeek", day=5, length=2, unit="weeks")
"""Every other Friday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduler:
    """Sets schedules for one owner, on whatever day it is."""

    work: AnyWork
    owner: UserId
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    ids: Ids = field(default_factory=lambda: _IDS)
    calendar: HolidayCalendar = field(default_factory=PublicHolidays)

    @property
    def budget(self) -> Budgeter:
        """The same person's periods."""
        return Budgeter(work=self.work, owner=self.owner, clock=self.clock, ids=self.ids)

    def on(self, day: date, /) -> "Scheduler":
        """The same person on another day."""
        self.clock.instant = noon(day)
        return self

    async def create(
        self, form: ScheduleForm | None, /, *, expected: str | None = None
    ) -> Schedule:
        use_case = CreateSchedule(
            work=self.work, ids=self.ids, clock=self.clock, calendar=self.calendar
        )
        return await use_case(owner=self.owner, form=form, expected_plan=expected)

    async def put(self, form: ScheduleForm | None, /, *, expected: str | None = None) -> Schedule:
        use_case = UpdateSchedule(
            work=self.work, ids=self.ids, clock=self.clock, calendar=self.calendar
        )
        return await use_case(owner=self.owner, form=form, expected_plan=expected)

    async def get(self) -> Schedule:
        return await GetSchedule(work=self.work)(owner=self.owner)

    async def delete(self) -> None:
        await DeleteSchedule(work=self.work)(owner=self.owner)

    async def preview(self, form: ScheduleForm | None, /, *, count: int | None = None) -> Preview:
        use_case = PreviewSchedule(work=self.work, clock=self.clock, calendar=self.calendar)
        return await use_case(owner=self.owner, form=form, count=count)

    @property
    def top_up(self) -> TopUpPeriods:
        """What a timer asks for."""
        return TopUpPeriods(work=self.work, ids=self.ids, clock=self.clock, calendar=self.calendar)

    async def tick(self) -> int:
        return await self.top_up(owner=self.owner)

    async def change(self, period: Period, form: PeriodForm, /) -> Period:
        use_case = UpdatePeriod(work=self.work, ids=self.ids, clock=self.clock)
        return (await use_case(owner=self.owner, period=period.id, form=form)).period

    async def periods(self) -> Sequence[Period]:
        async with self.work.reading() as unit:
            return await unit.periods.in_order(owner=self.owner)

    async def spans(self) -> list[str]:
        """Such as `2026-06-01..2026-06-30`, by start."""
        return [f"{one.start}..{one.end}" for one in await self.periods()]

    async def settle_in(self) -> None:
        """Complete onboarding."""
        async with self.work() as unit:
            await unit.schedules.settle_in(owner=self.owner, at=NOW)
