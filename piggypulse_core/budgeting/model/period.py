"""A budget period: an inclusive span of days a person budgets by, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.money import percent, ratio
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
    def length(self) -> int:
        """Number of its days."""
        return self.span.length

    @property
    def kind(self) -> PeriodKind:
        """How its end is given."""
        return "manualEndDate" if self.duration is None else "duration"

    def status(self, *, today: date) -> PeriodStatus:
        """Where it lies as seen from a day."""
        if today < self.start:
            return "upcoming"
        return "past" if today > self.end else "active"

    def elapsed(self, *, today: date) -> int:
        """How many of its days are over, today counted: 0 before it, all from its last day on."""
        return min(max((today - self.start).days + 1, 0), self.length)

    def remaining(self, *, today: date) -> int:
        """How many of its days lie after today."""
        return self.length - self.elapsed(today=today)

    def progress(self, *, today: date) -> int:
        """Elapsed days in percent."""
        return percent(self.elapsed(today=today), self.length)

    def begun(self, *, today: date) -> Span | None:
        """Its days up to and including today; none before it begins."""
        if today < self.start:
            return None
        return Span(start=self.start, end=min(self.end, today))

    def projected(self, *, total: int, to_date: int, today: date) -> int:
        """What a sum over its days would come to at the pace so far, never less than recorded."""
        elapsed = self.elapsed(today=today)
        if elapsed == 0:
            return total
        return max(total, ratio(to_date * self.length, elapsed))


def overlap_with(*, other: Period) -> PeriodOverlap:
    """The refusal of days that another period has already."""
    conflict: Mapping[str, object] = {
        "id": str(other.id),
        "name": other.name,
        "startDate": other.start.isoformat(),
        "endDate": other.end.isoformat(),
    }
    return PeriodOverlap(members={"conflict": conflict})
