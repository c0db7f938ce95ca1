"""Recurrences: three methods with a day, a number and a unit, and what cadence they mean."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, assert_never

from piggypulse_core.budgeting.model.cadence import (
    BUSINESS_ORDINAL_MAX,
    DAY_FROM_START_MAX,
    DAYS_INTERVAL_MAX,
    MONTHS_INTERVAL_MAX,
    WEEKDAYS,
    WEEKS_INTERVAL_MAX,
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
)
from piggypulse_core.budgeting.model.nominal import DAYS_OF_A_WEEK, nominal
from piggypulse_core.budgeting.model.period import DurationUnit
from piggypulse_core.budgeting.model.rolling import DayRules
from piggypulse_core.kernel.dates import LAST_DAY
from piggypulse_core.kernel.refusal import Fault, Faults, Invalid

RecurrenceMethod = Literal["dayOfMonth", "businessDay", "dayOfWeek"]

SUNDAY_OF_OLD_FORMS = 0
FIFTH = 5
HALF_A_MONTH = 15
BACKWARDS = 32
"""Added to a day counted from the month's end, so that forms without such days can show it."""

TWO_MONTHS = timedelta(days=62)


class DurationTooLong(Invalid):
    """A period may last at most 366 days, 52 weeks or 12 months."""

    code = "duration_too_long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """What forms ask for: a method, a day of month or week, and how long a period lasts.

    With `dayOfWeek`, days 1 to 7 are Monday to Sunday and 0 is Sunday too.
    """

    method: RecurrenceMethod
    day: int
    length: int
    unit: DurationUnit

    def __post_init__(self) -> None:
        faults = Faults()
        lowest = SUNDAY_OF_OLD_FORMS if self.method == "dayOfWeek" else 1
        if not lowest <= self.day <= DAY_FROM_START_MAX:
            faults.add(
                field="startDayOfTheMonth",
                code="out_of_range",
                message=f"Must lie between {lowest} and {DAY_FROM_START_MAX}.",
            )
        if self.length < 1:
            faults.add(field="periodDuration", code="out_of_range", message="Must be at least 1.")
        faults.settle()
        if self.length > _length_max(unit=self.unit):
            message = f"At most {_length_max(unit=self.unit)} {self.unit}."
            raise DurationTooLong(
                faults=[Fault(field="periodDuration", code=DurationTooLong.code, message=message)]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where a new phase is looked for: today, and the day after the current period if any."""

    today: date
    resume_on: date | None
    rules: DayRules

    @property
    def begins_on(self) -> date:
        """The day to follow on, within those we keep."""
        return min(self.resume_on or self.today, LAST_DAY)

    def latest(self, *, cadence: Cadence, until: date) -> date:
        """The last nominal date on or before a day, of a cadence that has one each month."""
        meant = nominal(cadence=cadence, rules=self.rules, first=until - TWO_MONTHS, last=until)
        return list(meant)[-1]

    def of_month(self, *, day: int) -> date:
        """The last day of that number, clamped, up to today."""
        monthly = EveryMonths(interval=1, day=day, anchor=self.today)
        return self.latest(cadence=monthly, until=self.today)

    def of_business(self, *, ordinal: int) -> date:
        """The last business day of that number up to today."""
        monthly = NthBusinessDay(interval=1, ordinal=ordinal, anchor=self.today)
        return self.latest(cadence=monthly, until=self.today)


def cadence_of(*, recurrence: Recurrence, anchor: date | None, standpoint: Standpoint) -> Cadence:
    """The cadence a recurrence means; an anchor fixes its phase, else it is found."""
    match recurrence.unit:
        case "months":
            return _monthly(recurrence=recurrence, anchor=anchor, standpoint=standpoint)
        case "days":
            found = _anchor(recurrence=recurrence, anchor=anchor, standpoint=standpoint)
            return EveryDays(interval=recurrence.length, anchor=found)
        case "weeks":
            found = _anchor(recurrence=recurrence, anchor=anchor, standpoint=standpoint)
            return EveryWeeks(interval=recurrence.length, anchor=found)
        case _:
            assert_never(recurrence.unit)


