"""The dashboard's series on the wire."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from piggypulse_core.insights.model.cash_flow import CashFlow
from piggypulse_core.insights.model.net_position_history import PositionPoint
from piggypulse_core.insights.model.spending_history import SpendingPoint
from piggypulse_core.insights.model.spending_trend import SpendingTrend
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out


class SpendingPointOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Spending of a day, and of the period up to its close."""

    date: date
    daily_spent: int
    cumulative_spent: int


class PositionPointOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What was owned and owed at the close of a day; overdrawn or overpaid is negative."""

    date: date
    total: int
    liquid_amount: int
    protected_amount: int
    debt_amount: int


class CashFlowOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Income and spending of a period, and what one exceeds the other by."""

    inflows: int
    outflows: int
    net: int
    excluded_accounts: list[ExcludedAccountOut]


class PeriodSpentOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period's spending, days to come included."""

    period_id: UUID
    period_name: str
    total_spent: int


class SpendingTrendOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Spending of periods, oldest first, and its average over those that have begun."""

    periods: list[PeriodSpentOut]
    period_average: int
    excluded_accounts: list[ExcludedAccountOut]


def spending_history_out(points: Sequence[SpendingPoint], /) -> list[SpendingPointOut]:
    """The spending history's reply."""
    return [
        SpendingPointOut(
            date=point.day,
            daily_spent=point.spent_minor,
            cumulative_spent=point.cumulative_minor,
        )
        for point in points
    ]


def net_position_history_out(points: Sequence[PositionPoint], /) -> list[PositionPointOut]:
    """The net position history's reply."""
    return [
        PositionPointOut(
            date=point.day,
            total=point.total_minor,
            liquid_amount=point.liquid_minor,
            protected_amount=point.protected_minor,
            debt_amount=point.debt_minor,
        )
        for point in points
    ]


def cash_flow_out(flow: CashFlow, /) -> CashFlowOut:
    """The cash flow's reply."""
    return CashFlowOut(
        inflows=flow.inflows_minor,
        outflows=flow.outflows_minor,
        net=flow.net_minor,
        excluded_accounts=excluded_out(flow.excluded_accounts),
    )


def spending_trend_out(trend: SpendingTrend, /) -> SpendingTrendOut:
    """The spending trend's reply."""
    return SpendingTrendOut(
        periods=[
            PeriodSpentOut(
                period_id=one.period.id,
                period_name=one.period.name,
                total_spent=one.spent_minor,
            )
            for one in trend.periods
        ],
        period_average=trend.average_minor,
        excluded_accounts=excluded_out(trend.excluded_accounts),
    )
