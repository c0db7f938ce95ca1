"""Giving data away, out of memory."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from piggypulse_adapters.memory.database import Transaction as View
from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.overlay import Overlay, Override
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.statement import StatementLine
from piggypulse_core.portability.ports import ArchiveReader, StatementReader

BATCH_ROWS = 250

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryExports(ArchiveReader, StatementReader):
    """Everything seen through one transaction of the database."""

    transaction: View
    batch_rows: int = BATCH_ROWS

    def accounts(self, *, owner: UserId) -> AsyncIterator[Sequence[Account]]:
        return self._by_id(Account, owner)

    def categories(self, *, owner: UserId) -> AsyncIterator[Sequence[Category]]:
        return self._by_id(Category, owner)

    def vendors(self, *, owner: UserId) -> AsyncIterator[Sequence[Vendor]]:
        return self._by_id(Vendor, owner)

    def periods(self, *, owner: UserId) -> AsyncIterator[Sequence[Period]]:
        return self._by_id(Period, owner)

    def goals(self, *, owner: UserId) -> AsyncIterator[Sequence[Goal]]:
        return self._by_id(Goal, owner)

    def subscriptions(self, *, owner: UserId) -> AsyncIterator[Sequence[Billing]]:
        return self._by_id(Billing, owner)

    def overlays(self, *, owner: UserId) -> AsyncIterator[Sequence[ArchivedOverlay]]:
        said: dict[UUID, dict[Any, bool]] = {}
        for one in self.transaction.rows(Override, owner=owner).values():
            said.setdefault(one.overlay, {})[one.transaction] = one.included
        rows = self.transaction.rows(Overlay, owner=owner)
        return self._batches(
            [
                ArchivedOverlay(overlay=rows[key], overrides=said.get(key, {}))
                for key in sorted(rows)
            ]
        )

    def transactions(self, *, owner: UserId) -> AsyncIterator[Sequence[Transaction]]:
        return self._by_id(Transaction, owner)

    async def lines(self, *, owner: UserId) -> AsyncIterator[Sequence[StatementLine]]:
        rows = self.transaction.rows(Transaction, owner=owner).values()
        latest_first = sorted(rows, key=lambda row: (row.date, row.id), reverse=True)
        async for batch in self._batches(latest_first):
            yield [self._line(row, owner) for row in batch]

    def _by_id(self, kind: type[Row], owner: UserId) -> AsyncIterator[Sequence[Row]]:
        rows = self.transaction.rows(kind, owner=owner)
        return self._batches([rows[key] for key in sorted(rows)])

    async def _batches(self, rows: Sequence[Row]) -> AsyncIterator[Sequence[Row]]:
        for start in range(0, len(rows), self.batch_rows):
            yield rows[start : start + self.batch_rows]

    def _line(self, row: Transaction, owner: UserId) -> StatementLine:
        accounts = self.transaction.rows(Account, owner=owner)
        categories = self.transaction.rows(Category, owner=owner)
        vendors = self.transaction.rows(Vendor, owner=owner)
        source = accounts[row.from_account_id]
        return StatementLine(
            date=row.date,
            description=row.description,
            amount_minor=row.amount_minor,
            currency_code=source.currency_code,
            category=None if row.category_id is None else categories[row.category_id].name,
            category_type=row.category_type,
            from_account=source.name,
            to_account=None if row.to_account_id is None else accounts[row.to_account_id].name,
            vendor=None if row.vendor_id is None else vendors[row.vendor_id].name,
        )
