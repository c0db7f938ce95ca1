"""Civil dates and inclusive spans of days; the only place that turns instants into days."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from piggypulse_core.kernel.refusal import Faults, Invalid

FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)
ONE_DAY = timedelta(days=1)


class DateOutOfRange(Invalid):
    """The days asked for reach beyond 2199-12-31 or before 1900-01-01."""

    code = "date_out_of_range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Days from start to end, both included; never empty."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            complaint = "a span ends on or after its start"
            raise ValueError(complaint)

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __iter__(self) -> Iterator[date]:
        return map(date.fromordinal, range(self.start.toordinal(), self.end.toordinal() + 1))

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


def today(*, zone: str, now: datetime) -> date:
    """The civil date at an instant in an IANA time zone."""
    assert now.tzinfo is not None, "instants carry their zone"
    return now.astimezone(UTC if zone == "UTC" else ZoneInfo(zone)).date()


def month_length(*, year: int, month: int) -> int:
    """Number of days of a month of the Gregorian calendar."""
    return calendar.monthrange(year, month)[1]


def add_days(*, day: date, days: int) -> date:
    """A day some days on; raises DateOutOfRange beyond the dates we keep."""
    try:
        result = day + timedelta(days=days)
    except OverflowError:
        raise DateOutOfRange from None
    if not FIRST_DAY <= result <= LAST_DAY:
        raise DateOutOfRange
    return result


def add_months(*, day: date, months: int) -> date:
    """The same day some months on, clamped to that month's length; never carried further."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise DateOutOfRange
    return date(year, month + 1, min(day.day, month_length(year=year, month=month + 1)))


def check_day(*, day: date, field: str, faults: Faults) -> None:
    """Note a day outside 1900-01-01 to 2199-12-31."""
    if not FIRST_DAY <= day <= LAST_DAY:
        faults.add(
            field=field, code="out_of_range", message=f"Must lie in {FIRST_DAY} to {LAST_DAY}."
        )
