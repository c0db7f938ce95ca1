"""The use cases of insights, wired."""

from dependency_injector import providers

from piggypulse_core.insights.usecases.accounts import (
    ListAccountSummaries,
    ListBalanceHistories,
    ReadAccountDetails,
    ReadBalanceHistory,
)
from piggypulse_core.insights.usecases.categories import (
    ReadCategoryDetail,
    ReadCategoryOverview,
    ReadCategoryTrend,
)
from piggypulse_core.insights.usecases.dashboard import (
    ReadCurrentPeriod,
    ReadDashboard,
    ReadNetPosition,
)
from piggypulse_core.insights.usecases.dashboard_lists import (
    ListTopVendors,
    ReadBudgetedCategories,
    ReadPeriodCharges,
    ReadUncategorized,
)
from piggypulse_core.insights.usecases.dashboard_series import (
    ReadCashFlow,
    ReadNetPositionHistory,
    ReadSpendingHistory,
    ReadSpendingTrend,
)
from piggypulse_core.insights.usecases.reckonings import ReckonEveryLedger
from piggypulse_core.insights.usecases.stability import ReadStability
from piggypulse_core.insights.usecases.transactions import ReadTransactionStats
from piggypulse_core.insights.usecases.vendors import ReadVendorDetail, ReadVendorStats
from piggypulse_http.composition.ports import Ports


class Insights(Ports):
    """One provider per use case."""

    reckon_every_ledger = providers.Singleton(ReckonEveryLedger, work=Ports.work)
    read_dashboard = providers.Singleton(ReadDashboard, work=Ports.work, clock=Ports.clock)
    read_current_period = providers.Singleton(ReadCurrentPeriod, work=Ports.work, clock=Ports.clock)
    read_stability = providers.Singleton(ReadStability, work=Ports.work, clock=Ports.clock)
    read_net_position = providers.Singleton(ReadNetPosition, work=Ports.work, clock=Ports.clock)
    read_spending_history = providers.Singleton(
        ReadSpendingHistory, work=Ports.work, clock=Ports.clock
    )
    read_net_position_history = providers.Singleton(
        ReadNetPositionHistory, work=Ports.work, clock=Ports.clock
    )
    read_cash_flow = providers.Singleton(ReadCashFlow, work=Ports.work, clock=Ports.clock)
    read_spending_trend = providers.Singleton(ReadSpendingTrend, work=Ports.work, clock=Ports.clock)
    list_top_vendors = providers.Singleton(ListTopVendors, work=Ports.work, clock=Ports.clock)
    read_uncategorized = providers.Singleton(ReadUncategorized, work=Ports.work, clock=Ports.clock)
    read_budgeted_categories = providers.Singleton(
        ReadBudgetedCategories, work=Ports.work, clock=Ports.clock
    )
    read_period_charges = providers.Singleton(ReadPeriodCharges, work=Ports.work, clock=Ports.clock)
    list_account_summaries = providers.Singleton(
        ListAccountSummaries, work=Ports.work, clock=Ports.clock
    )
    read_transaction_stats = providers.Singleton(
        ReadTransactionStats, work=Ports.work, clock=Ports.clock
    )
    read_vendor_stats = providers.Singleton(ReadVendorStats, work=Ports.work, clock=Ports.clock)
    read_vendor_detail = providers.Singleton(ReadVendorDetail, work=Ports.work, clock=Ports.clock)
    list_balance_histories = providers.Singleton(
        ListBalanceHistories, work=Ports.work, clock=Ports.clock
    )
    read_balance_history = providers.Singleton(
        ReadBalanceHistory, work=Ports.work, clock=Ports.clock
    )
    read_account_details = providers.Singleton(
        ReadAccountDetails, work=Ports.work, clock=Ports.clock
    )
    read_category_overview = providers.Singleton(
        ReadCategoryOverview, work=Ports.work, clock=Ports.clock
    )
    read_category_detail = providers.Singleton(
        ReadCategoryDetail, work=Ports.work, clock=Ports.clock
    )
    read_category_trend = providers.Singleton(ReadCategoryTrend, work=Ports.work, clock=Ports.clock)
