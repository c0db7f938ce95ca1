"""One account's page and accounts' histories over HTTP."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.usecases.accounts import (
    ListBalanceHistories,
    ReadAccountDetails,
    ReadBalanceHistory,
)
from piggypulse_core.ledger.model.account import AccountId, AccountNotFound
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.account_details import (
    AccountDetailsOut,
    BalanceHistoryOut,
    BalancePointOut,
    account_details_out,
    balance_history_out,
    points_out,
)
from piggypulse_http.ledger.wire.filters import Status


class AccountDetailsController(Controller):
    """How one account got where it is."""

    path = "/accounts"
    tags = ("Accounts",)
    list_balance_histories: ListBalanceHistories
    read_balance_history: ReadBalanceHistory
    read_account_details: ReadAccountDetails

    @get(
        "/balance-history",
        operation_id="getBatchBalanceHistory",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def histories(
        self,
        request: SignedIn,
        period_id: PeriodText = None,
        status: Status = "active",
    ) -> list[BalanceHistoryOut]:
        """Show accounts' balances on the days a period so far moved them."""
        histories = await self.list_balance_histories(
            owner=request.user.id,
            period=optional_id(text=period_id, field="periodId"),
            status=status,
        )
        return [balance_history_out(history) for history in histories]

    @get(
        "/{account_id:str}/balance-history",
        operation_id="getAccountBalanceHistory",
        responses=refusals(AccountNotFound, PeriodNotFound, NoCurrentPeriod),
    )
    async def history(
        self, request: SignedIn, account_id: FromPath[UUID], period_id: PeriodText = None
    ) -> list[BalancePointOut]:
        """Show an account's balances on the days a period so far moved it, oldest first."""
        history = await self.read_balance_history(
            owner=request.user.id,
            account=AccountId(account_id),
            period=optional_id(text=period_id, field="periodId"),
        )
        return points_out(history)

    @get(
        "/{account_id:str}/details",
        operation_id="getAccountDetails",
        responses=refusals(AccountNotFound, PeriodNotFound, NoCurrentPeriod),
    )
    async def details(
        self, request: SignedIn, account_id: FromPath[UUID], period_id: PeriodText = None
    ) -> AccountDetailsOut:
        """Show an account's flows of a period so far, its newest bookings, and how steady it was.

        Figures are in the account's own currency and leave out days after today, but for the
        balance at the period's end.
        """
        details = await self.read_account_details(
            owner=request.user.id,
            account=AccountId(account_id),
            period=optional_id(text=period_id, field="periodId"),
        )
        return account_details_out(details)
