"""Changes of one account over HTTP."""

from uuid import UUID

from litestar import Controller, delete, post, put
from litestar.params import FromPath, JSONBody

from piggypulse_core.ledger.model.account import (
    AccountId,
    AccountInUse,
    AccountNameTaken,
    AccountNotFound,
)
from piggypulse_core.ledger.model.edit import ImmutableField
from piggypulse_core.ledger.model.status import AlreadyActive, AlreadyArchived
from piggypulse_core.ledger.usecases.account_writes import (
    AdjustBalance,
    ArchiveAccount,
    DeleteAccount,
    UnarchiveAccount,
    UpdateAccount,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.ledger.wire.account_writes import AccountEditIn, BalanceIn, account_edit
from piggypulse_http.ledger.wire.accounts import AccountOut, account_out


class AccountWritesController(Controller):
    """What becomes of an account."""

    path = "/accounts/{account_id:str}"
    tags = ("Accounts",)
    update_account: UpdateAccount
    delete_account: DeleteAccount
    archive_account: ArchiveAccount
    unarchive_account: UnarchiveAccount
    adjust_balance: AdjustBalance

    @put(
        "",
        operation_id="updateAccount",
        responses=refusals(AccountNotFound, ImmutableField, AccountNameTaken),
    )
    async def update(
        self, request: SignedIn, account_id: FromPath[UUID], data: JSONBody[AccountEditIn]
    ) -> AccountOut:
        """Edit an account; what is left out stays, but for the spend limit."""
        account = await self.update_account(
            owner=request.user.id, account=AccountId(account_id), edit=account_edit(data)
        )
        return account_out(account)

    @delete("", operation_id="deleteAccount", responses=refusals(AccountNotFound, AccountInUse))
    async def remove(self, request: SignedIn, account_id: FromPath[UUID]) -> None:
        """Delete an account that nothing refers to."""
        await self.delete_account(owner=request.user.id, account=AccountId(account_id))

    @post(
        "/archive",
        operation_id="archiveAccount",
        status_code=200,
        responses=refusals(AccountNotFound, AlreadyArchived),
    )
    async def archive(self, request: SignedIn, account_id: FromPath[UUID]) -> AccountOut:
        """Put an account away; no balance changes."""
        account = await self.archive_account(owner=request.user.id, account=AccountId(account_id))
        return account_out(account)

    @post(
        "/unarchive",
        operation_id="unarchiveAccount",
        status_code=200,
        responses=refusals(AccountNotFound, AlreadyActive),
    )
    async def unarchive(self, request: SignedIn, account_id: FromPath[UUID]) -> AccountOut:
        """Take an archived account up again."""
        account = await self.unarchive_account(owner=request.user.id, account=AccountId(account_id))
        return account_out(account)

    @post(
        "/adjust-balance",
        operation_id="adjustAccountBalance",
        status_code=200,
        responses=refusals(AccountNotFound),
    )
    async def adjust(
        self, request: SignedIn, account_id: FromPath[UUID], data: JSONBody[BalanceIn]
    ) -> AccountOut:
        """Say what an account holds today; its opening balance moves, and nothing is booked."""
        account = await self.adjust_balance(
            owner=request.user.id, account=AccountId(account_id), balance_minor=data.new_balance
        )
        return account_out(account)
