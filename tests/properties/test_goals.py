"""Laws of goals: what holds in a period is decided by what was written, and when."""

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.budgeting.model.budget import Budget, BudgetLine
from piggypulse_core.budgeting.model.goal import BASELINE, Goal, Reach
from piggypulse_core.budgeting.model.goal_state import REMOVED, GoalState, active
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.target import CategorySums, Viewpoint, target
from piggypulse_core.ledger.model.category import Category
from tests.strategies.periods import (
    CATEGORY,
    DAYS,
    FIRST,
    Write,
    days,
    histories,
    period,
    states,
)

History = tuple[list[Period], Goal, list[Write]]


def replayed(goal: Goal, line: list[Period], done: Iterable[Write]) -> Goal:
    for write in done:
        goal = goal.written(state=write.state, reach=write.reach(line))
    return goal


def in_force(goal: Goal, line: list[Period]) -> list[GoalState | None]:
    return [goal.in_force(period=one) for one in line]


@given(histories())
def test_the_timeline_says_what_a_diary_of_each_period_would(history: History) -> None:
    """An independent model: each period keeps its own two notes, and writes change them."""
    line, goal, done = history
    standing = {one.id: goal.standing.get(BASELINE) for one in line}
    alone = dict(goal.overrides)

    for write in done:
        reach = write.reach(line)
        if write.named is not None:
            alone[write.named.id] = write.state
            continue
        since = reach.effective_from
        standing |= {one.id: write.state for one in line if one.end >= since}
        if reach.current is not None:
            alone.pop(reach.current.id, None)

    said = [alone.get(one.id, standing[one.id]) for one in line]
    assert in_force(replayed(goal, line, done), line) == [
        state if state is not None and state.stands else None for state in said
    ]


@given(histories(), states(), days())
def test_no_write_without_a_period_changes_a_closed_one(
    history: History, state: GoalState, later: date
) -> None:
    line, goal, done = history
    goal = replayed(goal, line, done)
    today = max([later, *(write.today for write in done)])
    write = Write(today=today, state=state, named=None)

    changed = goal.written(state=state, reach=write.reach(line))

    closed = [one for one in line if one.end < today]
    assert in_force(changed, closed) == in_force(goal, closed)
    budgets = [
        Budget(lines=[BudgetLine(goal=one, category_type="expense", archived_on=None)], limits=[])
        for one in (goal, changed)
    ]
    for one in closed:
        assert budgets[0].total(period=one) == budgets[1].total(period=one)


@given(histories(), days())
def test_archiving_changes_no_budget_of_a_period_that_has_begun(
    history: History, today: date
) -> None:
    line, goal, done = history
    goal = replayed(goal, line, done)
    kept, archived = (
        BudgetLine(goal=goal, category_type="expense", archived_on=archived_on)
        for archived_on in (None, today)
    )

    for one in line:
        if one.start <= today:
            assert kept.in_force(period=one) == archived.in_force(period=one)
        else:
            assert archived.in_force(period=one) is None


@given(histories(), states(), states())
def test_the_last_write_of_a_period_wins_and_repeating_it_changes_nothing(
    history: History, state: GoalState, before: GoalState
) -> None:
    line, goal, done = history
    goal = replayed(goal, line, done)
    for current in line:
        writes = [
            Write(today=current.start, state=before, named=None),
            Write(today=current.end, state=state, named=None),
        ]

        once, twice = (replayed(goal, line, [*writes, *again]) for again in ([], writes[1:]))

        assert once == twice
        assert once.in_force(period=current) == (state if state.stands else None)


@given(histories(), states(), st.data())
def test_an_override_changes_exactly_one_period_and_leaves_no_trace_when_it_goes(
    history: History, state: GoalState, data: st.DataObject
) -> None:
    line, goal, done = history
    goal = replayed(goal, line, done)
    if not line:
        return
    named = data.draw(st.sampled_from(line))
    write = Write(today=FIRST, state=state, named=named)

    changed = goal.written(state=state, reach=write.reach(line))

    assert changed.in_force(period=named) == (state if state.stands else None)
    others = [one for one in line if one is not named]
    assert in_force(changed, others) == in_force(goal, others)
    standing = goal.without(period=named.id)
    assert in_force(changed.without(period=named.id), line) == in_force(standing, line)


