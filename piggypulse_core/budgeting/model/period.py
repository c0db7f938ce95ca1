"""A budget period: an inclusive span of days a person budgets by."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.refusal import Conflict, NotFound
from piggypulse_core.kernel.text import name_key

PeriodId = NewType("PeriodId", UUID)

PeriodKind = Literal["duration", "manualEndDate"]
DurationUnit = Literal["days", "weeks", "months"]
PeriodOrigin = Literal["manual", "automatic"]
PeriodStatus = Literal["upcoming", "active", "past"]


class PeriodNotFound(NotFound):
    """You have no such period."""

    code = "not_found"


class NoCurrentPeriod(NotFound):
    """None of your periods contains today."""

    code = "no_current_period"


class PeriodNameTaken(Conflict):
    """You already have a period of this name."""

    code = "duplicate_name"


class PeriodOverlap(Conflict):
    """The days asked for overlap another of your periods; see conflict."""

    code = "period_overlap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A number of days, weeks or months a period lasts."""

    units: int
    unit: DurationUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period; `duration` is kept when it was made by one, so that it can be shown again."""

    id: PeriodId
    name: str
    start: date
    end: date
    duration: Duration | None = None
    origin: PeriodOrigin = "manual"
    bridging: bool = False

    @property
    def name_key(self) -> str:
        """What its name is compared by."""
        return name_key(text=self.name)

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(start=self.start, end=self.end)

    @property
    def kind(self) -> PeriodKind:
        """How its end is given."""
        return "manualEndDate" if self.duration is None else "duration"

    def status(self, *, today: date) -> PeriodStatus:
        """Where it lies as seen from a day."""
        if today < self.start:
            return "upcoming"
        return "past" if today > self.end else "active"
