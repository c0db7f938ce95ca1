"""Goals as streams of states: what holds in which period after which write."""

from datetime import date

import pytest

from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.goal import (
    AlreadyExcluded,
    Goal,
    GoalId,
    GoalNotFound,
    NotExcluded,
    Reach,
    first_goal,
    saved_with_category,
)
from piggypulse_core.budgeting.model.goal_state import REMOVED, active, excluded
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.kernel.dates import month_length
from piggypulse_core.ledger.model.category import CategoryId

_IDS = CountingIds()
GOAL, CATEGORY = GoalId(_IDS.new()), CategoryId(_IDS.new())


def month(year: int, number: int) -> Period:
    return Period(
        id=PeriodId(_IDS.new()),
        name=f"{year}-{number}",
        start=date(year, number, 1),
        end=date(year, number, month_length(year=year, month=number)),
    )


MONTHS = [month(2026, number) for number in range(1, 6)]
JANUARY, FEBRUARY, MARCH, APRIL, MAY = MONTHS


def on(day: date, /, *, named: Period | None = None) -> Reach:
    current = next((period for period in MONTHS if day in period.span), None)
    return Reach(today=day, current=current, named=named)


def first(value_minor: int, reach: Reach) -> Goal:
    return first_goal(id=GOAL, category=CATEGORY, value_minor=value_minor, reach=reach)


def budgeted(goal: Goal, period: Period) -> int | None:
    state = goal.in_force(period=period)
    return None if state is None else state.budgeted_minor


def row(goal: Goal) -> list[int | None]:
    return [budgeted(goal, period) for period in MONTHS]


class TestGoal:
    def test_a_year_of_writes_leaves_closed_periods_alone(self) -> None:
        goal = first(40000, on(date(2026, 1, 10)))
        assert row(goal) == [40000] * 5

        goal = goal.with_value(value_minor=45000, reach=on(date(2026, 2, 5)))
        assert row(goal) == [40000, 45000, 45000, 45000, 45000]

        goal = goal.with_value(value_minor=46000, reach=on(date(2026, 2, 20)))
        assert row(goal) == [40000, 46000, 46000, 46000, 46000]

        goal = goal.with_value(value_minor=60000, reach=on(date(2026, 3, 5), named=APRIL))
        assert row(goal) == [40000, 46000, 46000, 60000, 46000]

        goal = goal.set_aside(reach=on(date(2026, 3, 18)))
        assert row(goal) == [40000, 46000, None, 60000, None]

        goal = goal.taken_up(reach=on(date(2026, 3, 20)))
        assert row(goal) == [40000, 46000, 46000, 60000, 46000]

        goal = goal.with_value(value_minor=50000, reach=on(date(2026, 4, 2)))
        assert row(goal) == [40000, 46000, 46000, 50000, 50000]
        assert goal.overrides == {}

        goal = goal.ended(reach=on(date(2026, 5, 3)))
        assert row(goal) == [40000, 46000, 46000, 50000, None]

        assert budgeted(goal, month(2025, 12)) == 40000
        assert goal.standing == {
            date.min: active(value_minor=40000),
            date(2026, 2, 1): active(value_minor=46000),
            date(2026, 3, 1): active(value_minor=46000),
            date(2026, 4, 1): active(value_minor=50000),
            date(2026, 5, 1): REMOVED,
        }

    def test_keeps_an_exclusion_when_its_value_changes(self) -> None:
        goal = first(100, on(date(2026, 1, 10)))
        goal = goal.written(state=excluded(value_minor=100), reach=on(date(2026, 2, 1)))

        goal = goal.with_value(value_minor=200, reach=on(date(2026, 2, 2)))

        assert goal.in_force(period=FEBRUARY) == excluded(value_minor=200)
        assert budgeted(goal, JANUARY) == 100

    def test_begins_in_one_period_alone_if_the_first_write_names_it(self) -> None:
        goal = first(100, on(date(2026, 1, 10), named=MARCH))

        assert row(goal) == [None, None, 100, None, None]

    def test_a_later_value_without_a_period_holds_from_the_current_one_on(self) -> None:
        goal = first(100, on(date(2026, 1, 10), named=FEBRUARY))

        goal = goal.with_value(value_minor=300, reach=on(date(2026, 3, 10)))

        assert row(goal) == [None, 100, 300, 300, 300]

    def test_without_a_current_period_a_write_holds_from_today_on(self) -> None:
        goal = first(100, on(date(2026, 1, 10)))

        goal = goal.with_value(value_minor=200, reach=Reach(today=date(2026, 3, 20)))

        assert row(goal) == [100, 100, 200, 200, 200]

    def test_the_last_write_of_a_period_wins_over_one_made_before_there_was_a_period(self) -> None:
        goal = first(100, on(date(2026, 1, 10)))
        goal = goal.with_value(value_minor=200, reach=Reach(today=date(2026, 3, 20)))

        goal = goal.with_value(value_minor=300, reach=on(date(2026, 3, 25)))

        assert row(goal) == [100, 100, 300, 300, 300]

    def test_says_where_the_state_comes_from(self) -> None:
        goal = first(100, on(date(2026, 1, 10))).with_value(
            value_minor=5, reach=on(date(2026, 1, 10), named=MARCH)
        )

        assert goal.source(period=MARCH) == "override"
        assert goal.source(period=APRIL) == "standing"
        assert goal.source(period=None) == "standing"


