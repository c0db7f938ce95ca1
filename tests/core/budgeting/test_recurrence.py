"""From the fields of forms to a cadence, and back."""

from datetime import date

import pytest

from piggypulse_core.budgeting.model.cadence import (
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
)
from piggypulse_core.budgeting.model.period import DurationUnit
from piggypulse_core.budgeting.model.recurrence import (
    DurationTooLong,
    Recurrence,
    RecurrenceMethod,
    Standpoint,
    cadence_of,
    recurrence_of,
)
from piggypulse_core.budgeting.model.rolling import DayRules
from piggypulse_core.kernel.refusal import InvalidInput

TODAY = date(2026, 3, 18)
"""A Wednesday."""

APRIL = date(2026, 4, 1)


def said(
    method: RecurrenceMethod, day: int, length: int = 1, unit: DurationUnit = "months"
) -> Recurrence:
    return Recurrence(method=method, day=day, length=length, unit=unit)


def meant(
    recurrence: Recurrence, *, resume_on: date | None = None, anchor: date | None = None
) -> Cadence:
    standpoint = Standpoint(today=TODAY, resume_on=resume_on, rules=DayRules())
    return cadence_of(recurrence=recurrence, anchor=anchor, standpoint=standpoint)


@pytest.mark.parametrize(
    ("recurrence", "alone", "after_march"),
    [
        (
            said("dayOfMonth", 25, 3),
            EveryMonths(interval=3, day=25, anchor=date(2026, 2, 25)),
            EveryMonths(interval=3, day=25, anchor=date(2026, 3, 25)),
        ),
        (
            said("dayOfMonth", 31, 2, "weeks"),
            EveryWeeks(interval=2, anchor=date(2026, 2, 28)),
            EveryWeeks(interval=2, anchor=APRIL),
        ),
        (
            said("dayOfMonth", 18, 30, "days"),
            EveryDays(interval=30, anchor=TODAY),
            EveryDays(interval=30, anchor=APRIL),
        ),
        (
            said("businessDay", 31, 2),
            NthBusinessDay(interval=2, ordinal=23, anchor=date(2026, 2, 27)),
            NthBusinessDay(interval=2, ordinal=23, anchor=date(2026, 3, 31)),
        ),
        (
            said("businessDay", 2, 10, "days"),
            EveryDays(interval=10, anchor=date(2026, 3, 3)),
            EveryDays(interval=10, anchor=APRIL),
        ),
        (
            said("dayOfWeek", 5, 2, "weeks"),
            EveryWeeks(interval=2, anchor=date(2026, 3, 13)),
            EveryWeeks(interval=2, anchor=date(2026, 4, 3)),
        ),
        (
            said("dayOfWeek", 0, 1, "weeks"),
            EveryWeeks(interval=1, anchor=date(2026, 3, 15)),
            EveryWeeks(interval=1, anchor=date(2026, 4, 5)),
        ),
        (
            said("dayOfWeek", 3, 14, "days"),
            EveryDays(interval=14, anchor=TODAY),
            EveryDays(interval=14, anchor=APRIL),
        ),
        (
            said("dayOfWeek", 25, 2, "weeks"),
            EveryWeeks(interval=2, anchor=date(2026, 2, 25)),
            EveryWeeks(interval=2, anchor=date(2026, 2, 25)),
        ),
        (
            said("dayOfWeek", 0),
            NthWeekday(interval=1, ordinal=1, weekday="sunday", anchor=date(2026, 3, 1)),
            NthWeekday(interval=1, ordinal=1, weekday="sunday", anchor=date(2026, 3, 1)),
        ),
        (
            said("dayOfWeek", 17),
            NthWeekday(interval=1, ordinal=3, weekday="tuesday", anchor=date(2026, 3, 17)),
            NthWeekday(interval=1, ordinal=3, weekday="tuesday", anchor=date(2026, 3, 17)),
        ),
        (
            # The latest 30th is that of January cut to the 28th of February, a fourth Saturday.
            said("dayOfWeek", 30),
            NthWeekday(interval=1, ordinal=4, weekday="saturday", anchor=date(2026, 2, 28)),
            NthWeekday(interval=1, ordinal=4, weekday="saturday", anchor=date(2026, 3, 28)),
        ),
    ],
)
def test_a_phase_is_found_where_planning_begins(
    recurrence: Recurrence, alone: Cadence, after_march: Cadence
) -> None:
    assert meant(recurrence) == alone
    assert meant(recurrence, resume_on=APRIL) == after_march


