"""Figures of accounts over HTTP."""

from litestar import Controller, get

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.usecases.accounts import ListAccountSummaries
from piggypulse_core.kernel.paging import PAGE_LIMIT_DEFAULT, UnknownCursor
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, PeriodText, optional_id, page_request
from piggypulse_http.insights.wire.accounts import AccountSummaryPageOut, account_summary_page_out
from piggypulse_http.ledger.wire.filters import Status


class AccountFiguresController(Controller):
    """What accounts hold and how that moved."""

    path = "/accounts"
    tags = ("Accounts",)
    list_account_summaries: ListAccountSummaries

    @get(
        "/summary",
        operation_id="listAccountsSummary",
        responses=refusals(UnknownCursor, PeriodNotFound, NoCurrentPeriod),
    )
    async def summary(
        self,
        request: SignedIn,
        period_id: PeriodText = None,
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_DEFAULT,
        status: Status = "all",
    ) -> AccountSummaryPageOut:
        """List accounts, newest first, with balances of today and what a period changed.

        Figures are in the account's own currency and leave out days after today, but for the
        balance at the period's end.
        """
        page = await self.list_account_summaries(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            status=status,
            request=page_request(cursor=cursor, limit=limit),
        )
        return account_summary_page_out(page)