class TestSetAside:
    def test_drops_the_current_periods_own_value_and_keeps_the_standing_one(self) -> None:
        goal = first(100, on(date(2026, 1, 1)))
        goal = goal.with_value(value_minor=900, reach=on(date(2026, 1, 1), named=MARCH))

        aside = goal.set_aside(reach=on(date(2026, 3, 10)))
        again = aside.taken_up(reach=on(date(2026, 3, 11)))

        assert row(aside) == [100, 100, None, None, None]
        assert aside.overrides == {}
        assert row(again) == [100] * 5

    def test_keeps_the_one_value_there_is(self) -> None:
        goal = first(900, on(date(2026, 1, 1), named=MARCH))

        aside = goal.set_aside(reach=on(date(2026, 3, 10)))

        assert aside.in_force(period=MAY) == excluded(value_minor=900)

    def test_in_one_period_leaves_the_others_alone(self) -> None:
        goal = first(100, on(date(2026, 1, 1)))

        aside = goal.set_aside(reach=on(date(2026, 3, 10), named=FEBRUARY))
        again = aside.taken_up(reach=on(date(2026, 3, 10), named=FEBRUARY))

        assert row(aside) == [100, None, 100, 100, 100]
        assert row(again) == row(goal)

    def test_refuses_what_is_so_already(self) -> None:
        goal = first(100, on(date(2026, 1, 1)))
        reach = on(date(2026, 3, 10))

        with pytest.raises(NotExcluded):
            goal.taken_up(reach=reach)
        with pytest.raises(AlreadyExcluded):
            goal.set_aside(reach=reach).set_aside(reach=reach)
        with pytest.raises(AlreadyExcluded):
            goal.set_aside(reach=reach).set_aside(reach=on(date(2026, 3, 10), named=MARCH))

    def test_refuses_where_there_is_no_goal(self) -> None:
        goal = first(100, on(date(2026, 1, 1), named=MARCH))
        for reach in (on(date(2026, 2, 1)), on(date(2026, 3, 1), named=MAY)):
            for write in (goal.set_aside, goal.taken_up, goal.ended):
                with pytest.raises(GoalNotFound):
                    write(reach=reach)


class TestEnded:
    def test_of_one_period_lets_the_standing_goal_hold_again(self) -> None:
        goal = first(100, on(date(2026, 1, 1)))
        named = on(date(2026, 1, 1), named=MARCH)

        assert goal.with_value(value_minor=900, reach=named).ended(reach=named) == goal

    def test_goes_on_when_it_is_set_again(self) -> None:
        goal = first(100, on(date(2026, 1, 1))).ended(reach=on(date(2026, 2, 2)))

        again = goal.with_value(value_minor=70, reach=on(date(2026, 4, 2)))

        assert row(goal) == [100, None, None, None, None]
        assert row(again) == [100, None, None, 70, 70]
        assert again.id == goal.id


class TestSavedWithCategory:
    def saved(self, goal: Goal | None, value_minor: int, reach: Reach) -> Goal:
        return saved_with_category(
            goal=goal, id=GOAL, category=CATEGORY, value_minor=value_minor, reach=reach
        )

    def test_begins_a_stream_that_holds_throughout(self) -> None:
        assert row(self.saved(None, 70, on(date(2026, 3, 3)))) == [70] * 5

    def test_leaves_the_stream_alone_when_the_value_is_the_same(self) -> None:
        goal = first(70, on(date(2026, 1, 1)))

        assert self.saved(goal, 70, on(date(2026, 3, 3))) is goal

    @pytest.mark.parametrize("state", [excluded(value_minor=70), REMOVED, active(value_minor=5)])
    def test_counts_again_from_the_current_period_on(self, state: object) -> None:
        assert isinstance(state, type(REMOVED))
        goal = first(70, on(date(2026, 1, 1))).written(state=state, reach=on(date(2026, 2, 2)))

        changed = self.saved(goal, 70, on(date(2026, 3, 3)))

        assert row(changed)[1:] == [state.budgeted_minor, 70, 70, 70]