def test_a_fifth_weekday_is_the_last() -> None:
    standpoint = Standpoint(today=date(2026, 3, 31), resume_on=None, rules=DayRules())

    found = cadence_of(recurrence=said("dayOfWeek", 30), anchor=None, standpoint=standpoint)

    assert found == NthWeekday(interval=1, ordinal=-1, weekday="monday", anchor=date(2026, 3, 30))


@pytest.mark.parametrize(
    ("recurrence", "cadence"),
    [
        (said("dayOfMonth", 25, 3), EveryMonths(interval=3, day=25, anchor=date(2026, 1, 9))),
        (said("dayOfMonth", 25, 2, "weeks"), EveryWeeks(interval=2, anchor=date(2026, 1, 9))),
        (said("dayOfWeek", 6, 2, "weeks"), EveryWeeks(interval=2, anchor=date(2026, 1, 10))),
    ],
)
def test_an_anchor_fixes_the_phase(recurrence: Recurrence, cadence: Cadence) -> None:
    assert meant(recurrence, anchor=date(2026, 1, 9), resume_on=APRIL) == cadence


@pytest.mark.parametrize(
    ("cadence", "shown"),
    [
        (EveryDays(interval=9, anchor=date(2026, 1, 31)), said("dayOfMonth", 31, 9, "days")),
        (EveryWeeks(interval=2, anchor=date(2026, 1, 4)), said("dayOfWeek", 7, 2, "weeks")),
        (EveryMonths(interval=2, day=25, anchor=TODAY), said("dayOfMonth", 25, 2)),
        (EveryMonths(interval=1, day=-1, anchor=TODAY), said("dayOfMonth", 31)),
        (EveryMonths(interval=1, day=-28, anchor=TODAY), said("dayOfMonth", 4)),
        (SemiMonthly(first=1, second=-1), said("dayOfMonth", 1, 15, "days")),
        (SemiMonthly(first=-17, second=-2), said("dayOfMonth", 15, 15, "days")),
        (
            NthWeekday(interval=3, ordinal=-1, weekday="friday", anchor=TODAY),
            said("dayOfWeek", 5, 3),
        ),
        (NthBusinessDay(interval=1, ordinal=3, anchor=TODAY), said("businessDay", 3)),
        (NthBusinessDay(interval=1, ordinal=-2, anchor=TODAY), said("businessDay", 31)),
    ],
)
def test_forms_can_show_every_cadence(cadence: Cadence, shown: Recurrence) -> None:
    assert recurrence_of(cadence=cadence) == shown


@pytest.mark.parametrize(("length", "unit"), [(367, "days"), (53, "weeks"), (13, "months")])
def test_periods_last_a_year_at_most(length: int, unit: DurationUnit) -> None:
    assert said("dayOfMonth", 1, length - 1, unit).length == length - 1

    with pytest.raises(DurationTooLong):
        said("dayOfMonth", 1, length, unit)


@pytest.mark.parametrize(
    ("method", "day", "length"),
    [
        ("dayOfMonth", 0, 1),
        ("businessDay", 0, 1),
        ("dayOfWeek", -1, 1),
        ("dayOfMonth", 32, 1),
        ("dayOfMonth", 1, 0),
    ],
)
def test_numbers_out_of_range_are_refused(method: RecurrenceMethod, day: int, length: int) -> None:
    with pytest.raises(InvalidInput):
        said(method, day, length)