def recurrence_of(*, cadence: Cadence) -> Recurrence:
    """What forms show of a cadence, exactly or as nearly as they can."""
    match cadence:
        case EveryDays():
            day = cadence.anchor.day
            return Recurrence(method="dayOfMonth", day=day, length=cadence.interval, unit="days")
        case EveryWeeks():
            day = cadence.anchor.isoweekday()
            return Recurrence(method="dayOfWeek", day=day, length=cadence.interval, unit="weeks")
        case EveryMonths():
            day = _shown(cadence.day)
            return Recurrence(method="dayOfMonth", day=day, length=cadence.interval, unit="months")
        case SemiMonthly():
            day = _shown(cadence.first)
            return Recurrence(method="dayOfMonth", day=day, length=HALF_A_MONTH, unit="days")
        case NthWeekday():
            day = WEEKDAYS.index(cadence.weekday) + 1
            return Recurrence(method="dayOfWeek", day=day, length=cadence.interval, unit="months")
        case NthBusinessDay():
            day = cadence.ordinal if cadence.ordinal > 0 else DAY_FROM_START_MAX
            return Recurrence(method="businessDay", day=day, length=cadence.interval, unit="months")
        case _:
            assert_never(cadence)


def _monthly(
    *, recurrence: Recurrence, anchor: date | None, standpoint: Standpoint
) -> EveryMonths | NthWeekday | NthBusinessDay:
    """The cadence with a phase of its own, found on the days it has every month."""
    every = _every_month(recurrence=recurrence, standpoint=standpoint)
    phase = anchor or standpoint.latest(cadence=every, until=standpoint.begins_on)
    return replace(every, interval=recurrence.length, anchor=phase)


def _every_month(
    *, recurrence: Recurrence, standpoint: Standpoint
) -> EveryMonths | NthWeekday | NthBusinessDay:
    today = standpoint.today
    match recurrence.method:
        case "dayOfMonth":
            return EveryMonths(interval=1, day=recurrence.day, anchor=today)
        case "businessDay":
            ordinal = min(recurrence.day, BUSINESS_ORDINAL_MAX)
            return NthBusinessDay(interval=1, ordinal=ordinal, anchor=today)
        case "dayOfWeek" if recurrence.day <= DAYS_OF_A_WEEK:
            weekday = WEEKDAYS[(recurrence.day - 1) % DAYS_OF_A_WEEK]
            return NthWeekday(interval=1, ordinal=1, weekday=weekday, anchor=today)
        case "dayOfWeek":
            day = standpoint.of_month(day=recurrence.day)
            ordinal = (day.day - 1) // DAYS_OF_A_WEEK + 1
            return NthWeekday(
                interval=1,
                ordinal=-1 if ordinal == FIFTH else ordinal,
                weekday=WEEKDAYS[day.weekday()],
                anchor=today,
            )
        case _:
            assert_never(recurrence.method)


def _anchor(*, recurrence: Recurrence, anchor: date | None, standpoint: Standpoint) -> date:
    """A day from which days or weeks are counted."""
    if recurrence.method == "dayOfWeek":
        return _weekday_anchor(recurrence=recurrence, anchor=anchor, standpoint=standpoint)
    if anchor is not None:
        return anchor
    if standpoint.resume_on is not None:
        return standpoint.begins_on
    if recurrence.method == "dayOfMonth":
        return standpoint.of_month(day=recurrence.day)
    return standpoint.of_business(ordinal=min(recurrence.day, BUSINESS_ORDINAL_MAX))


def _weekday_anchor(*, recurrence: Recurrence, anchor: date | None, standpoint: Standpoint) -> date:
    if recurrence.day > DAYS_OF_A_WEEK:
        return anchor or standpoint.of_month(day=recurrence.day)
    since = anchor or standpoint.resume_on
    if since is not None and since <= LAST_DAY - timedelta(days=DAYS_OF_A_WEEK):
        return since + timedelta(days=(recurrence.day - since.isoweekday()) % DAYS_OF_A_WEEK)
    until = min(since or standpoint.today, LAST_DAY)
    return until - timedelta(days=(until.isoweekday() - recurrence.day) % DAYS_OF_A_WEEK)


def _shown(day: int) -> int:
    return day if day > 0 else BACKWARDS + day


def _length_max(*, unit: DurationUnit) -> int:
    match unit:
        case "days":
            return DAYS_INTERVAL_MAX
        case "weeks":
            return WEEKS_INTERVAL_MAX
        case "months":
            return MONTHS_INTERVAL_MAX
        case _:
            assert_never(unit)
