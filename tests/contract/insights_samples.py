"""Good requests for operations that only read figures."""

from collections.abc import Mapping

from tests.contract.sample import Sample


def insights(ids: Mapping[str, str], window: Mapping[str, str], /) -> Mapping[str, Sample]:
    """By operation id."""
    page = {"cursor": "", "limit": "10", "status": "all"}
    return {
        "listAccountsSummary": Sample(query={**page, **window}),
        "getBatchBalanceHistory": Sample(query={**window, "status": "all"}),
        "getAccountBalanceHistory": Sample(path={"account_id": ids["checking"]}, query=window),
        "getAccountDetails": Sample(path={"account_id": ids["checking"]}, query=window),
        "getCategoriesOverview": Sample(query=window),
        "getCategoryDetail": Sample(path={"category_id": ids["groceries"]}, query=window),
        "getCategoryTrend": Sample(path={"category_id": ids["groceries"]}, query={"limit": "6"}),
        "getVendorStats": Sample(query=window),
        "getVendorDetail": Sample(path={"vendor_id": ids["vendor"]}, query=window),
        "getDashboard": Sample(query={**window, "parts": "currentPeriod,cashFlow,accounts"}),
        "getDashboardCurrentPeriod": Sample(query=window),
        "getDashboardBudgetStability": Sample(query=window),
        "getDashboardNetPosition": Sample(query=window),
        "getDashboardCurrentPeriodHistory": Sample(query=window),
        "getDashboardNetPositionHistory": Sample(query=window),
        "getDashboardCashFlow": Sample(query=window),
        "getDashboardSpendingTrend": Sample(query={**window, "limit": "12"}),
        "getDashboardTopVendors": Sample(query={**window, "limit": "10"}),
        "getDashboardUncategorized": Sample(query=window),
        "getDashboardFixedCategories": Sample(query={**window, "responseFormat": "wrapped"}),
        "getDashboardVariableCategories": Sample(query=window),
        "getDashboardSubscriptions": Sample(query=window),
        "getTransactionStats": Sample(query=window),
    }
