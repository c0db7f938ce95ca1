"""The dashboard's series, and what they are compared with."""

from collections.abc import Sequence

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.cash_flow import CashFlow, cash_flow
from piggypulse_core.insights.model.category_detail import latest_periods
from piggypulse_core.insights.model.net_position_history import (
    PositionPoint,
    net_position_history,
)
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.model.spending_history import SpendingPoint, spending_history
from piggypulse_core.insights.model.spending_trend import (
    SPENDING_PERIODS,
    SpendingTrend,
    spending_trend,
)
from piggypulse_core.insights.ports import InsightsUnit


async def read_spending_history(*, unit: InsightsUnit, outlook: Outlook) -> Sequence[SpendingPoint]:
    """Spending of each day of a period so far; empty before it begins."""
    span = outlook.so_far
    if span is None:
        return ()
    spent_by_day = await unit.insights.current_period(
        owner=outlook.owner, span=span, currency_code=outlook.currency_code
    )
    return spending_history(spent_by_day=spent_by_day, span=span)


async def read_net_position_history(
    *, unit: InsightsUnit, outlook: Outlook
) -> Sequence[PositionPoint]:
    """Net position at the close of each day of a period so far; empty before it begins."""
    span = outlook.so_far
    if span is None:
        return ()
    moved = await unit.account_figures.days(
        owner=outlook.owner, account=None, status="all", after=outlook.marks.eve, until=span.end
    )
    return net_position_history(moved=moved, span=span, currency_code=outlook.currency_code)


async def read_cash_flow(*, unit: InsightsUnit, outlook: Outlook) -> CashFlow:
    """Income and spending of a whole period."""
    sums = await unit.insights.cash_flow(
        owner=outlook.owner, span=outlook.period.span, currency_code=outlook.currency_code
    )
    return cash_flow(sums=sums, standpoint=outlook.standpoint)


async def read_spending_trend(
    *,
    unit: InsightsUnit,
    outlook: Outlook,
    periods: Sequence[Period],
    limit: int = SPENDING_PERIODS,
) -> SpendingTrend:
    """Spending of a period and of at most `limit` - 1 before it, out of all there are."""
    shown = latest_periods(periods=periods, until=outlook.period.start, limit=limit)
    spent = await unit.insights.spent(
        owner=outlook.owner,
        spans=[one.span for one in shown],
        currency_code=outlook.currency_code,
    )
    return spending_trend(
        periods=shown, spent=spent, today=outlook.today, standpoint=outlook.standpoint
    )
