"""Figures of vendors on the wire."""

from datetime import date
from uuid import UUID

from msgspec import Struct

from piggypulse_core.insights.model.vendor_detail import (
    PeriodSpend,
    Purchase,
    TopCategory,
    VendorDetail,
)
from piggypulse_core.insights.model.vendor_stats import VendorStats
from piggypulse_core.ledger.model.status import Status
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out


class VendorStatsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What was spent with vendors in a period."""

    total_vendors: int
    total_spend_this_period: int
    avg_spend_per_vendor: int
    excluded_accounts: list[ExcludedAccountOut]


class VendorTrendOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What was spent with a vendor in one period."""

    period_id: UUID
    period_name: str
    total_spend: int


class VendorTopCategoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A category's part of the spend, in percent with at most two decimals."""

    category_id: UUID
    category_name: str
    total_spend: int
    percentage: float


class VendorPurchaseOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A purchase that counts; without a category if it has none."""

    id: UUID
    date: date
    amount: int
    description: str
    category_id: UUID | None
    category_name: str | None


class VendorDetailOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor's figures; the trend ends with the period asked about, the newest come first."""

    id: UUID
    name: str
    status: Status
    description: str | None
    period_spend: int
    transaction_count: int
    average_transaction_amount: int
    trend: list[VendorTrendOut]
    top_categories: list[VendorTopCategoryOut]
    recent_transactions: list[VendorPurchaseOut]
    excluded_accounts: list[ExcludedAccountOut]


def vendor_stats_out(stats: VendorStats, /) -> VendorStatsOut:
    """The stats' reply."""
    return VendorStatsOut(
        total_vendors=stats.vendors,
        total_spend_this_period=stats.spend_minor,
        avg_spend_per_vendor=stats.average_minor,
        excluded_accounts=excluded_out(stats.excluded_accounts),
    )


def vendor_detail_out(detail: VendorDetail, /) -> VendorDetailOut:
    """The detail's reply."""
    vendor = detail.vendor
    return VendorDetailOut(
        id=vendor.id,
        name=vendor.name,
        status=vendor.status,
        description=vendor.description,
        period_spend=detail.spend_minor,
        transaction_count=detail.purchases,
        average_transaction_amount=detail.average_minor,
        trend=[_trend_out(one) for one in detail.trend],
        top_categories=[_category_out(one) for one in detail.top_categories],
        recent_transactions=[_purchase_out(one) for one in detail.recent],
        excluded_accounts=excluded_out(detail.excluded_accounts),
    )


def _trend_out(period: PeriodSpend) -> VendorTrendOut:
    return VendorTrendOut(
        period_id=period.id, period_name=period.name, total_spend=period.spend_minor
    )


def _category_out(category: TopCategory) -> VendorTopCategoryOut:
    return VendorTopCategoryOut(
        category_id=category.id,
        category_name=category.name,
        total_spend=category.spend_minor,
        percentage=category.basis_points / 100,
    )


def _purchase_out(purchase: Purchase) -> VendorPurchaseOut:
    return VendorPurchaseOut(
        id=purchase.id,
        date=purchase.date,
        amount=purchase.amount_minor,
        description=purchase.description,
        category_id=purchase.category_id,
        category_name=purchase.category_name,
    )
