"""What somebody does with their budget in the course of years, and how long they wait before it."""

from datetime import date, timedelta

from hypothesis import strategies as st

from piggypulse_core.budgeting.model.cadence import WEEKDAYS
from piggypulse_core.budgeting.model.cadence_form import CadenceForm
from piggypulse_core.budgeting.model.period import Duration
from piggypulse_core.budgeting.model.recurrence import RecurrenceMethod
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from tests.strategies.rhythms import (
    HOLIDAY_POLICIES,
    WEEKEND_POLICIES,
    day_numbers,
    holiday_sets,
)
from tests.support.acts import (
    Act,
    Archive,
    Book,
    Delete,
    Draw,
    DropSchedule,
    Edit,
    Limit,
    Make,
    Move,
    SaveCategory,
    SaveSchedule,
    Tick,
    Unbook,
    WriteGoal,
)
from tests.support.life import BORN
from tests.support.lives import Moment

METHODS: tuple[RecurrenceMethod, ...] = ("dayOfMonth", "businessDay", "dayOfWeek")
PATTERNS = ("{MONTH} {YEAR}", "{YEAR}", "{PERIOD_NUMBER}", "Budget", "x" * 100)
NAMES = ("Trip", "TRIP", "2028", "2029", "March 2029", "Budget (2)", "x" * 100)
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York")


def anchors() -> st.SearchStrategy[date]:
    return st.integers(0, 800).map(lambda offset: BORN.date() + timedelta(days=offset))


def cadence_forms() -> st.SearchStrategy[CadenceForm]:
    months = st.sampled_from((1, 1, 1, 2, 3, 12))
    return st.one_of(
        st.builds(
            CadenceForm,
            kind=st.sampled_from(("everyDays", "everyWeeks")),
            interval=st.integers(1, 45),
            anchor=st.none() | anchors(),
        ),
        st.builds(
            CadenceForm,
            kind=st.just("everyMonths"),
            interval=months,
            day=day_numbers(),
            anchor=anchors(),
        ),
        st.builds(
            CadenceForm, kind=st.just("semiMonthly"), days=st.sampled_from(((1, 15), (15, -1)))
        ),
        st.builds(
            CadenceForm,
            kind=st.just("nthWeekday"),
            interval=months,
            ordinal=st.sampled_from((1, 2, 3, 4, -1)),
            weekday=st.sampled_from(WEEKDAYS),
            anchor=anchors(),
        ),
        st.builds(
            CadenceForm,
            kind=st.just("nthBusinessDay"),
            interval=months,
            ordinal=st.one_of(st.integers(1, 23), st.integers(-23, -1)),
            anchor=anchors(),
        ),
    )


def schedule_forms() -> st.SearchStrategy[ScheduleForm]:
    """Said by a cadence, or by the fields older clients know."""
    return st.builds(
        ScheduleForm,
        ahead=st.one_of(st.integers(1, 4), st.integers(1, 36)),
        name_pattern=st.sampled_from(PATTERNS),
        method=st.sampled_from(METHODS),
        day=st.integers(1, 31),
        length=st.integers(1, 3),
        unit=st.sampled_from(("weeks", "months")),
        cadence=st.one_of(st.just("as_kept"), st.none(), cadence_forms()),
        saturday=st.sampled_from(WEEKEND_POLICIES),
        sunday=st.sampled_from(WEEKEND_POLICIES),
        holiday=st.sampled_from(HOLIDAY_POLICIES),
        holidays=holiday_sets(BORN.date()).map(sorted),
        region=st.sampled_from((None, None, None, "NL", "DE-BY")),
        bridging=st.sampled_from(("separate", "absorb")),
    )


def placed_acts() -> st.SearchStrategy[Act]:
    """Periods made by hand, changed and taken away."""
    draw = st.builds(
        Draw,
        offset=st.one_of(st.integers(-20, 20), st.integers(-400, 400)),
        duration=st.one_of(
            st.builds(Duration, units=st.integers(1, 45), unit=st.just("days")),
            st.builds(Duration, units=st.integers(1, 3), unit=st.just("months")),
        ),
        name=st.none() | st.sampled_from(NAMES),
        roomy=st.booleans(),
    )
    picks = st.integers(0, 8)
    return st.one_of(
        st.builds(Make, draw=draw),
        st.builds(Edit, pick=picks, draw=draw),
        st.builds(Delete, pick=picks),
    )


def schedule_acts() -> st.SearchStrategy[Act]:
    return st.one_of(
        st.builds(SaveSchedule, form=schedule_forms(), first=st.just(value=False)),
        st.builds(SaveSchedule, form=st.none() | schedule_forms(), first=st.booleans()),
        st.just(DropSchedule()),
    )


def goal_acts() -> st.SearchStrategy[Act]:
    values = st.integers(0, 999)
    write = st.builds(
        WriteGoal,
        verb=st.sampled_from(("set", "change", "exclude", "include", "end")),
        category=st.integers(0, 3),
        value_minor=values,
        pick=st.one_of(st.none(), st.none(), st.integers(0, 8)),
    )
    return st.one_of(
        write,
        write,
        st.builds(SaveCategory, category=st.integers(0, 3), target_minor=st.none() | values),
        st.builds(Archive, category=st.integers(0, 3), back=st.booleans()),
        st.builds(Limit, value_minor=values),
    )


def ledger_acts() -> st.SearchStrategy[Act]:
    book = st.builds(
        Book,
        account=st.integers(0, 1),
        category=st.none() | st.integers(0, 3),
        amount_minor=st.integers(1, 999),
        offset=st.integers(-200, 40),
    )
    return st.one_of(book, book, st.builds(Unbook, pick=st.integers(0, 8)))


def acts() -> st.SearchStrategy[Act]:
    return st.one_of(
        st.just(Tick()),
        st.just(Tick()),
        st.builds(Move, zone=st.sampled_from(ZONES)),
        schedule_acts(),
        placed_acts(),
        goal_acts(),
        goal_acts(),
        ledger_acts(),
    )


def lives(*, most: int) -> st.SearchStrategy[list[Moment]]:
    """Acts hours or months apart."""
    hours = st.one_of(st.integers(0, 36), st.integers(480, 2400), st.integers(480, 2400))
    moments = st.builds(Moment, hours=hours, act=acts())
    return st.lists(moments, min_size=most // 2, max_size=most)
