"""Making a period out of what a person fills in: its name, its days and how its end is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import assert_never

from piggypulse_core.budgeting.model.period import (
    Duration,
    DurationUnit,
    Period,
    PeriodId,
    PeriodKind,
)
from piggypulse_core.kernel.dates import (
    ONE_DAY,
    Span,
    add_days,
    add_months,
    check_day,
    month_length,
)
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import checked_name

DURATION_UNITS_MAX = 3660
DAYS_OF_A_WEEK = 7

START_FIELD = "startDate"
END_FIELD = "manualEndDate"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodForm:
    """What a person fills in; without a kind, whichever way of giving the end is there decides.

    With `replaces_generated`, upcoming automatic periods make room instead of being in the way.
    """

    name: str
    start: date
    kind: PeriodKind | None = None
    duration: Duration | None = None
    end: date | None = None
    replaces_generated: bool = False


def new_period(*, id: PeriodId, form: PeriodForm) -> Period:  # noqa: A002 - the field's name
    """A manual period; raises InvalidInput naming every fault, and DateOutOfRange."""
    faults = Faults()
    name = checked_name(text=form.name, faults=faults)
    check_day(day=form.start, field=START_FIELD, faults=faults)
    kind = _kind_of(form=form, faults=faults)
    if kind == "duration" and form.duration is not None:
        _check_duration(duration=form.duration, faults=faults)
    if kind == "manualEndDate" and form.end is not None:
        _check_end(start=form.start, end=form.end, faults=faults)
    faults.settle()
    duration = form.duration if kind == "duration" else None
    end = form.end if duration is None else end_of(start=form.start, duration=duration)
    assert end is not None, "a form without any end has a fault"
    return Period(id=id, name=name, start=form.start, end=end, duration=duration)


def end_of(*, start: date, duration: Duration) -> date:
    """The last day: the one before the same day some time on, clamped to its month's length."""
    match duration.unit:
        case "days":
            return add_days(day=start, days=duration.units - 1)
        case "weeks":
            return add_days(day=start, days=duration.units * DAYS_OF_A_WEEK - 1)
        case "months" if start.day == 1:
            last = add_months(day=start, months=duration.units - 1)
            return last.replace(day=month_length(year=last.year, month=last.month))
        case "months":
            return add_months(day=start, months=duration.units) - ONE_DAY
        case _:
            assert_never(duration.unit)


def gaps(*, periods: Sequence[Period]) -> Sequence[Span]:
    """The uncovered days between consecutive periods, given by start."""
    return [
        Span(start=before.end + ONE_DAY, end=after.start - ONE_DAY)
        for before, after in pairwise(periods)
        if after.start - before.end > ONE_DAY
    ]


def _kind_of(*, form: PeriodForm, faults: Faults) -> PeriodKind | None:
    """How the end is given, which must then be given that way."""
    match form.kind, form.duration is not None, form.end is not None:
        case ("duration", True, _) | (None, True, False):
            return "duration"
        case ("manualEndDate", _, True) | (None, False, True):
            return "manualEndDate"
        case ("duration", _, _):
            _missing(field="duration", faults=faults)
        case ("manualEndDate", _, _):
            _missing(field=END_FIELD, faults=faults)
        case _:
            faults.add(
                field="periodType",
                code="unknown_value",
                message="Say duration or manualEndDate, or give exactly one of the two.",
            )
    return None


def _missing(*, field: str, faults: Faults) -> None:
    faults.add(field=field, code="required", message="This kind of period needs it.")


def _check_duration(*, duration: Duration, faults: Faults) -> None:
    known: tuple[DurationUnit, ...] = ("days", "weeks", "months")
    if not 1 <= duration.units <= DURATION_UNITS_MAX:
        faults.add(
            field="/duration/durationUnits",
            code="out_of_range",
            message=f"Must lie between 1 and {DURATION_UNITS_MAX}.",
        )
    if duration.unit not in known:
        faults.add(
            field="/duration/durationUnit",
            code="unknown_value",
            message="Must be days, weeks or months.",
        )


def _check_end(*, start: date, end: date, faults: Faults) -> None:
    before = len(faults.found)
    check_day(day=end, field=END_FIELD, faults=faults)
    if len(faults.found) == before and end < start:
        faults.add(
            field=END_FIELD, code="out_of_range", message="Must not lie before the start date."
        )
