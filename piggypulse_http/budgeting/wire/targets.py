"""Targets on the wire."""

from datetime import date
from typing import Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from piggypulse_core.budgeting.model.period import PeriodId
from piggypulse_core.budgeting.model.target import Target, Targets, TargetSummary
from piggypulse_http.edge.types import AmountNotNegative, Text


class TargetIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A goal for a category; with `periodId` in that period alone."""

    category_id: UUID
    value: AmountNotNegative
    period_id: UUID | UnsetType | None = UNSET


class TargetChangeIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """Another value; `categoryId` says nothing, a target keeps its category."""

    value: AmountNotNegative
    period_id: UUID | UnsetType | None = UNSET
    category_id: Text | UnsetType | None = UNSET


class TargetReachIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """Which period a write is for alone; without one, all from the current one on."""

    period_id: UUID | UnsetType | None = UNSET


class TargetOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A goal in force and how its category is doing."""

    id: UUID
    category_id: UUID
    name: str
    type: Literal["income", "expense", "transfer"]
    parent_id: UUID | None
    previous_target: int | None
    current_target: int | None
    projected_variance: int
    status: Literal["active", "excluded"]
    spent_in_period: int
    source: Literal["standing", "override", "computed"]
    excluded_value: int | None


class CategoriesWithTargetsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How many categories have a target that counts."""

    with_targets: int
    total: int


class TargetSummaryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """All targets of a period in one view."""

    period_name: str
    period_start: date
    period_end: date
    current_position: int
    income_target: int
    expense_target: int
    categories_with_targets: CategoriesWithTargetsOut
    period_progress: int


class TargetsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """The targets of a period by category name."""

    summary: TargetSummaryOut
    targets: list[TargetOut]


def period_named(body: TargetIn | TargetChangeIn | TargetReachIn | None, /) -> PeriodId | None:
    """The one period a write is for."""
    named = None if body is None else body.period_id
    return PeriodId(named) if isinstance(named, UUID) else None


def target_out(target: Target, /) -> TargetOut:
    """A target's reply."""
    category = target.category
    return TargetOut(
        id=target.id,
        category_id=category.id,
        name=category.name,
        type=category.type,
        parent_id=category.parent_id,
        previous_target=target.previous_minor,
        current_target=target.state.budgeted_minor,
        projected_variance=target.projected_variance_minor,
        status=target.status,
        spent_in_period=target.spent_minor,
        source=target.source,
        excluded_value=target.state.excluded_minor,
    )


def targets_out(targets: Targets, /) -> TargetsOut:
    """The reply to a question for all targets."""
    return TargetsOut(
        summary=_summary_out(targets.summary), targets=[target_out(row) for row in targets.rows]
    )


def _summary_out(summary: TargetSummary) -> TargetSummaryOut:
    return TargetSummaryOut(
        period_name=summary.period.name,
        period_start=summary.period.start,
        period_end=summary.period.end,
        current_position=summary.position_minor,
        income_target=summary.income_goal_minor,
        expense_target=summary.expense_goal_minor,
        categories_with_targets=CategoriesWithTargetsOut(
            with_targets=summary.with_targets, total=summary.categories
        ),
        period_progress=summary.progress,
    )
