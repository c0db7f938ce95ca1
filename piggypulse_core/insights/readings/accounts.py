"""Figures of several accounts, each in its own currency."""

from collections.abc import Sequence

from piggypulse_core.insights.model.account_days import BalanceHistory, balance_history
from piggypulse_core.insights.model.account_summary import AccountSummary, account_summary
from piggypulse_core.insights.model.outlook import Outlook
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.status import StatusFilter


async def read_account_summaries(
    *, unit: InsightsUnit, outlook: Outlook, status: StatusFilter, request: PageRequest
) -> Page[AccountSummary]:
    """A page of accounts, newest first, with what a period so far changed."""
    page = await unit.insights.account_summaries(
        owner=outlook.owner, marks=outlook.marks, status=status, request=request
    )
    return Page(
        rows=[account_summary(levels=row, today=outlook.today) for row in page.rows],
        total=page.total,
        has_more=page.has_more,
    )


async def read_balance_histories(
    *, unit: InsightsUnit, outlook: Outlook, status: StatusFilter
) -> Sequence[BalanceHistory]:
    """The points of accounts, newest account first, over a period so far."""
    days = outlook.marks
    moved = await unit.account_figures.days(
        owner=outlook.owner, account=None, status=status, after=days.eve, until=days.cut
    )
    return [balance_history(moved=one) for one in moved]
