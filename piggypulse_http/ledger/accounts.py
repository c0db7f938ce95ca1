"""Accounts over HTTP."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, JSONBody

from piggypulse_core.kernel.paging import PAGE_LIMIT_MAX, UnknownCursor
from piggypulse_core.ledger.model.account import (
    AccountId,
    AccountNameTaken,
    AccountNotFound,
    DefaultCurrencyMissing,
)
from piggypulse_core.ledger.usecases.accounts import (
    CreateAccount,
    GetAccount,
    ListAccountOptions,
    ListAccounts,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, page_request
from piggypulse_http.ledger.wire.accounts import (
    AccountIn,
    AccountOptionOut,
    AccountOut,
    AccountPageOut,
    account_form,
    account_option_out,
    account_out,
    account_page_out,
)
from piggypulse_http.ledger.wire.filters import Status


class AccountController(Controller):
    """Where money lies or is owed."""

    path = "/accounts"
    tags = ("Accounts",)
    create_account: CreateAccount
    get_account: GetAccount
    list_accounts: ListAccounts
    list_account_options: ListAccountOptions

    @post(
        "",
        operation_id="createAccount",
        status_code=201,
        responses=refusals(AccountNameTaken, DefaultCurrencyMissing),
    )
    async def create(self, request: SignedIn, data: JSONBody[AccountIn]) -> AccountOut:
        """Add an account, in the profile's currency unless `currencyCode` names another."""
        account = await self.create_account(owner=request.user.id, form=account_form(data))
        return account_out(account)

    @get("", operation_id="listAccounts", responses=refusals(UnknownCursor))
    async def page(
        self,
        request: SignedIn,
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_MAX,
        status: Status = "active",
    ) -> AccountPageOut:
        """List accounts, newest first."""
        page = await self.list_accounts(
            owner=request.user.id,
            status=status,
            request=page_request(cursor=cursor, limit=limit),
        )
        return account_page_out(page)

    @get("/options", operation_id="listAccountOptions")
    async def options(self, request: SignedIn) -> list[AccountOptionOut]:
        """List active accounts by name."""
        accounts = await self.list_account_options(owner=request.user.id)
        return [account_option_out(account) for account in accounts]

    @get("/{account_id:str}", operation_id="getAccount", responses=refusals(AccountNotFound))
    async def show(self, request: SignedIn, account_id: FromPath[UUID]) -> AccountOut:
        """Show an account, archived or not."""
        account = await self.get_account(owner=request.user.id, account=AccountId(account_id))
        return account_out(account)
