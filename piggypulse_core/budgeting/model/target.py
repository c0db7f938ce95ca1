"""Targets: the goals in force in a period, beside what was booked on their categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from piggypulse_core.budgeting.model.budget import Budget, counts
from piggypulse_core.budgeting.model.goal import Goal, GoalId
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.ledger.model.category import Category

TargetSource = Literal["standing", "override", "computed"]
TargetStatus = Literal["active", "excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategorySums:
    """A category and what was booked on it in a period: in all of its days, and up to today."""

    category: Category
    total_minor: int
    to_date_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A goal in force, what it was before, and how the category is doing."""

    id: GoalId
    category: Category
    state: GoalState
    source: TargetSource
    previous_minor: int | None
    spent_minor: int
    projected_variance_minor: int

    @property
    def status(self) -> TargetStatus:
        """Excluded goals are listed but count nowhere."""
        return "excluded" if self.state.kind == "excluded" else "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSummary:
    """All targets of a period in one view."""

    period: Period
    progress: int
    position_minor: int
    income_goal_minor: int
    expense_goal_minor: int
    with_targets: int
    categories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The targets of a period by their categories' names."""

    summary: TargetSummary
    rows: Sequence[Target]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """The period targets are looked at in, the one before it, and the day it is."""

    today: date
    period: Period | None
    previous: Period | None


def target(*, goal: Goal, state: GoalState, sums: CategorySums, view: Viewpoint) -> Target:
    """One target; outside any period nothing was spent and nothing is projected."""
    period = view.period
    source: TargetSource = (
        "computed" if sums.category.has_computed_goal else goal.source(period=period)
    )
    return Target(
        id=goal.id,
        category=sums.category,
        state=state,
        source=source,
        previous_minor=_previous(goal=goal, category=sums.category, view=view),
        spent_minor=0 if period is None else sums.total_minor,
        projected_variance_minor=_variance(state=state, sums=sums, view=view),
    )


def targets(
    *, budget: Budget, sums: Sequence[CategorySums], period: Period, view: Viewpoint
) -> Targets:
    """The goals in force in a period and their summary."""
    lines = {line.category_id: line for line in budget.lines}
    rows = [
        target(goal=line.goal, state=state, sums=known, view=view)
        for known in sums
        if (line := lines.get(known.category.id)) is not None
        and (state := line.in_force(period=period)) is not None
    ]
    counted = [row for row in rows if row.status == "active"]
    summary = TargetSummary(
        period=period,
        progress=period.progress(today=view.today),
        position_minor=sum(
            (row.state.budgeted_minor or 0) - row.spent_minor
            for row in counted
            if row.category.type == "expense"
        ),
        income_goal_minor=budget.income_goal(period=period),
        expense_goal_minor=budget.expense_goal(period=period),
        with_targets=len(counted),
        categories=sum(
            counts(archived_on=known.category.archived_on, period=period) for known in sums
        ),
    )
    return Targets(summary=summary, rows=rows)


def _previous(*, goal: Goal, category: Category, view: Viewpoint) -> int | None:
    before = view.previous
    if before is None or not counts(archived_on=category.archived_on, period=before):
        return None
    state = goal.in_force(period=before)
    return None if state is None else state.budgeted_minor


def _variance(*, state: GoalState, sums: CategorySums, view: Viewpoint) -> int:
    if view.period is None or state.budgeted_minor is None:
        return 0
    projected = view.period.projected(
        total=sums.total_minor, to_date=sums.to_date_minor, today=view.today
    )
    return state.budgeted_minor - projected
