"""How closed periods are held to their budgets."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.budget import Budget, BudgetLine, SpendLimit
from piggypulse_core.budgeting.model.goal import Goal, GoalId
from piggypulse_core.budgeting.model.goal_state import GoalState, active
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.insights.model.stability import (
    BudgetedPeriod,
    Stability,
    budgeted_periods,
    is_stable,
    stability,
)
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.ledger.model.category import CategoryId

HERE = Standpoint(timezone="UTC", currency_code="EUR", excluded_accounts=[])
FIRST = date(2026, 1, 1)
WEEK = timedelta(days=7)


class Standing(dict[date, GoalState]):
    """The entries of a goal; counts how often somebody goes through them."""

    passes = 0

    def __iter__(self) -> Iterator[date]:
        self.passes += 1
        return super().__iter__()


def weeks(count: int) -> list[Period]:
    ids = CountingIds()
    starts = [FIRST + index * WEEK for index in range(count)]
    return [
        Period(
            id=PeriodId(ids.new()), name=f"Week {start}", start=start, end=start + timedelta(days=6)
        )
        for start in starts
    ]


def judged(stable: Sequence[bool]) -> Stability:
    periods = [BudgetedPeriod(span=one.span, budgeted_minor=100) for one in weeks(len(stable))]
    return stability(
        periods=periods,
        spent=[0 if good else 101 for good in stable],
        tolerance_basis_points=0,
        standpoint=HERE,
    )


class TestAPeriod:
    @pytest.mark.parametrize(
        ("spent", "tolerance", "stable"),
        [
            (105_000, 500, True),
            (105_001, 500, False),
            (100_000, 0, True),
            (100_001, 0, False),
            (200_000, 10_000, True),
            (200_001, 10_000, False),
            (0, 0, True),
        ],
    )
    def test_is_stable_up_to_the_tolerance(
        self, *, spent: int, tolerance: int, stable: bool
    ) -> None:
        found = is_stable(
            spent_minor=spent, budgeted_minor=100_000, tolerance_basis_points=tolerance
        )

        assert found == stable

    @given(
        st.integers(0, 100 * AMOUNT_MINOR_MAX),
        st.integers(1, 100 * AMOUNT_MINOR_MAX),
        st.integers(0, 10_000),
    )
    def test_is_judged_exactly(self, spent: int, budgeted: int, tolerance: int) -> None:
        def stable(spent_minor: int, tolerance_basis_points: int) -> bool:
            return is_stable(
                spent_minor=spent_minor,
                budgeted_minor=budgeted,
                tolerance_basis_points=tolerance_basis_points,
            )

        assert stable(min(spent, budgeted), 0)
        most = budgeted + budgeted * tolerance // 10_000
        assert stable(spent, tolerance) == (spent <= most)
        assert stable(spent, tolerance) <= stable(spent, 10_000)

    def test_counts_once_it_is_over_and_had_a_budget(self) -> None:
        every = weeks(5)
        budget = Budget(
            lines=[], limits=[SpendLimit(limit_minor=1, archived_on=every[2].start + WEEK)]
        )

        def counted(until: int, today: date) -> list[Period]:
            found = budgeted_periods(periods=every, until=every[until], today=today, budget=budget)
            return [one for one in every if one.span in [row.span for row in found]]

        assert counted(4, every[4].end + WEEK) == every[:4]
        assert counted(1, every[4].end) == every[:2]
        assert counted(4, every[1].end) == every[:1]
        assert counted(0, every[0].start) == []

    def test_looks_through_a_goal_once_for_however_many_periods(self) -> None:
        every, ids = weeks(30), CountingIds()
        standing = Standing({FIRST + index * WEEK: active(value_minor=index) for index in range(9)})
        goal = Goal(id=GoalId(ids.new()), category_id=CategoryId(ids.new()), standing=standing)
        line = BudgetLine(goal=goal, category_type="expense", archived_on=None)

        found = budgeted_periods(
            periods=every,
            until=every[-1],
            today=every[-1].end + WEEK,
            budget=Budget(lines=[line], limits=[]),
        )

        assert [one.budgeted_minor for one in found] == [*range(1, 9), *[8] * 21]
        assert standing.passes == 1


class TestStability:
    def test_is_nothing_without_closed_periods(self) -> None:
        found = judged([])

        assert (found.percent, found.recent_percent) == (0, 0)
        assert (found.within, found.considered, list(found.shown)) == (0, 0, [])

    @given(st.lists(st.booleans(), min_size=1, max_size=12))
    def test_counts_all_and_shows_the_latest(self, stable: list[bool]) -> None:
        found = judged(stable)

        assert (found.within, found.considered) == (stable.count(True), len(stable))
        assert list(found.shown) == stable[-6:]
        assert abs(found.percent * len(stable) - 100 * found.within) * 2 <= len(stable)
        assert judged(stable[-3:]).percent == found.recent_percent

    def test_rounds_half_away_from_zero(self) -> None:
        assert judged([True] + [False] * 7).percent == 13
        assert judged([True, False, True]).percent == 67
