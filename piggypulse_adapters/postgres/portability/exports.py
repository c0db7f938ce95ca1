"""Giving data away, out of PostgreSQL: short statements, and nothing held between them."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

from piggypulse_adapters.postgres.budgeting.goals import goals_from
from piggypulse_adapters.postgres.budgeting.overlays import overlay_from
from piggypulse_adapters.postgres.budgeting.periods import period_from
from piggypulse_adapters.postgres.budgeting.subscriptions import subscription_from
from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.accounts import account_from
from piggypulse_adapters.postgres.ledger.categories import category_from
from piggypulse_adapters.postgres.ledger.transactions import transaction_from
from piggypulse_adapters.postgres.ledger.vendors import vendor_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.kernel.dates import LAST_DAY, ONE_DAY
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.statement import StatementLine
from piggypulse_core.portability.ports import ArchiveReader, StatementReader

SQL = load(package=__package__, file="exports.sql")

BATCH_ROWS = 250
"""So few that other requests need not wait long while a batch is built."""

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)

Row = TypeVar("Row")
Rows = Sequence[tuple[Any, ...]]
Build = Callable[[Rows], Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresExports(ArchiveReader, StatementReader):
    """Everything seen through one connection."""

    connection: Connection
    batch_rows: int = BATCH_ROWS

    def accounts(self, *, owner: UserId) -> AsyncIterator[Sequence[Account]]:
        return self._batches(SQL["export_accounts"], owner, _each(account_from))

    def categories(self, *, owner: UserId) -> AsyncIterator[Sequence[Category]]:
        return self._batches(SQL["export_categories"], owner, _each(category_from))

    def vendors(self, *, owner: UserId) -> AsyncIterator[Sequence[Vendor]]:
        return self._batches(SQL["export_vendors"], owner, _each(vendor_from))

    def periods(self, *, owner: UserId) -> AsyncIterator[Sequence[Period]]:
        return self._batches(SQL["export_periods"], owner, _each(period_from))

    def goals(self, *, owner: UserId) -> AsyncIterator[Sequence[Goal]]:
        return self._batches(SQL["export_goals"], owner, goals_from)

    def subscriptions(self, *, owner: UserId) -> AsyncIterator[Sequence[Billing]]:
        return self._batches(SQL["export_subscriptions"], owner, _billings_from)

    def overlays(self, *, owner: UserId) -> AsyncIterator[Sequence[ArchivedOverlay]]:
        return self._batches(SQL["export_overlays"], owner, _each(_archived_overlay_from))

    def transactions(self, *, owner: UserId) -> AsyncIterator[Sequence[Transaction]]:
        return self._batches(SQL["export_transactions"], owner, _each(transaction_from))

    async def lines(self, *, owner: UserId) -> AsyncIterator[Sequence[StatementLine]]:
        # Every transaction lies before the day after the last there is.
        key = {"day": LAST_DAY + ONE_DAY, "id": LOWEST}
        while rows := await self._fetched(SQL["export_lines"], {"owner": owner, **key}):
            yield [_line_from(row) for row in rows]
            key = {"day": rows[-1][1], "id": rows[-1][0]}

    async def _batches(
        self, statement: bytes, owner: UserId, build: Build[Row]
    ) -> AsyncIterator[Sequence[Row]]:
        first = LOWEST
        while rows := await self._fetched(statement, {"owner": owner, "first": first}):
            yield build(rows)
            if rows[-1][0] == HIGHEST:
                return
            first = UUID(int=rows[-1][0].int + 1)

    async def _fetched(self, statement: bytes, key: dict[str, Any]) -> Rows:
        cursor = await self.connection.execute(
            statement, {**key, "limit": self.batch_rows}, binary=True
        )
        return await cursor.fetchall()


def _each(build: Callable[[tuple[Any, ...]], Row]) -> Build[Row]:
    return lambda rows: [build(row) for row in rows]


def _billings_from(rows: Rows) -> Sequence[Billing]:
    """Subscriptions out of a row for each of their charges."""
    found = (list(said) for _, said in groupby(rows, key=lambda row: row[0]))
    return [
        Billing(
            subscription=subscription_from(said[0]),
            events={row[13]: _event_from(row) for row in said if row[12] is not None},
        )
        for said in found
    ]


def _event_from(row: tuple[Any, ...]) -> BillingEvent:
    return BillingEvent(
        id=row[12], due_on=row[13], date=row[14], amount_minor=row[15], transaction_id=row[16]
    )


def _archived_overlay_from(row: tuple[Any, ...]) -> ArchivedOverlay:
    return ArchivedOverlay(
        overlay=overlay_from(row),
        overrides={**dict.fromkeys(row[13], True), **dict.fromkeys(row[14], False)},
    )


def _line_from(row: tuple[Any, ...]) -> StatementLine:
    return StatementLine(
        date=row[1],
        description=row[2],
        amount_minor=row[3],
        currency_code=row[4],
        category=row[5],
        category_type=row[6],
        from_account=row[7],
        to_account=row[8],
        vendor=row[9],
    )
