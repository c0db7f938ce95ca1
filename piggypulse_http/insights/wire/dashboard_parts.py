"""A whole dashboard on the wire."""

from collections.abc import Callable
from typing import TypeVar

from msgspec import UNSET, Struct, UnsetType

from piggypulse_core.insights.model.dashboard import Dashboard
from piggypulse_http.insights.wire.account_details import BalanceHistoryOut, balance_history_out
from piggypulse_http.insights.wire.accounts import AccountSummaryPageOut, account_summary_page_out
from piggypulse_http.insights.wire.dashboard import (
    CurrentPeriodOut,
    NetPositionOut,
    current_period_out,
    net_position_out,
)
from piggypulse_http.insights.wire.dashboard_lists import (
    FixedCategoriesOut,
    PeriodChargesOut,
    TopVendorOut,
    UncategorizedOut,
    VariableCategoriesOut,
    period_charges_out,
    top_vendor_out,
    uncategorized_out,
    variable_categories_out,
    wrapped_categories_out,
)
from piggypulse_http.insights.wire.dashboard_series import (
    CashFlowOut,
    PositionPointOut,
    SpendingPointOut,
    SpendingTrendOut,
    cash_flow_out,
    net_position_history_out,
    spending_history_out,
    spending_trend_out,
)
from piggypulse_http.insights.wire.stability import BudgetStabilityOut, stability_out

Core = TypeVar("Core")
Wire = TypeVar("Wire")


class DashboardOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """The parts asked for, each as its own operation answers by default."""

    current_period: CurrentPeriodOut | UnsetType = UNSET
    current_period_history: list[SpendingPointOut] | UnsetType = UNSET
    net_position: NetPositionOut | UnsetType = UNSET
    net_position_history: list[PositionPointOut] | UnsetType = UNSET
    budget_stability: BudgetStabilityOut | UnsetType = UNSET
    cash_flow: CashFlowOut | UnsetType = UNSET
    spending_trend: SpendingTrendOut | UnsetType = UNSET
    top_vendors: list[TopVendorOut] | UnsetType = UNSET
    fixed_categories: FixedCategoriesOut | UnsetType = UNSET
    variable_categories: VariableCategoriesOut | UnsetType = UNSET
    subscriptions: PeriodChargesOut | UnsetType = UNSET
    uncategorized: UncategorizedOut | UnsetType = UNSET
    accounts: AccountSummaryPageOut | UnsetType = UNSET
    balance_history: list[BalanceHistoryOut] | UnsetType = UNSET


def dashboard_out(shown: Dashboard, /) -> DashboardOut:
    """The dashboard's reply."""
    return DashboardOut(
        current_period=_asked(shown.current_period, current_period_out),
        current_period_history=_asked(shown.current_period_history, spending_history_out),
        net_position=_asked(shown.net_position, net_position_out),
        net_position_history=_asked(shown.net_position_history, net_position_history_out),
        budget_stability=_asked(shown.budget_stability, stability_out),
        cash_flow=_asked(shown.cash_flow, cash_flow_out),
        spending_trend=_asked(shown.spending_trend, spending_trend_out),
        top_vendors=_asked(shown.top_vendors, lambda rows: [top_vendor_out(row) for row in rows]),
        fixed_categories=_asked(shown.fixed_categories, wrapped_categories_out),
        variable_categories=_asked(shown.variable_categories, variable_categories_out),
        subscriptions=_asked(shown.subscriptions, period_charges_out),
        uncategorized=_asked(shown.uncategorized, uncategorized_out),
        accounts=_asked(shown.accounts, account_summary_page_out),
        balance_history=_asked(
            shown.balance_history, lambda rows: [balance_history_out(row) for row in rows]
        ),
    )


def _asked(part: Core | None, out: Callable[[Core], Wire]) -> Wire | UnsetType:
    return UNSET if part is None else out(part)
