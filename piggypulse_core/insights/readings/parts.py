"""A dashboard put together out of its parts; what several of them need is read once."""

from collections.abc import Collection
from functools import partial
from typing import Protocol, TypeVar

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.insights.model.budgeted_categories import BudgetedCategories
from piggypulse_core.insights.model.dashboard import Dashboard, Part
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.model.top_vendors import TOP_VENDORS
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.insights.readings.accounts import (
    read_account_summaries,
    read_balance_histories,
)
from piggypulse_core.insights.readings.dashboard import (
    read_budget,
    read_current_period,
    read_net_position,
)
from piggypulse_core.insights.readings.lists import (
    categories_of,
    read_category_sums,
    read_period_charges,
    read_top_vendors,
    read_uncategorized,
)
from piggypulse_core.insights.readings.series import (
    read_cash_flow,
    read_net_position_history,
    read_spending_history,
    read_spending_trend,
)
from piggypulse_core.insights.readings.stability import read_stability
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.ledger.model.category import Behavior

CATEGORIZED: frozenset[Part] = frozenset({"fixedCategories", "variableCategories"})
"""Parts that add up what was booked on categories."""

BUDGETED: frozenset[Part] = frozenset(
    {"currentPeriod", "budgetStability", "fixedCategories", "variableCategories"}
)
"""Parts that are held against goals and limits."""

COMPARED: frozenset[Part] = frozenset({"budgetStability", "spendingTrend"})
"""Parts that look at other periods, too."""

NO_BUDGET = Budget(lines=(), limits=())

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Reading(Protocol[T_co]):
    """Reads one figure."""

    async def __call__(self, *, unit: InsightsUnit, outlook: Outlook) -> T_co: ...


async def read_dashboard(
    *, unit: InsightsUnit, outlook: Outlook, parts: Collection[Part]
) -> Dashboard:
    """Some parts of a dashboard, each as its own operation answers by default."""
    budget = (
        NO_BUDGET if BUDGETED.isdisjoint(parts) else await read_budget(unit=unit, outlook=outlook)
    )
    periods = () if COMPARED.isdisjoint(parts) else await unit.periods.in_order(owner=outlook.owner)

    sums = (
        ()
        if CATEGORIZED.isdisjoint(parts)
        else await read_category_sums(unit=unit, outlook=outlook)
    )

    def behaving(part: Part, behavior: Behavior) -> BudgetedCategories | None:
        if part not in parts:
            return None
        return categories_of(outlook=outlook, sums=sums, budget=budget, behavior=behavior)

    async def chosen(part: Part, reading: Reading[T]) -> T | None:
        return await reading(unit=unit, outlook=outlook) if part in parts else None

    return Dashboard(
        current_period=await chosen("currentPeriod", partial(read_current_period, budget=budget)),
        current_period_history=await chosen("currentPeriodHistory", read_spending_history),
        net_position=await chosen("netPosition", read_net_position),
        net_position_history=await chosen("netPositionHistory", read_net_position_history),
        budget_stability=await chosen(
            "budgetStability", partial(read_stability, budget=budget, periods=periods)
        ),
        cash_flow=await chosen("cashFlow", read_cash_flow),
        spending_trend=await chosen("spendingTrend", partial(read_spending_trend, periods=periods)),
        top_vendors=await chosen("topVendors", partial(read_top_vendors, limit=TOP_VENDORS)),
        fixed_categories=behaving("fixedCategories", "fixed"),
        variable_categories=behaving("variableCategories", "variable"),
        subscriptions=await chosen("subscriptions", read_period_charges),
        uncategorized=await chosen("uncategorized", read_uncategorized),
        accounts=await chosen(
            "accounts", partial(read_account_summaries, status="all", request=PageRequest())
        ),
        balance_history=await chosen(
            "balanceHistory", partial(read_balance_histories, status="active")
        ),
    )
