"""Which periods and which schedule come out of what is brought."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from piggypulse_core.budgeting.model.new_period import new_period
from piggypulse_core.budgeting.model.period import (
    Period,
    PeriodId,
    PeriodNameTaken,
    overlap_with,
)
from piggypulse_core.budgeting.model.schedule import Schedule, ScheduleExists
from piggypulse_core.budgeting.model.schedule_form import new_automatic
from piggypulse_core.kernel.dates import FIRST_DAY, LAST_DAY, ONE_DAY
from piggypulse_core.kernel.refusal import Faults, Refusal, invalid
from piggypulse_core.portability.model.findings import Findings
from piggypulse_core.portability.model.incoming import IncomingPeriod, IncomingSchedule
from piggypulse_core.portability.model.planned_ledger import check_days
from piggypulse_core.portability.model.rows import Rows

Periods = Rows[PeriodId, Period]

REVISION_MAX = 2**31 - 1
REGION_HOLIDAYS_MAX = 400
SCHEDULE = "/schedule"

PERIOD_NAMES: Mapping[str, str] = MappingProxyType({"manualEndDate": "endDate"})


def plan_periods(
    *, incoming: Iterable[IncomingPeriod], periods: Periods, findings: Findings
) -> None:
    """Take periods in: no two share a day or a name, whether they are there or come."""
    names = {row.name_key for row in periods.there.values()}
    places: dict[PeriodId, int] = {}
    for one in incoming:
        try:
            row = _period(one)
            if periods.find(one.id) is None and row.name_key in names:
                raise PeriodNameTaken
        except Refusal as refusal:
            member = "name" if isinstance(refusal, PeriodNameTaken) else ""
            at = periods.pointer(one.place)
            findings.note(refusal, at=at, member=member, names=PERIOD_NAMES)
            periods.at_fault.add(one.id)
        else:
            names.add(row.name_key)
            places.setdefault(one.id, one.place)
            periods.take(key=one.id, row=row, place=one.place, findings=findings)
    _note_overlaps(periods=periods, places=places, findings=findings)


def _period(incoming: IncomingPeriod) -> Period:
    form = incoming.form
    if form.duration is None:
        form = replace(form, kind="manualEndDate", end=incoming.end)
    made = new_period(id=incoming.id, form=form)
    if made.end != incoming.end:
        raise invalid(
            field="endDate", code="out_of_range", message="The duration ends on another day."
        )
    return replace(made, origin=incoming.origin, bridging=incoming.bridging)


def _note_overlaps(*, periods: Periods, places: Mapping[PeriodId, int], findings: Findings) -> None:
    """Sorted by start, whoever shares days shares them with a neighbour."""
    line = sorted(periods.every().values(), key=lambda row: (row.start, row.end))
    for before, after in pairwise(line):
        if not before.span.overlaps(after.span):
            continue
        own, other = (after, before) if after.id in periods.come else (before, after)
        at = periods.pointer(places[own.id])
        findings.note(overlap_with(other=other), at=at, member="startDate")
        periods.at_fault.add(own.id)


def planned_schedule(
    *, incoming: IncomingSchedule | None, known: Schedule | None, today: date, findings: Findings
) -> Schedule | None:
    """The schedule to write down, if one comes; somebody who has another keeps that one."""
    if incoming is None:
        return None
    try:
        schedule = _schedule(incoming, today=today)
        if known is not None and known != schedule:
            raise ScheduleExists
    except Refusal as refusal:
        findings.note(refusal, at=SCHEDULE)
        return None
    return schedule if known is None else None


def _schedule(incoming: IncomingSchedule, *, today: date) -> Schedule:
    _check_numbers(incoming)
    if incoming.form is None:
        automatic = None
    else:
        made = new_automatic(
            form=incoming.form,
            known=None,
            region_holidays=frozenset(incoming.region_holidays),
            today=today,
            resume_on=None,
        )
        automatic = replace(made, said=incoming.said)
    return Schedule(
        id=incoming.id,
        revision=incoming.revision,
        effective_on=incoming.effective_on,
        automatic=automatic,
    )


def _check_numbers(incoming: IncomingSchedule) -> None:
    faults = Faults()
    if not 1 <= incoming.revision <= REVISION_MAX:
        faults.add(
            field="revision",
            code="out_of_range",
            message=f"Must lie between 1 and {REVISION_MAX}.",
        )
    day = incoming.effective_on
    if day is not None and not FIRST_DAY <= day <= LAST_DAY + ONE_DAY:
        faults.add(
            field="effectiveFrom",
            code="out_of_range",
            message=f"Must lie in {FIRST_DAY} to {LAST_DAY + ONE_DAY}.",
        )
    if day is None and incoming.form is not None:
        faults.add(
            field="effectiveFrom", code="required", message="An automatic schedule needs it."
        )
    if len(incoming.region_holidays) > REGION_HOLIDAYS_MAX:
        faults.add(
            field="regionHolidays",
            code="too_long",
            message=f"At most {REGION_HOLIDAYS_MAX} dates.",
        )
    faults.settle()
    for day in incoming.region_holidays:
        check_days(regionHolidays=day)
