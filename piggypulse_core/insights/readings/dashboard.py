"""Where a budget stands: a period at a glance, and net position."""

from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.insights.model.current_period import CurrentPeriod, current_period
from piggypulse_core.insights.model.net_position import NetPosition, net_position
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.ports import InsightsUnit


async def read_budget(*, unit: InsightsUnit, outlook: Outlook) -> Budget:
    """Every goal and limit, of whatever period."""
    return await unit.budgets.budget(owner=outlook.owner, currency_code=outlook.currency_code)


async def read_current_period(
    *, unit: InsightsUnit, outlook: Outlook, budget: Budget
) -> CurrentPeriod:
    """A whole period's spending against what is budgeted."""
    spent_by_day = await unit.insights.current_period(
        owner=outlook.owner, span=outlook.period.span, currency_code=outlook.currency_code
    )
    return current_period(
        spent_by_day=spent_by_day,
        period=outlook.period,
        today=outlook.today,
        budget=budget,
        standpoint=outlook.standpoint,
    )


async def read_net_position(*, unit: InsightsUnit, outlook: Outlook) -> NetPosition:
    """What is owned and owed today, and how that changed in a period so far."""
    levels = await unit.insights.net_position(owner=outlook.owner, marks=outlook.marks)
    return net_position(levels=levels, standpoint=outlook.standpoint)
