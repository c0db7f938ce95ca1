"""Lines of periods with and without gaps, and goals written to as the days go by."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from hypothesis import strategies as st

from piggypulse_core.budgeting.model.goal import Goal, GoalId, Reach, first_goal
from piggypulse_core.budgeting.model.goal_state import REMOVED, GoalState, active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.category import CategoryId

FIRST = date(2031, 1, 1)
DAYS = 60
GOAL, CATEGORY = GoalId(UUID(int=1)), CategoryId(UUID(int=2))


def period(start: date, end: date, /) -> Period:
    """A period that is known by its days."""
    return Period(
        id=PeriodId(UUID(int=start.toordinal())), name=f"{start} to {end}", start=start, end=end
    )


def days() -> st.SearchStrategy[date]:
    return st.integers(0, DAYS).map(lambda offset: FIRST + timedelta(days=offset))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Anywhere, so that two of them often share a day."""
    start = draw(days())
    return Span(start=start, end=start + timedelta(days=draw(st.integers(0, 12))))


@st.composite
def lines(draw: st.DrawFn) -> list[Period]:
    """Periods in order, none sharing a day with another, one-day periods and gaps included."""
    start, made = FIRST, []
    for gap, length in draw(
        st.lists(st.tuples(st.sampled_from((0, 0, 0, 1, 5)), st.integers(1, 10)), max_size=8)
    ):
        first = start + timedelta(days=gap)
        made.append(period(first, first + timedelta(days=length - 1)))
        start = first + timedelta(days=length)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A state said of a goal on a day, of one period of the line or of all from then on.

    Some periods may not be made until later.
    """

    today: date
    state: GoalState
    named: Period | None
    unmade: frozenset[PeriodId] = frozenset()

    def reach(self, line: list[Period], /) -> Reach:
        made = [one for one in line if one.id not in self.unmade]
        current = next((one for one in made if self.today in one.span), None)
        return Reach(today=self.today, current=current, named=self.named)


def states() -> st.SearchStrategy[GoalState]:
    return st.one_of(
        st.integers(0, 9).map(lambda value: active(value_minor=value)),
        st.integers(0, 9).map(lambda value: excluded(value_minor=value)),
        st.just(REMOVED),
    )


@st.composite
def writes(draw: st.DrawFn, line: list[Period]) -> list[Write]:
    """In the order of their days."""
    named = st.sampled_from([None, None, *line])
    unmade = (
        st.frozensets(st.sampled_from([one.id for one in line])) if line else st.just(frozenset())
    )
    made = draw(st.lists(st.tuples(days(), states(), named, unmade), max_size=8))
    return [
        Write(today=today, state=state, named=one, unmade=later)
        for today, state, one, later in sorted(made, key=lambda write: write[0])
    ]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Period], Goal, list[Write]]:
    """A line, the goal that began on its first day, and what was written to it since."""
    line = draw(lines())
    begun = Write(today=FIRST, state=REMOVED, named=draw(st.sampled_from([None, *line])))
    goal = first_goal(id=GOAL, category=CATEGORY, value_minor=5, reach=begun.reach(line))
    return line, goal, draw(writes(line))
