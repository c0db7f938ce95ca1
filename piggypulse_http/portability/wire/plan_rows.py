"""Periods, their schedule and goals as archives have them."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from piggypulse_core.budgeting.model.goal import BASELINE, Goal
from piggypulse_core.budgeting.model.goal_state import GoalStateKind
from piggypulse_core.budgeting.model.period import Duration, DurationUnit, Period, PeriodOrigin
from piggypulse_core.budgeting.model.planning import Bridging
from piggypulse_core.budgeting.model.recurrence import Recurrence, RecurrenceMethod
from piggypulse_core.budgeting.model.rolling import HolidayPolicy, WeekendPolicy
from piggypulse_core.budgeting.model.schedule import Automatic, Schedule
from piggypulse_http.budgeting.wire.cadences import CadenceOut, cadence_out
from piggypulse_http.budgeting.wire.periods import DurationOut
from piggypulse_http.edge.types import Day


class ArchivedPeriod(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period; without a duration its end was given as a date."""

    id: UUID
    name: str
    start_date: Day
    end_date: Day
    duration: DurationOut | None
    origin: PeriodOrigin
    bridging: bool


class ArchivedRecurrence(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a form asked for when it led to a cadence."""

    recurrence_method: RecurrenceMethod
    start_day_of_the_month: int
    period_duration: int
    duration_unit: DurationUnit


class ArchivedManualSchedule(Struct, frozen=True, kw_only=True, rename="camel"):
    """Periods are made by hand."""

    id: UUID
    revision: int
    effective_from: Day | None
    schedule_type: Literal["manual"] = "manual"


class ArchivedSchedule(Struct, frozen=True, kw_only=True, rename="camel"):
    """Periods are made along a cadence."""

    id: UUID
    revision: int
    effective_from: Day | None
    cadence: CadenceOut
    recurrence: ArchivedRecurrence | None
    saturday_policy: WeekendPolicy
    sunday_policy: WeekendPolicy
    holiday_policy: HolidayPolicy
    holidays: list[Day]
    holiday_region: str | None
    region_holidays: list[Day]
    bridging: Bridging
    generate_ahead: int
    name_pattern: str
    schedule_type: Literal["automatic"] = "automatic"


class ArchivedEntry(Struct, frozen=True, kw_only=True, rename="camel"):
    """What stands from a day on; without a day, from before every day there is."""

    effective_from: Day | None
    state: GoalStateKind
    value: int | None


class ArchivedGoalOverride(Struct, frozen=True, kw_only=True, rename="camel"):
    """What was said of a single period."""

    period_id: UUID
    state: GoalStateKind
    value: int | None


class ArchivedGoal(Struct, frozen=True, kw_only=True, rename="camel"):
    """The one stream of a category."""

    id: UUID
    category_id: UUID
    entries: list[ArchivedEntry]
    overrides: list[ArchivedGoalOverride]


def archived_period(period: Period, /) -> ArchivedPeriod:
    """A period's row."""
    return ArchivedPeriod(
        id=period.id,
        name=period.name,
        start_date=period.start,
        end_date=period.end,
        duration=None if period.duration is None else _duration(period.duration),
        origin=period.origin,
        bridging=period.bridging,
    )


def _duration(lasts: Duration) -> DurationOut:
    return DurationOut(duration_units=lasts.units, duration_unit=lasts.unit)


def archived_schedule(
    schedule: Schedule | None, /
) -> ArchivedSchedule | ArchivedManualSchedule | None:
    """A schedule, if there is one."""
    if schedule is None:
        return None
    if schedule.automatic is None:
        return ArchivedManualSchedule(
            id=schedule.id, revision=schedule.revision, effective_from=schedule.effective_on
        )
    return _automatic(schedule, schedule.automatic)


def _automatic(schedule: Schedule, automatic: Automatic) -> ArchivedSchedule:
    return ArchivedSchedule(
        id=schedule.id,
        revision=schedule.revision,
        effective_from=schedule.effective_on,
        cadence=cadence_out(automatic.cadence),
        recurrence=None if automatic.said is None else _recurrence(automatic.said),
        saturday_policy=automatic.saturday,
        sunday_policy=automatic.sunday,
        holiday_policy=automatic.holiday,
        holidays=sorted(automatic.holidays),
        holiday_region=automatic.region,
        region_holidays=sorted(automatic.region_holidays),
        bridging=automatic.bridging,
        generate_ahead=automatic.ahead,
        name_pattern=automatic.name_pattern,
    )


def _recurrence(said: Recurrence) -> ArchivedRecurrence:
    return ArchivedRecurrence(
        recurrence_method=said.method,
        start_day_of_the_month=said.day,
        period_duration=said.length,
        duration_unit=said.unit,
    )


def archived_goal(goal: Goal, /) -> ArchivedGoal:
    """A goal's row: entries by day, overrides by period."""
    return ArchivedGoal(
        id=goal.id,
        category_id=goal.category_id,
        entries=[
            ArchivedEntry(
                effective_from=None if day == BASELINE else day,
                state=goal.standing[day].kind,
                value=goal.standing[day].value_minor,
            )
            for day in sorted(goal.standing)
        ],
        overrides=[
            ArchivedGoalOverride(
                period_id=period,
                state=goal.overrides[period].kind,
                value=goal.overrides[period].value_minor,
            )
            for period in sorted(goal.overrides)
        ],
    )
