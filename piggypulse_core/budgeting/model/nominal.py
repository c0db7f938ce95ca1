"""Nominal dates: the days a cadence means, before weekends and holidays move any."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never

from piggypulse_core.budgeting.model.cadence import (
    WEEKDAYS,
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
    Weekday,
    day_number,
)
from piggypulse_core.budgeting.model.rolling import DayRules
from piggypulse_core.kernel.dates import month_length

DAYS_OF_A_WEEK = 7
MONTHS_OF_A_YEAR = 12


def nominal(*, cadence: Cadence, rules: DayRules, first: date, last: date) -> Iterator[date]:
    """The days from first to last that a cadence means, in order.

    Each follows from the cadence and its own month alone, so none drifts.
    """
    match cadence:
        case EveryDays():
            return _stepped(anchor=cadence.anchor, step=cadence.interval, first=first, last=last)
        case EveryWeeks():
            step = cadence.interval * DAYS_OF_A_WEEK
            return _stepped(anchor=cadence.anchor, step=step, first=first, last=last)
        case SemiMonthly():
            named = _of_months(cadence=cadence, interval=1, anchor=first, first=first, last=last)
        case EveryMonths() | NthWeekday() | NthBusinessDay():
            named = _of_months(
                cadence=cadence,
                interval=cadence.interval,
                anchor=cadence.anchor,
                first=first,
                last=last,
                rules=rules,
            )
        case _:
            assert_never(cadence)
    return (day for day in named if first <= day <= last)


def nth_weekday(*, year: int, month: int, weekday: Weekday, ordinal: int) -> date:
    """The first to fourth of a weekday in a month, or with -1 its last."""
    index, length = WEEKDAYS.index(weekday), month_length(year=year, month=month)
    earliest = 1 + (index - date(year, month, 1).weekday()) % DAYS_OF_A_WEEK
    if ordinal > 0:
        return date(year, month, earliest + (ordinal - 1) * DAYS_OF_A_WEEK)
    return date(year, month, earliest + (length - earliest) // DAYS_OF_A_WEEK * DAYS_OF_A_WEEK)


def nth_business_day(*, year: int, month: int, ordinal: int, rules: DayRules) -> date:
    """A business day of a month, clamped to those it has."""
    every = (date(year, month, 1 + at) for at in range(month_length(year=year, month=month)))
    open_days = [day for day in every if rules.is_business(day=day)]
    assert open_days, "holidays leave every month a business day"
    return open_days[max(day_number(day=ordinal, length=len(open_days)), 1) - 1]


def _stepped(*, anchor: date, step: int, first: date, last: date) -> Iterator[date]:
    offset = (anchor - first).days % step
    return (
        first + timedelta(days=offset + at * step)
        for at in range(((last - first).days - offset) // step + 1)
    )


def _of_months(
    *,
    cadence: SemiMonthly | EveryMonths | NthWeekday | NthBusinessDay,
    interval: int,
    anchor: date,
    first: date,
    last: date,
    rules: DayRules | None = None,
) -> Iterator[date]:
    """What a cadence means in each of its months from first's to last's."""
    begin, phase = _index(first), _index(anchor)
    for index in range(begin + (phase - begin) % interval, _index(last) + 1, interval):
        year, month = index // MONTHS_OF_A_YEAR, index % MONTHS_OF_A_YEAR + 1
        yield from _in_month(cadence=cadence, year=year, month=month, rules=rules or DayRules())


def _in_month(
    *,
    cadence: SemiMonthly | EveryMonths | NthWeekday | NthBusinessDay,
    year: int,
    month: int,
    rules: DayRules,
) -> Iterator[date]:
    length = month_length(year=year, month=month)
    match cadence:
        case EveryMonths():
            yield date(year, month, day_number(day=cadence.day, length=length))
        case SemiMonthly():
            yield date(year, month, day_number(day=cadence.first, length=length))
            yield date(year, month, day_number(day=cadence.second, length=length))
        case NthWeekday():
            yield nth_weekday(
                year=year, month=month, weekday=cadence.weekday, ordinal=cadence.ordinal
            )
        case NthBusinessDay():
            yield nth_business_day(year=year, month=month, ordinal=cadence.ordinal, rules=rules)
        case _:
            assert_never(cadence)


def _index(day: date) -> int:
    return day.year * MONTHS_OF_A_YEAR + day.month - 1
