"""Schedules as people might fill them in: a recurrence or a cadence, under any policy."""

from dataclasses import replace

from hypothesis import strategies as st

from piggypulse_core.budgeting.model.cadence_form import CadenceForm
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from tests.strategies.rhythms import (
    HOLIDAY_POLICIES,
    NEAR,
    WEEKEND_POLICIES,
    civil_days,
    holiday_sets,
)

PATTERNS = ("{MONTH} {YEAR}", "{YEAR}", "Pay", "{start_date}", "No {PERIOD_NUMBER}")


def cadence_forms() -> st.SearchStrategy[CadenceForm]:
    intervals, anchors = st.integers(1, 12), civil_days()
    return st.one_of(
        st.builds(CadenceForm, kind=st.just("everyDays"), interval=intervals, anchor=anchors),
        st.builds(CadenceForm, kind=st.just("everyWeeks"), interval=intervals, anchor=anchors),
        st.builds(
            CadenceForm,
            kind=st.just("everyMonths"),
            interval=intervals,
            day=st.integers(1, 31),
            anchor=anchors,
        ),
        st.just(CadenceForm(kind="semiMonthly", days=(15, -1))),
        st.builds(
            CadenceForm,
            kind=st.just("nthBusinessDay"),
            interval=intervals,
            ordinal=st.sampled_from((1, 5, -1)),
            anchor=anchors,
        ),
    )


@st.composite
def schedule_forms(draw: st.DrawFn) -> ScheduleForm:
    """Half of them by the fields of old forms, half by a cadence."""
    form = ScheduleForm(
        method=draw(st.sampled_from(("dayOfMonth", "businessDay", "dayOfWeek"))),
        day=draw(st.integers(1, 31)),
        length=draw(st.integers(1, 12)),
        unit=draw(st.sampled_from(("days", "weeks", "months"))),
        saturday=draw(st.sampled_from(WEEKEND_POLICIES)),
        sunday=draw(st.sampled_from(WEEKEND_POLICIES)),
        holiday=draw(st.sampled_from(HOLIDAY_POLICIES)),
        holidays=sorted(draw(holiday_sets(NEAR))),
        bridging=draw(st.sampled_from(("separate", "absorb"))),
        ahead=draw(st.integers(1, 6)),
        name_pattern=draw(st.sampled_from(PATTERNS)),
    )
    return replace(form, cadence=draw(cadence_forms())) if draw(st.booleans()) else form
