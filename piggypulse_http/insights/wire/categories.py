"""Figures of categories on the wire."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from piggypulse_core.insights.model.category_detail import (
    CategoryDetail,
    CountedBooking,
    TrendPoint,
)
from piggypulse_core.insights.model.category_overview import CategoryOverview, OverviewRow
from piggypulse_core.ledger.model.category import Behavior, CategoryType
from piggypulse_core.ledger.model.status import Status
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out


class OverviewRowOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category in a period; `target` is the goal that stands today, `budgeted` the period's."""

    id: UUID
    name: str
    type: CategoryType
    icon: str
    color: str
    status: Status
    parent_id: UUID | None
    behavior: Behavior | None
    description: str | None
    target: int | None
    auto_computed_target: bool
    actual: int
    projected: int
    budgeted: int | None
    variance: int


class OverviewSummaryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period's expense categories in sum, and its spending that no category has."""

    period_name: str
    period_elapsed_percent: int
    total_spent: int
    total_budgeted: int | None
    total_budgeted_incoming: int | None
    variance: int
    uncategorized_spent: int
    allowance_top_ups: int
    period_spent: int


class CategoryOverviewOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Every category by name, archived ones too; accounts in other currencies are left out."""

    summary: OverviewSummaryOut
    categories: list[OverviewRowOut]
    excluded_accounts: list[ExcludedAccountOut]


class TrendPointOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period and what was booked on a category in it."""

    period_id: UUID
    period_name: str
    total_spend: int


class CountedBookingOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A transaction that the category's sum includes."""

    id: UUID
    date: date
    amount: int
    description: str
    vendor_id: UUID | None
    vendor_name: str | None


class CategoryDetailOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category in a period; the trend comes oldest first, transactions newest first."""

    id: UUID
    name: str
    type: CategoryType
    icon: str
    color: str
    status: Status
    parent_id: UUID | None
    behavior: Behavior | None
    description: str | None
    target: int | None
    auto_computed_target: bool
    period_spend: int
    transaction_count: int
    budgeted: int | None
    trend: list[TrendPointOut]
    recent_transactions: list[CountedBookingOut]
    excluded_accounts: list[ExcludedAccountOut]


def category_overview_out(overview: CategoryOverview, /) -> CategoryOverviewOut:
    """An overview's reply."""
    return CategoryOverviewOut(
        summary=OverviewSummaryOut(
            period_name=overview.period.name,
            period_elapsed_percent=overview.progress,
            total_spent=overview.spent_minor,
            total_budgeted=overview.budgeted_minor,
            total_budgeted_incoming=overview.budgeted_income_minor,
            variance=overview.variance_minor,
            uncategorized_spent=overview.uncategorized_minor,
            allowance_top_ups=overview.top_ups_minor,
            period_spent=overview.period_spent_minor,
        ),
        categories=[_row_out(row) for row in overview.rows],
        excluded_accounts=excluded_out(overview.excluded_accounts),
    )


def category_detail_out(detail: CategoryDetail, /) -> CategoryDetailOut:
    """A page's reply."""
    category = detail.planned.category
    return CategoryDetailOut(
        id=category.id,
        name=category.name,
        type=category.type,
        icon=category.icon,
        color=category.color,
        status=category.status,
        parent_id=category.parent_id,
        behavior=category.behavior,
        description=category.description,
        target=detail.planned.goal_minor,
        auto_computed_target=category.has_computed_goal,
        period_spend=detail.activity.total_minor,
        transaction_count=detail.activity.transactions,
        budgeted=detail.budgeted_minor,
        trend=[trend_point_out(point) for point in detail.trend],
        recent_transactions=[_booking_out(row) for row in detail.recent],
        excluded_accounts=excluded_out(detail.excluded_accounts),
    )


def trend_point_out(point: TrendPoint, /) -> TrendPointOut:
    """A period of a trend."""
    return TrendPointOut(
        period_id=point.period.id, period_name=point.period.name, total_spend=point.total_minor
    )


def _row_out(row: OverviewRow) -> OverviewRowOut:
    category = row.planned.category
    return OverviewRowOut(
        id=category.id,
        name=category.name,
        type=category.type,
        icon=category.icon,
        color=category.color,
        status=category.status,
        parent_id=category.parent_id,
        behavior=category.behavior,
        description=category.description,
        target=row.planned.goal_minor,
        auto_computed_target=category.has_computed_goal,
        actual=row.actual_minor,
        projected=row.projected_minor,
        budgeted=row.budgeted_minor,
        variance=row.variance_minor,
    )


def _booking_out(row: CountedBooking) -> CountedBookingOut:
    return CountedBookingOut(
        id=row.id,
        date=row.date,
        amount=row.amount_minor,
        description=row.description,
        vendor_id=row.vendor_id,
        vendor_name=row.vendor_name,
    )
