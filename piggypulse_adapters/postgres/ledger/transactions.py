"""Transactions in PostgreSQL, and the day sums that move with them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.balance import Change, DayTable
from piggypulse_core.ledger.model.booking import (
    AccountLabel,
    Booking,
    CategoryLabel,
    VendorLabel,
)
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.transaction import (
    Transaction,
    TransactionId,
    TransactionNotFound,
)
from piggypulse_core.ledger.ports import TransactionStore

SQL = load(package=__package__, file="transactions.sql")


def transaction_from(row: tuple[Any, ...]) -> Transaction:
    """A transaction out of the first ten columns."""
    return Transaction(
        id=row[0],
        kind=row[1],
        date=row[2],
        description=row[3],
        amount_minor=row[4],
        from_account_id=row[5],
        to_account_id=row[6],
        category_id=row[7],
        category_type=row[8],
        vendor_id=row[9],
    )


def booking_from(row: tuple[Any, ...]) -> Booking:
    """A transaction with its names out of eighteen columns."""
    return Booking(
        transaction=transaction_from(row),
        from_account=AccountLabel(row[5], row[10], row[11]),
        to_account=None if row[6] is None else AccountLabel(row[6], row[12], row[13]),
        category=(
            None if row[7] is None else CategoryLabel(row[7], row[14], row[15], row[8], row[16])
        ),
        vendor=None if row[9] is None else VendorLabel(row[9], row[17]),
    )


def columns_of(*, change: Change) -> dict[str, list[Any]]:
    """The transactions that come turned into one array per column."""
    transactions = change.come
    return {
        "ids": [row.id for row in transactions],
        "kinds": [row.kind for row in transactions],
        "dates": [row.date for row in transactions],
        "descriptions": [row.description for row in transactions],
        "search_keys": [row.search_key for row in transactions],
        "amounts": [row.amount_minor for row in transactions],
        "amount_texts": list(change.amounts),
        "from_accounts": [row.from_account_id for row in transactions],
        "to_accounts": [row.to_account_id for row in transactions],
        "categories": [row.category_id for row in transactions],
        "category_types": [row.category_type for row in transactions],
        "vendors": [row.vendor_id for row in transactions],
    }


def moved_columns_of(*, days: DayTable) -> dict[str, list[Any]]:
    """Changes of day sums turned into one array per column."""
    return {
        "moved_accounts": [account for account, _ in days],
        "moved_days": [day for _, day in days],
        "inflows": [sums.inflow_minor for sums in days.values()],
        "outflows": [sums.outflow_minor for sums in days.values()],
        "spent": [sums.spent_minor for sums in days.values()],
        "counts": [sums.transactions for sums in days.values()],
    }


def chosen(ids: frozenset[Any] | None) -> list[Any] | None:
    """Ids to choose from as an array; None where all will do."""
    return None if ids is None else sorted(ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresTransactions(TransactionStore):
    """The transactions seen through one connection."""

    connection: Connection

    async def write(self, *, owner: UserId, change: Change) -> None:
        kept = {row.id for row in change.come}
        await self.connection.execute(
            SQL["write_transactions"],
            {
                "owner": owner,
                "gone": [row.id for row in change.gone if row.id not in kept],
                **columns_of(change=change),
                **moved_columns_of(days=change.days),
            },
        )

    async def hold(self, *, owner: UserId, transaction: TransactionId) -> Transaction:
        cursor = await self.connection.execute(
            SQL["hold_transaction"], {"owner": owner, "transaction": transaction}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            raise TransactionNotFound
        return transaction_from(row)

    async def among(
        self, *, owner: UserId, transactions: Collection[TransactionId]
    ) -> Mapping[TransactionId, Transaction]:
        cursor = await self.connection.execute(
            SQL["transactions_among"],
            {"owner": owner, "transactions": list(transactions)},
            binary=True,
        )
        return {row[0]: transaction_from(row) for row in await cursor.fetchall()}

    async def get(self, *, owner: UserId, transaction: TransactionId) -> Booking:
        cursor = await self.connection.execute(
            SQL["get_transaction"], {"owner": owner, "transaction": transaction}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            raise TransactionNotFound
        return booking_from(row)

    async def page(
        self, *, owner: UserId, selection: Selection, request: PageRequest
    ) -> Page[Booking]:
        cursor = await self.connection.execute(
            SQL["list_transactions"],
            {
                "owner": owner,
                "first_day": selection.first_day,
                "last_day": selection.last_day,
                "uncategorized": selection.uncategorized,
                "direction": selection.direction,
                "accounts": chosen(selection.accounts),
                "categories": chosen(selection.categories),
                "vendors": chosen(selection.vendors),
                "words": selection.text_key,
                "amount": selection.amount_key,
                "cursor": request.cursor,
                "limit": request.limit,
            },
            binary=True,
        )
        return page_from(rows=await cursor.fetchall(), request=request, build=booking_from)

    async def has_any(self, *, owner: UserId) -> bool:
        cursor = await self.connection.execute(
            SQL["has_transactions"], {"owner": owner}, binary=True
        )
        row = await cursor.fetchone()
        return row is not None and bool(row[0])

    async def net_until(self, *, owner: UserId, account: AccountId, day: date) -> int:
        cursor = await self.connection.execute(
            SQL["net_until"], {"owner": owner, "account": account, "day": day}, binary=True
        )
        (row,) = await cursor.fetchall()
        net_minor: int = row[0]
        return net_minor
