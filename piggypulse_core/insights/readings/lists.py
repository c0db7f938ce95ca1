"""What a period's money went to: vendors, categories, subscriptions, and what has no category."""

from collections.abc import Sequence

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.insights.model.budgeted_categories import (
    BudgetedCategories,
    budgeted_categories,
)
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.model.period_charges import PeriodCharges, period_charges
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.uncategorized import Uncategorized, uncategorized
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.ledger.model.category import Behavior


async def read_top_vendors(
    *, unit: InsightsUnit, outlook: Outlook, limit: int
) -> Sequence[VendorSpend]:
    """With whom most was spent in a whole period."""
    return await unit.vendor_figures.top(
        owner=outlook.owner,
        span=outlook.period.span,
        currency_code=outlook.currency_code,
        limit=limit,
    )


async def read_uncategorized(*, unit: InsightsUnit, outlook: Outlook) -> Uncategorized:
    """What of a whole period has no category."""
    bookings = await unit.category_figures.uncategorized(
        owner=outlook.owner, span=outlook.period.span, currency_code=outlook.currency_code
    )
    return uncategorized(bookings=bookings, standpoint=outlook.standpoint)


async def read_category_sums(*, unit: InsightsUnit, outlook: Outlook) -> Sequence[CategorySums]:
    """What a whole period's bookings come to in each category, of whatever behavior."""
    return await unit.budgets.category_sums(
        owner=outlook.owner,
        currency_code=outlook.currency_code,
        span=outlook.period.span,
        until=outlook.today,
    )


def categories_of(
    *, outlook: Outlook, sums: Sequence[CategorySums], budget: Budget, behavior: Behavior
) -> BudgetedCategories:
    """Those of one behavior against their goals; sums and budget serve every behavior."""
    return budgeted_categories(
        sums=sums,
        budget=budget,
        period=outlook.period,
        behavior=behavior,
        standpoint=outlook.standpoint,
    )


async def read_period_charges(*, unit: InsightsUnit, outlook: Outlook) -> PeriodCharges:
    """What subscriptions charge in a whole period."""
    facts = await unit.insights.subscriptions(owner=outlook.owner, span=outlook.period.span)
    return period_charges(
        facts=facts,
        span=outlook.period.span,
        today=outlook.today,
        standpoint=outlook.standpoint,
    )
