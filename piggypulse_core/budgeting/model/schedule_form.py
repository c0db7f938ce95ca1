"""Making a schedule out of what a person fills in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from piggypulse_core.budgeting.model.cadence import Cadence, anchor_of
from piggypulse_core.budgeting.model.cadence_form import CadenceForm, cadence_from
from piggypulse_core.budgeting.model.period import DurationUnit
from piggypulse_core.budgeting.model.planning import AHEAD_MAX, Bridging
from piggypulse_core.budgeting.model.recurrence import (
    Recurrence,
    RecurrenceMethod,
    Standpoint,
    cadence_of,
)
from piggypulse_core.budgeting.model.rolling import DayRules, HolidayPolicy, WeekendPolicy
from piggypulse_core.budgeting.model.schedule import Automatic
from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.refusal import Faults, InvalidInput, invalid
from piggypulse_core.kernel.text import NAME_LENGTH_MAX, checked

HOLIDAYS_MAX = 400
YEARS_AROUND = 2


def years_around(*, today: date) -> Sequence[int]:
    """The years whose holidays a plan made today goes by."""
    return range(today.year - YEARS_AROUND, today.year + YEARS_AROUND + 1)


def unknown_region() -> InvalidInput:
    """The refusal of a region nobody keeps holidays of."""
    return invalid(
        field="holidayRegion",
        code="unknown_value",
        message="No holidays are known there; a country such as NL, or a part such as DE-BY.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleForm:
    """An automatic schedule as filled in: a recurrence, or a cadence that goes before it.

    Without a cadence (`as_kept`), a recurrence that says what is shown of the known schedule, or
    what it was made from, leaves its cadence alone; `None` makes a new one in any case.
    """

    ahead: int | None
    name_pattern: str | None
    method: RecurrenceMethod = "dayOfMonth"
    day: int | None = None
    length: int | None = None
    unit: DurationUnit | None = None
    cadence: CadenceForm | Literal["as_kept"] | None = "as_kept"
    anchor: date | None = None
    saturday: WeekendPolicy = "keep"
    sunday: WeekendPolicy = "keep"
    holiday: HolidayPolicy = "keep"
    holidays: Sequence[date] = ()
    region: str | None = None
    bridging: Bridging = "separate"


def new_automatic(
    *,
    form: ScheduleForm,
    known: Automatic | None,
    region_holidays: frozenset[date],
    today: date,
    resume_on: date | None,
) -> Automatic:
    """A schedule as of a day; `resume_on` follows the current period, if there is one.

    Raises InvalidInput, DurationTooLong, CadenceNotIncreasing and HolidaysTooDense.
    """
    faults = Faults()
    pattern = _checked_pattern(form=form, faults=faults)
    ahead = _checked_ahead(form=form, faults=faults)
    _check_days(form=form, faults=faults)
    faults.settle()
    holidays = frozenset(form.holidays)
    rules = DayRules(
        saturday=form.saturday,
        sunday=form.sunday,
        holiday=form.holiday,
        holidays=holidays | region_holidays,
    )
    standpoint = Standpoint(today=today, resume_on=resume_on, rules=rules)
    cadence, said = _settled(form=form, known=known, standpoint=standpoint)
    return Automatic(
        cadence=cadence,
        said=said,
        saturday=form.saturday,
        sunday=form.sunday,
        holiday=form.holiday,
        holidays=holidays,
        region=form.region,
        region_holidays=region_holidays,
        bridging=form.bridging,
        ahead=ahead,
        name_pattern=pattern,
    )


def _settled(
    *, form: ScheduleForm, known: Automatic | None, standpoint: Standpoint
) -> tuple[Cadence, Recurrence | None]:
    """The cadence meant, and the recurrence it was found by."""
    if isinstance(form.cadence, CadenceForm):
        return cadence_from(form=form.cadence, begins_on=standpoint.begins_on), None
    recurrence = _recurrence(form=form)
    unmoved = known is not None and form.anchor in (None, anchor_of(cadence=known.cadence))
    if (
        known is not None
        and unmoved
        and form.cadence == "as_kept"
        and (recurrence in (known.said, known.recurrence))
    ):
        return known.cadence, known.said
    found = cadence_of(recurrence=recurrence, anchor=form.anchor, standpoint=standpoint)
    return found, recurrence


def _recurrence(*, form: ScheduleForm) -> Recurrence:
    if form.day is None or form.length is None or form.unit is None:
        faults = Faults()
        needed = {
            "startDayOfTheMonth": form.day,
            "periodDuration": form.length,
            "durationUnit": form.unit,
        }
        for field in (name for name, value in needed.items() if value is None):
            faults.add(field=field, code="required", message="Needed where there is no cadence.")
        raise InvalidInput(faults=faults.found)
    return Recurrence(method=form.method, day=form.day, length=form.length, unit=form.unit)


def _checked_pattern(*, form: ScheduleForm, faults: Faults) -> str:
    if form.name_pattern is None:
        faults.add(field="namePattern", code="required", message="Automatic periods need names.")
        return ""
    return checked(
        text=form.name_pattern,
        field="namePattern",
        shortest=1,
        longest=NAME_LENGTH_MAX,
        faults=faults,
    )


def _checked_ahead(*, form: ScheduleForm, faults: Faults) -> int:
    ahead = form.ahead
    if ahead is None:
        faults.add(field="generateAhead", code="required", message="Say how many are made ahead.")
        return 0
    if not 1 <= ahead <= AHEAD_MAX:
        faults.add(
            field="generateAhead",
            code="out_of_range",
            message=f"Must lie between 1 and {AHEAD_MAX}.",
        )
    return ahead


def _check_days(*, form: ScheduleForm, faults: Faults) -> None:
    if form.anchor is not None:
        check_day(day=form.anchor, field="anchorDate", faults=faults)
    if len(form.holidays) > HOLIDAYS_MAX:
        faults.add(field="holidays", code="too_long", message=f"At most {HOLIDAYS_MAX} dates.")
        return
    for index, day in enumerate(form.holidays):
        check_day(day=day, field=f"/holidays/{index}", faults=faults)
