"""Whom a timer visits, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.ports import Subscribers
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="subscribers.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresSubscribers(Subscribers):
    """The owners seen through one connection."""

    connection: Connection

    async def to_visit(
        self, *, day: date, cancelled_since: date, after: UserId | None, limit: int
    ) -> Sequence[UserId]:
        cursor = await self.connection.execute(
            SQL["list_subscribers_to_visit"],
            {"day": day, "cancelled_since": cancelled_since, "after": after, "limit": limit},
            binary=True,
        )
        return [UserId(row[0]) for row in await cursor.fetchall()]
