"""Everything booked and everything summed up, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.transactions import transaction_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.insights.ports import ReckoningStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.balance import DaySums, DayTable
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId

SQL = load(package=__package__, file="reckoning.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresReckoning(ReckoningStore):
    """Seen through one connection."""

    connection: Connection

    async def count_owners(self) -> int:
        cursor = await self.connection.execute(SQL["count_owners"])
        row = await cursor.fetchone()
        assert row is not None
        return int(row[0])

    async def owners(self, *, after: UserId | None, limit: int) -> Sequence[UserId]:
        cursor = await self.connection.execute(
            SQL["list_everybody"], {"after": after, "limit": limit}
        )
        return [UserId(owner) for (owner,) in await cursor.fetchall()]

    async def days(self, *, owner: UserId) -> DayTable:
        cursor = await self.connection.execute(SQL["stored_days"], {"owner": owner})
        return {
            (row[0], row[1]): DaySums(
                inflow_minor=row[2], outflow_minor=row[3], spent_minor=row[4], transactions=row[5]
            )
            for row in await cursor.fetchall()
        }

    async def transactions(
        self, *, owner: UserId, after: TransactionId | None, limit: int
    ) -> Sequence[Transaction]:
        cursor = await self.connection.execute(
            SQL["booked_transactions"], {"owner": owner, "after": after, "limit": limit}
        )
        return [transaction_from(row) for row in await cursor.fetchall()]
