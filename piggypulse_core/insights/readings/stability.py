"""How budgets were kept."""

from collections.abc import Sequence

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.model.stability import Stability, budgeted_periods, stability
from piggypulse_core.insights.ports import InsightsUnit


async def read_stability(
    *, unit: InsightsUnit, outlook: Outlook, budget: Budget, periods: Sequence[Period]
) -> Stability:
    """How many closed periods, of all there are, stayed within their budgets."""
    held = budgeted_periods(
        periods=periods, until=outlook.period, today=outlook.today, budget=budget
    )
    spent = await unit.insights.spent(
        owner=outlook.owner,
        spans=[one.span for one in held],
        currency_code=outlook.currency_code,
    )
    preferences = await unit.preferences.get(owner=outlook.owner)
    return stability(
        periods=held,
        spent=spent,
        tolerance_basis_points=preferences.stability_tolerance_basis_points,
        standpoint=outlook.standpoint,
    )
