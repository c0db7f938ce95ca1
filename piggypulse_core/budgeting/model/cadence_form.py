"""Making a cadence out of what a person fills in; each kind has members of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, assert_never

from piggypulse_core.budgeting.model.cadence import (
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
    Weekday,
)
from piggypulse_core.kernel.refusal import invalid

CadenceKind = Literal[
    "everyDays", "everyWeeks", "everyMonths", "semiMonthly", "nthWeekday", "nthBusinessDay"
]

DAYS_OF_SEMI_MONTHLY = 2

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceForm:
    """A kind and its members; those of other kinds are not looked at."""

    kind: CadenceKind
    interval: int | None = None
    day: int | None = None
    days: Sequence[int] | None = None
    ordinal: int | None = None
    weekday: Weekday | None = None
    anchor: date | None = None


def cadence_from(*, form: CadenceForm, begins_on: date) -> Cadence:
    """The cadence; one of days, weeks or single months may leave out its anchor."""
    match form.kind:
        case "everyDays":
            interval = _needed(form.interval, field="interval")
            return EveryDays(interval=interval, anchor=form.anchor or begins_on)
        case "everyWeeks":
            interval = _needed(form.interval, field="interval")
            return EveryWeeks(interval=interval, anchor=form.anchor or begins_on)
        case "everyMonths":
            return EveryMonths(
                interval=_needed(form.interval, field="interval"),
                day=_needed(form.day, field="day"),
                anchor=_phase(form=form, begins_on=begins_on),
            )
        case "semiMonthly":
            days = _needed(form.days, field="days")
            if len(days) != DAYS_OF_SEMI_MONTHLY:
                raise invalid(
                    field="/cadence/days",
                    code="out_of_range",
                    message="Two days, no more, no less.",
                )
            return SemiMonthly(first=days[0], second=days[1])
        case "nthWeekday":
            return NthWeekday(
                interval=_needed(form.interval, field="interval"),
                ordinal=_needed(form.ordinal, field="ordinal"),
                weekday=_needed(form.weekday, field="weekday"),
                anchor=_phase(form=form, begins_on=begins_on),
            )
        case "nthBusinessDay":
            return NthBusinessDay(
                interval=_needed(form.interval, field="interval"),
                ordinal=_needed(form.ordinal, field="ordinal"),
                anchor=_phase(form=form, begins_on=begins_on),
            )
        case _:
            assert_never(form.kind)


def _phase(*, form: CadenceForm, begins_on: date) -> date:
    """Which months are meant; with every month it does not matter."""
    if form.anchor is None and form.interval == 1:
        return begins_on
    return _needed(form.anchor, field="anchorDate")


def _needed(value: Value | None, *, field: str) -> Value:
    if value is None:
        raise invalid(
            field=f"/cadence/{field}", code="required", message="This kind of cadence needs it."
        )
    return value
