"""Schedules on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.budgeting.model.cadence import anchor_of
from piggypulse_core.budgeting.model.cadence_form import CadenceForm
from piggypulse_core.budgeting.model.planning import AHEAD_MAX, Bridging
from piggypulse_core.budgeting.model.recurrence import RecurrenceMethod
from piggypulse_core.budgeting.model.rolling import HolidayPolicy, WeekendPolicy
from piggypulse_core.budgeting.model.schedule import Schedule
from piggypulse_core.budgeting.model.schedule_form import HOLIDAYS_MAX, ScheduleForm
from piggypulse_core.kernel.text import NAME_LENGTH_MAX
from piggypulse_http.budgeting.wire.cadences import (
    CadenceIn,
    CadenceOut,
    cadence_form,
    cadence_out,
)
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX, Day, Text

LENGTH_MAX = 2**31 - 1

ScheduleType = Annotated[
    Literal["manual", "automatic", "Manual", "Automatic"],
    Meta(description="The first letter in any case."),
]
StartDay = Annotated[
    int,
    Meta(
        ge=0,
        le=31,
        description="A day of the month, a business day of it, or with `dayOfWeek` a weekday: 1 to "
        "7 are Monday to Sunday, 0 is Sunday too.",
    ),
]
PeriodLength = Annotated[
    int, Meta(ge=1, le=LENGTH_MAX, description="At most 366 days, 52 weeks or 12 months.")
]
Ahead = Annotated[
    int, Meta(ge=1, le=AHEAD_MAX, description="Upcoming periods kept beyond the current one.")
]
NamePattern = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"1 to {NAME_LENGTH_MAX} code points; variables such as `{{MONTH}}` and "
        "`{start_date}` are filled in.",
    ),
]
Holidays = Annotated[
    list[Day], Meta(max_length=HOLIDAYS_MAX, description="Days that are no business days.")
]
Region = Annotated[
    Text,
    Meta(
        description="ISO 3166-1 country, or ISO 3166-2 part of one, whose holidays count as well."
    ),
]
MaybeCadence = Annotated[
    CadenceIn | UnsetType | None,
    Meta(description="Goes before the four fields; null drops back to them, absent keeps it."),
]


class ScheduleFieldsIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a schedule is made of; an automatic one needs its name and how many, and when."""

    schedule_type: ScheduleType
    recurrence_method: RecurrenceMethod | UnsetType | None = UNSET
    start_day_of_the_month: StartDay | UnsetType | None = UNSET
    period_duration: PeriodLength | UnsetType | None = UNSET
    duration_unit: Literal["days", "weeks", "months"] | UnsetType | None = UNSET
    generate_ahead: Ahead | UnsetType | None = UNSET
    saturday_policy: WeekendPolicy | UnsetType | None = UNSET
    sunday_policy: WeekendPolicy | UnsetType | None = UNSET
    name_pattern: NamePattern | UnsetType | None = UNSET
    cadence: MaybeCadence = UNSET
    anchor_date: Day | UnsetType | None = UNSET
    holidays: Holidays | UnsetType | None = UNSET
    holiday_region: Region | UnsetType | None = UNSET
    holiday_policy: HolidayPolicy | UnsetType | None = UNSET
    bridging: Bridging | UnsetType | None = UNSET


class ScheduleIn(ScheduleFieldsIn, frozen=True, kw_only=True, rename="camel"):
    """A schedule as a person types it, and the plan they agreed to if they saw one."""

    expected_plan: (
        Annotated[Text, Meta(description="The `plan` of a preview; another one is refused.")]
        | UnsetType
        | None
    ) = UNSET


class ScheduleOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A schedule; all members after `effectiveFrom` belong to an automatic one."""

    id: UUID
    schedule_type: Literal["manual", "automatic"]
    revision: int
    effective_from: date | None
    recurrence_method: RecurrenceMethod | UnsetType = UNSET
    start_day_of_the_month: int | UnsetType = UNSET
    period_duration: int | UnsetType = UNSET
    duration_unit: Literal["days", "weeks", "months"] | UnsetType = UNSET
    generate_ahead: int | UnsetType = UNSET
    saturday_policy: WeekendPolicy | UnsetType = UNSET
    sunday_policy: WeekendPolicy | UnsetType = UNSET
    name_pattern: str | UnsetType = UNSET
    cadence: CadenceOut | UnsetType = UNSET
    anchor_date: date | UnsetType | None = UNSET
    holidays: list[date] | UnsetType = UNSET
    holiday_region: str | UnsetType | None = UNSET
    holiday_policy: HolidayPolicy | UnsetType = UNSET
    bridging: Bridging | UnsetType = UNSET


def schedule_form(body: ScheduleFieldsIn, /) -> ScheduleForm | None:
    """A body as the form that rules judge; null counts as absent, save for the cadence."""
    if body.schedule_type.lower() == "manual":
        return None
    day = body.start_day_of_the_month
    return ScheduleForm(
        method=body.recurrence_method or "dayOfMonth",
        day=None if day is UNSET else day,
        length=body.period_duration or None,
        unit=body.duration_unit or None,
        cadence=_cadence(body),
        anchor=body.anchor_date or None,
        saturday=body.saturday_policy or "keep",
        sunday=body.sunday_policy or "keep",
        holiday=body.holiday_policy or "keep",
        holidays=body.holidays or (),
        region=body.holiday_region or None,
        bridging=body.bridging or "separate",
        ahead=body.generate_ahead or None,
        name_pattern=None if body.name_pattern is UNSET else body.name_pattern,
    )


def schedule_out(schedule: Schedule, /) -> ScheduleOut:
    """A schedule's reply."""
    automatic = schedule.automatic
    if automatic is None:
        return ScheduleOut(
            id=schedule.id,
            schedule_type="manual",
            revision=schedule.revision,
            effective_from=schedule.effective_on,
        )
    shown = automatic.recurrence
    return ScheduleOut(
        id=schedule.id,
        schedule_type="automatic",
        revision=schedule.revision,
        effective_from=schedule.effective_on,
        recurrence_method=shown.method,
        start_day_of_the_month=shown.day,
        period_duration=shown.length,
        duration_unit=shown.unit,
        generate_ahead=automatic.ahead,
        saturday_policy=automatic.saturday,
        sunday_policy=automatic.sunday,
        name_pattern=automatic.name_pattern,
        cadence=cadence_out(automatic.cadence),
        anchor_date=anchor_of(cadence=automatic.cadence),
        holidays=sorted(automatic.holidays),
        holiday_region=automatic.region,
        holiday_policy=automatic.holiday,
        bridging=automatic.bridging,
    )


def _cadence(body: ScheduleFieldsIn) -> CadenceForm | Literal["as_kept"] | None:
    if body.cadence is UNSET:
        return "as_kept"
    return None if body.cadence is None else cadence_form(body.cadence)
