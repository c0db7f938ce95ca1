"""A schedule: periods made by hand, or along a rhythm, so far ahead and under such names."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NewType
from uuid import UUID

from piggypulse_core.budgeting.model.boundaries import Rhythm
from piggypulse_core.budgeting.model.cadence import Cadence, in_phase
from piggypulse_core.budgeting.model.planning import Bridging
from piggypulse_core.budgeting.model.recurrence import Recurrence, recurrence_of
from piggypulse_core.budgeting.model.rolling import DayRules, HolidayPolicy, WeekendPolicy
from piggypulse_core.kernel.refusal import Conflict, NotFound

ScheduleId = NewType("ScheduleId", UUID)


class NoSchedule(NotFound):
    """You have no schedule."""

    code = "no_schedule"


class ScheduleExists(Conflict):
    """You already have another automatic schedule; change that one."""

    code = "schedule_exists"


class PlanChanged(Conflict):
    """The periods this would make are no longer those of the preview; look again."""

    code = "plan_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """Periods along a rhythm.

    `said` is the recurrence the cadence was found by, if one was. `holidays` are those a person
    named; `region_holidays` are those of the region, as known when a plan was last made.
    """

    cadence: Cadence
    said: Recurrence | None
    saturday: WeekendPolicy
    sunday: WeekendPolicy
    holiday: HolidayPolicy
    holidays: frozenset[date]
    region: str | None
    region_holidays: frozenset[date]
    bridging: Bridging
    ahead: int
    name_pattern: str

    @property
    def rhythm(self) -> Rhythm:
        """When its periods begin."""
        rules = DayRules(
            saturday=self.saturday,
            sunday=self.sunday,
            holiday=self.holiday,
            holidays=self.holidays | self.region_holidays,
        )
        return Rhythm(cadence=self.cadence, rules=rules)

    @property
    def recurrence(self) -> Recurrence:
        """What forms show of its cadence."""
        return recurrence_of(cadence=self.cadence)

    @property
    def asked(self) -> "Automatic":
        """What it asks for, however it was said and whatever a region's days are."""
        return replace(self, said=None, region_holidays=frozenset(), cadence=in_phase(self.cadence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How a person's periods come about; by hand alone without an automatic part.

    `revision` counts its changes; `effective_on` is the first day this revision planned.
    """

    id: ScheduleId
    revision: int
    effective_on: date | None
    automatic: Automatic | None
