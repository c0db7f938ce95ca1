"""Transactions in memory."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from piggypulse_adapters.memory.database import Transaction as View
from piggypulse_core.budgeting.model.overlay import Override
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.balance import Change, day_sums, net_by_account
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.references import References
from piggypulse_core.ledger.model.selection import Selection, selects
from piggypulse_core.ledger.model.transaction import (
    Transaction,
    TransactionId,
    TransactionNotFound,
)
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.ledger.ports import TransactionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryTransactions(TransactionStore):
    """The bookings seen through one transaction of the database."""

    transaction: View

    async def write(self, *, owner: UserId, change: Change) -> None:
        rows = self.transaction.writable(Transaction, owner=owner)
        for gone in change.gone:
            del rows[gone.id]
        for come in change.come:
            rows[come.id] = come
        said = self.transaction.writable(Override, owner=owner)
        for key in [key for key, one in said.items() if one.transaction not in rows]:
            del said[key]
        accounts = self.transaction.writable(Account, owner=owner)
        for account, net_minor in net_by_account(days=change.days).items():
            held = accounts[account]
            accounts[account] = replace(held, net_minor=held.net_minor + net_minor)

    async def hold(self, *, owner: UserId, transaction: TransactionId) -> Transaction:
        found = self.transaction.rows(Transaction, owner=owner).get(transaction)
        if found is None:
            raise TransactionNotFound
        return found

    async def among(
        self, *, owner: UserId, transactions: Collection[TransactionId]
    ) -> Mapping[TransactionId, Transaction]:
        rows = self.transaction.rows(Transaction, owner=owner)
        return {key: rows[key] for key in transactions if key in rows}

    async def get(self, *, owner: UserId, transaction: TransactionId) -> Booking:
        found = await self.hold(owner=owner, transaction=transaction)
        return self.references(owner=owner).booking(transaction=found)

    async def page(
        self, *, owner: UserId, selection: Selection, request: PageRequest
    ) -> Page[Booking]:
        references = self.references(owner=owner)
        chosen = selects(selection=selection, references=references)
        rows = self.transaction.rows(Transaction, owner=owner).values()
        listed = sorted(
            (row for row in rows if chosen(row)), key=lambda row: (row.date, row.id), reverse=True
        )
        page = page_of(rows=listed, request=request)
        return Page(
            rows=[references.booking(transaction=row) for row in page.rows],
            total=page.total,
            has_more=page.has_more,
        )

    async def has_any(self, *, owner: UserId) -> bool:
        return bool(self.transaction.rows(Transaction, owner=owner))

    async def net_until(self, *, owner: UserId, account: AccountId, day: date) -> int:
        days = day_sums(
            transactions=self.transaction.rows(Transaction, owner=owner).values(),
            accounts=self.transaction.rows(Account, owner=owner),
        )
        return net_by_account(days={key: sums for key, sums in days.items() if key[1] <= day}).get(
            account, 0
        )

    def references(self, *, owner: UserId) -> References:
        """Everything bookings may name."""
        return References(
            accounts=self.transaction.rows(Account, owner=owner),
            categories=self.transaction.rows(Category, owner=owner),
            vendors=self.transaction.rows(Vendor, owner=owner),
        )
