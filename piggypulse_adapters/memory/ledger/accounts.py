"""Accounts in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.overlay import Overlay
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.account import (
    Account,
    AccountId,
    AccountInUse,
    AccountNameTaken,
    AccountNotFound,
)
from piggypulse_core.ledger.model.status import StatusFilter, passes
from piggypulse_core.ledger.ports import AccountStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryAccounts(AccountStore):
    """The accounts seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, account: Account) -> None:
        rows = self.transaction.writable(Account, owner=owner)
        if any(row.name_key == account.name_key for row in rows.values()):
            raise AccountNameTaken
        rows[account.id] = account

    async def save(self, *, owner: UserId, account: Account) -> None:
        rows = self.transaction.writable(Account, owner=owner)
        if any(row.id != account.id and row.name_key == account.name_key for row in rows.values()):
            raise AccountNameTaken
        rows[account.id] = replace(account, net_minor=rows[account.id].net_minor)

    async def delete(self, *, owner: UserId, account: AccountId) -> None:
        if self.transaction.writable(Account, owner=owner).pop(account, None) is None:
            raise AccountNotFound
        booked = self.transaction.rows(model.Transaction, owner=owner).values()
        if any(account in (row.from_account_id, row.to_account_id) for row in booked):
            raise AccountInUse
        overlays = self.transaction.rows(Overlay, owner=owner).values()
        if any(account in one.rules.accounts for one in overlays):
            raise AccountInUse

    async def get(self, *, owner: UserId, account: AccountId) -> Account:
        found = self.transaction.rows(Account, owner=owner).get(account)
        if found is None:
            raise AccountNotFound
        return found

    async def hold(
        self, *, owner: UserId, accounts: Collection[AccountId]
    ) -> Mapping[AccountId, Account]:
        rows = self.transaction.rows(Account, owner=owner)
        return {id_: rows[id_] for id_ in sorted(set(accounts)) if id_ in rows}

    async def every(self, *, owner: UserId) -> Sequence[Account]:
        rows = self.transaction.rows(Account, owner=owner).values()
        return sorted(rows, key=lambda row: row.id)

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[Account]:
        rows = self.transaction.rows(Account, owner=owner).values()
        listed = sorted(
            (row for row in rows if passes(archived_on=row.archived_on, status=status)),
            key=lambda row: row.id,
            reverse=True,
        )
        return page_of(rows=listed, request=request)

    async def options(self, *, owner: UserId) -> Sequence[Account]:
        rows = self.transaction.rows(Account, owner=owner).values()
        active = (row for row in rows if row.archived_on is None)
        return sorted(active, key=lambda row: (row.name_key, row.id))