@given(histories(), st.integers(0, DAYS), st.data())
def test_setting_a_goal_aside_and_taking_it_up_again_restores_every_goal(
    history: History, offset: int, data: st.DataObject
) -> None:
    """Unless the current period has a value of its own, which the first of the two writes ends."""
    line, goal, done = history
    goal = replayed(goal, line, done)
    today = max([FIRST + timedelta(days=offset), *(write.today for write in done)])
    named = data.draw(st.sampled_from([None, *line]))
    reach = Write(today=today, state=active(value_minor=0), named=named).reach(line)
    seen = goal.seen(reach=reach)
    if seen is None or seen.budgeted_minor is None:
        return

    aside = goal.set_aside(reach=reach)
    again = aside.taken_up(reach=reach)

    alone = named is None and reach.current is not None and reach.current.id in goal.overrides
    others = [one for one in line if not (alone and one is reach.current)]
    closed = [one for one in line if one.end < today and one is not named]
    assert in_force(aside, closed) == in_force(goal, closed)
    if alone and not _stands_active(goal, reach):
        return
    assert in_force(again, others) == in_force(goal, others)
    assert reach.period is None or aside.in_force(period=reach.period) != goal.in_force(
        period=reach.period
    )


def _stands_active(goal: Goal, reach: Reach) -> bool:
    """Whether what stands under the current period's own value counts as well."""
    standing = None if reach.period is None else goal.standing_on(day=reach.period.end)
    return standing is not None and standing.kind == "active"


@given(histories(), days())
def test_ending_a_goal_leaves_none_from_the_current_period_on(
    history: History, later: date
) -> None:
    line, goal, done = history
    goal = replayed(goal, line, done)
    today = max([later, *(write.today for write in done)])
    reach = Write(today=today, state=REMOVED, named=None).reach(line)
    if goal.seen(reach=reach) is None:
        return

    ended = goal.ended(reach=reach)

    assert ended.seen(reach=reach) is None
    for one in line:
        if one.end < today:
            assert ended.in_force(period=one) == goal.in_force(period=one)
        elif one.id not in ended.overrides:
            assert ended.in_force(period=one) is None


@given(histories(), days())
def test_the_previous_target_is_the_current_one_of_the_period_before(
    history: History, today: date
) -> None:
    line, goal, done = history
    goal = replayed(goal, line, done)
    category = Category(id=CATEGORY, type="expense", name="Food", icon="🍞")
    sums = CategorySums(category=category, total_minor=0, to_date_minor=0)
    for index, one in enumerate(line):
        before = line[index - 1] if index else None
        state = goal.in_force(period=one)
        if state is None:
            continue
        view = Viewpoint(today=today, period=one, previous=before)

        shown = target(goal=goal, state=state, sums=sums, view=view)

        earlier = None if before is None else goal.in_force(period=before)
        assert shown.previous_minor == (None if earlier is None else earlier.budgeted_minor)


@given(histories(), st.data())
def test_both_parts_of_a_split_period_keep_its_goal(history: History, data: st.DataObject) -> None:
    """Where it has no override and nothing was written after its first day."""
    line, goal, done = history
    goal = replayed(goal, line, done)
    whole = [
        one
        for one in line
        if one.length > 1
        and one.id not in goal.overrides
        and not any(one.start < day <= one.end for day in goal.standing)
    ]
    if not whole:
        return
    one = data.draw(st.sampled_from(whole))
    cut = one.start + timedelta(days=data.draw(st.integers(1, one.length - 1)))

    parts = [
        period(one.start, cut - timedelta(days=1)),
        period(cut, one.end),
    ]

    assert in_force(goal, parts) == [goal.in_force(period=one)] * 2
