"""Rhythms of every kind: cadences, policies and holidays, and lines of periods that are kept."""

from datetime import date, timedelta
from functools import cache

from hypothesis import strategies as st

from piggypulse_core.budgeting.model.boundaries import Rhythm
from piggypulse_core.budgeting.model.cadence import (
    MONTH_LENGTHS,
    WEEKDAYS,
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
    day_number,
)
from piggypulse_core.budgeting.model.rolling import DayRules, HolidayPolicy, WeekendPolicy
from piggypulse_core.kernel.dates import Span

WEEKEND_POLICIES: tuple[WeekendPolicy, ...] = ("keep", "friday", "monday")
HOLIDAY_POLICIES: tuple[HolidayPolicy, ...] = ("keep", "previous", "next")
NEAR = date(2026, 1, 1)


@cache
def civil_days() -> st.SearchStrategy[date]:
    """Decades around the year 2000, leap years and centuries included."""
    return st.dates(date(1903, 1, 1), date(2190, 12, 31))


@cache
def day_numbers() -> st.SearchStrategy[int]:
    return st.one_of(st.integers(1, 31), st.integers(-28, -1))


@cache
def month_intervals() -> st.SearchStrategy[int]:
    return st.one_of(st.just(1), st.integers(1, 12))


@cache
def semi_monthly() -> st.SearchStrategy[Cadence]:
    def increasing(days: tuple[int, int]) -> bool:
        first, second = days
        return all(
            day_number(day=first, length=length) < day_number(day=second, length=length)
            for length in MONTH_LENGTHS
        )

    return (
        st.tuples(day_numbers(), day_numbers())
        .filter(increasing)
        .map(lambda days: SemiMonthly(first=days[0], second=days[1]))
    )


@cache
def cadences() -> st.SearchStrategy[Cadence]:
    anchors = civil_days()
    return st.one_of(
        st.builds(EveryDays, interval=st.integers(1, 366), anchor=anchors),
        st.builds(EveryWeeks, interval=st.integers(1, 52), anchor=anchors),
        st.builds(EveryMonths, interval=month_intervals(), day=day_numbers(), anchor=anchors),
        semi_monthly(),
        st.builds(
            NthWeekday,
            interval=month_intervals(),
            ordinal=st.sampled_from((1, 2, 3, 4, -1)),
            weekday=st.sampled_from(WEEKDAYS),
            anchor=anchors,
        ),
        st.builds(
            NthBusinessDay,
            interval=month_intervals(),
            ordinal=st.one_of(st.integers(1, 23), st.integers(-23, -1)),
            anchor=anchors,
        ),
    )


WEEKENDS = st.sampled_from(WEEKEND_POLICIES)
HOLIDAYS = st.sampled_from(HOLIDAY_POLICIES)
RUNS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=6)
"""Of holidays: how far from the last run, and how long."""

KEPT = st.lists(st.tuples(st.sampled_from((0, 0, 1, 9, 45)), st.integers(1, 70)), max_size=6)
"""Of periods: the gap before each, and its length."""

QUARTER = st.integers(0, 90)


@cache
@st.composite
def holiday_sets(draw: st.DrawFn, near: date) -> frozenset[date]:
    """Single days and runs of up to six, far enough apart that business goes on in between."""
    found: set[date] = set()
    for gap, length in draw(RUNS):
        near += timedelta(days=gap + 14)
        found |= {near + timedelta(days=index) for index in range(length)}
    return frozenset(found)


@cache
@st.composite
def rhythms(draw: st.DrawFn, near: date = NEAR) -> Rhythm:
    return Rhythm(
        cadence=draw(cadences()),
        rules=DayRules(
            saturday=draw(WEEKENDS),
            sunday=draw(WEEKENDS),
            holiday=draw(HOLIDAYS),
            holidays=draw(holiday_sets(near)),
        ),
    )


@cache
@st.composite
def kept_lines(draw: st.DrawFn, around: date) -> list[Span]:
    """Periods with and without gaps, from before a day to after it."""
    start, line = around - timedelta(days=draw(QUARTER)), []
    for gap, length in draw(KEPT):
        first = start + timedelta(days=gap)
        line.append(Span(start=first, end=first + timedelta(days=length - 1)))
        start = first + timedelta(days=length)
    return line
