"""Cadences: the six ways in which days to begin a period on repeat, before any is moved."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, TypeAlias, assert_never

from piggypulse_core.kernel.dates import FIRST_DAY, check_day
from piggypulse_core.kernel.refusal import Fault, Faults, Invalid

DAYS_INTERVAL_MAX = 366
WEEKS_INTERVAL_MAX = 52
MONTHS_INTERVAL_MAX = 12
DAY_FROM_START_MAX = 31
DAY_FROM_END_MAX = 28
WEEKDAY_ORDINAL_MAX = 4
BUSINESS_ORDINAL_MAX = 23
MONTH_LENGTHS = (28, 29, 30, 31)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
"""In the order of ISO 8601, beginning with its day 1."""


class CadenceNotIncreasing(Invalid):
    """The second day of a semi-monthly cadence must come after the first in every month."""

    code = "cadence_not_increasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryDays:
    """Every so many days, counted from an anchor in both directions."""

    interval: int
    anchor: date

    def __post_init__(self) -> None:
        faults = Faults()
        _check_interval(interval=self.interval, highest=DAYS_INTERVAL_MAX, faults=faults)
        check_day(day=self.anchor, field="/cadence/anchorDate", faults=faults)
        faults.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryWeeks:
    """Every so many weeks, on the weekday of the anchor."""

    interval: int
    anchor: date

    def __post_init__(self) -> None:
        faults = Faults()
        _check_interval(interval=self.interval, highest=WEEKS_INTERVAL_MAX, faults=faults)
        check_day(day=self.anchor, field="/cadence/anchorDate", faults=faults)
        faults.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryMonths:
    """A day of every so many months; the anchor's month is one of them."""

    interval: int
    day: int
    anchor: date

    def __post_init__(self) -> None:
        faults = Faults()
        _check_months(interval=self.interval, anchor=self.anchor, faults=faults)
        _check_day_number(day=self.day, field="/cadence/day", faults=faults)
        faults.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class SemiMonthly:
    """Two days of every month."""

    first: int
    second: int

    def __post_init__(self) -> None:
        faults = Faults()
        _check_day_number(day=self.first, field="/cadence/days/0", faults=faults)
        _check_day_number(day=self.second, field="/cadence/days/1", faults=faults)
        faults.settle()
        if any(
            day_number(day=self.first, length=length) >= day_number(day=self.second, length=length)
            for length in MONTH_LENGTHS
        ):
            raise CadenceNotIncreasing(
                faults=[
                    Fault(
                        field="/cadence/days",
                        code=CadenceNotIncreasing.code,
                        message="The first must lie before the second, in February as well.",
                    )
                ]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class NthWeekday:
    """The first to fourth or the last of a weekday, of every so many months."""

    interval: int
    ordinal: int
    weekday: Weekday
    anchor: date

    def __post_init__(self) -> None:
        faults = Faults()
        _check_months(interval=self.interval, anchor=self.anchor, faults=faults)
        if not (self.ordinal == -1 or 1 <= self.ordinal <= WEEKDAY_ORDINAL_MAX):
            faults.add(
                field="/cadence/ordinal",
                code="out_of_range",
                message=f"Must lie between 1 and {WEEKDAY_ORDINAL_MAX}, or be -1 for the last.",
            )
        if self.weekday not in WEEKDAYS:
            faults.add(
                field="/cadence/weekday", code="unknown_value", message="There is no such weekday."
            )
        faults.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class NthBusinessDay:
    """A business day of every so many months, counted from its first or from its last one."""

    interval: int
    ordinal: int
    anchor: date

    def __post_init__(self) -> None:
        faults = Faults()
        _check_months(interval=self.interval, anchor=self.anchor, faults=faults)
        if not 1 <= abs(self.ordinal) <= BUSINESS_ORDINAL_MAX:
            faults.add(
                field="/cadence/ordinal",
                code="out_of_range",
                message=f"Must lie between 1 and {BUSINESS_ORDINAL_MAX}, or -1 and "
                f"-{BUSINESS_ORDINAL_MAX} counted from the month's end.",
            )
        faults.settle()


Cadence: TypeAlias = (
    EveryDays | EveryWeeks | EveryMonths | SemiMonthly | NthWeekday | NthBusinessDay
)


def day_number(*, day: int, length: int) -> int:
    """The day meant in a month of some length: clamped, or counted from the end when negative."""
    return min(day, length) if day > 0 else length + 1 + day


def anchor_of(*, cadence: Cadence) -> date | None:
    """What fixes its phase; two days of every month need nothing."""
    return None if isinstance(cadence, SemiMonthly) else cadence.anchor


def in_phase(cadence: Cadence, /) -> Cadence:
    """The same cadence with its earliest anchor: equal where the days meant are equal."""
    match cadence:
        case EveryDays(interval=step) | EveryWeeks(interval=step):
            days = step if isinstance(cadence, EveryDays) else 7 * step
            offset = (cadence.anchor - FIRST_DAY).days % days
            return replace(cadence, anchor=FIRST_DAY + timedelta(days=offset))
        case EveryMonths() | NthWeekday() | NthBusinessDay():
            months = 12 * (cadence.anchor.year - FIRST_DAY.year) + cadence.anchor.month - 1
            month = months % cadence.interval + 1
            return replace(cadence, anchor=FIRST_DAY.replace(month=month, day=1))
        case SemiMonthly():
            return cadence
        case _:
            assert_never(cadence)


def _check_interval(*, interval: int, highest: int, faults: Faults) -> None:
    if not 1 <= interval <= highest:
        faults.add(
            field="/cadence/interval",
            code="out_of_range",
            message=f"Must lie between 1 and {highest}.",
        )


def _check_months(*, interval: int, anchor: date, faults: Faults) -> None:
    _check_interval(interval=interval, highest=MONTHS_INTERVAL_MAX, faults=faults)
    check_day(day=anchor, field="/cadence/anchorDate", faults=faults)


def _check_day_number(*, day: int, field: str, faults: Faults) -> None:
    if not (1 <= day <= DAY_FROM_START_MAX or -DAY_FROM_END_MAX <= day <= -1):
        faults.add(
            field=field,
            code="out_of_range",
            message=f"Must lie between 1 and {DAY_FROM_START_MAX}, or -1 and "
            f"-{DAY_FROM_END_MAX} counted from the month's end.",
        )
