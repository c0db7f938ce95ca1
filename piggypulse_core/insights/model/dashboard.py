"""A dashboard: many figures of a period, all of one instant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from piggypulse_core.insights.model.account_days import BalanceHistory
from piggypulse_core.insights.model.account_summary import AccountSummary
from piggypulse_core.insights.model.budgeted_categories import BudgetedCategories
from piggypulse_core.insights.model.cash_flow import CashFlow
from piggypulse_core.insights.model.current_period import CurrentPeriod
from piggypulse_core.insights.model.net_position import NetPosition
from piggypulse_core.insights.model.net_position_history import PositionPoint
from piggypulse_core.insights.model.period_charges import PeriodCharges
from piggypulse_core.insights.model.spending_history import SpendingPoint
from piggypulse_core.insights.model.spending_trend import SpendingTrend
from piggypulse_core.insights.model.stability import Stability
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.uncategorized import Uncategorized
from piggypulse_core.kernel.paging import Page
from piggypulse_core.kernel.refusal import Fault, Invalid

Part = Literal[
    "currentPeriod",
    "currentPeriodHistory",
    "netPosition",
    "netPositionHistory",
    "budgetStability",
    "cashFlow",
    "spendingTrend",
    "topVendors",
    "fixedCategories",
    "variableCategories",
    "subscriptions",
    "uncategorized",
    "accounts",
    "balanceHistory",
]

PARTS: tuple[Part, ...] = get_args(Part)


class UnknownPart(Invalid):
    """A dashboard has no such part; see errors."""

    code = "unknown_part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """One member for each part; None is what was not asked for."""

    current_period: CurrentPeriod | None
    current_period_history: Sequence[SpendingPoint] | None
    net_position: NetPosition | None
    net_position_history: Sequence[PositionPoint] | None
    budget_stability: Stability | None
    cash_flow: CashFlow | None
    spending_trend: SpendingTrend | None
    top_vendors: Sequence[VendorSpend] | None
    fixed_categories: BudgetedCategories | None
    variable_categories: BudgetedCategories | None
    subscriptions: PeriodCharges | None
    uncategorized: Uncategorized | None
    accounts: Page[AccountSummary] | None
    balance_history: Sequence[BalanceHistory] | None


def parts_named(*, names: Iterable[str]) -> frozenset[Part]:
    """The parts of some names, in no order; raises UnknownPart."""
    known = {str(part): part for part in PARTS}
    found = set()
    for name in names:
        if name not in known:
            message = f"Must be some of {', '.join(PARTS)}."
            raise UnknownPart(faults=[Fault(field="parts", code=UnknownPart.code, message=message)])
        found.add(known[name])
    return frozenset(found)
