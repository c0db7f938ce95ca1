"""Removing what is dead, in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.retention import EndedSession
from piggypulse_core.identity.ports import PurgeStore

SQL = load(package=__package__, file="purges.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresPurges(PurgeStore):
    """The dead seen through one connection."""

    connection: Connection

    async def sessions(
        self, *, at: datetime, unused_since: datetime, most: int
    ) -> Sequence[EndedSession]:
        cursor = await self.connection.execute(
            SQL["sweep_sessions"], {"at": at, "unused_since": unused_since, "most": most}
        )
        return [
            EndedSession(owner=row[0], session=row[1], was_pending=row[2]) async for row in cursor
        ]

    async def set_ups(self, *, before: datetime, most: int) -> int:
        return await self._swept(SQL["sweep_set_ups"], before=before, most=most)

    async def letters(self, *, before: datetime, at: datetime, most: int) -> int:
        return await self._swept(SQL["sweep_letters"], before=before, at=at, most=most)

    async def events(self, *, before: datetime, most: int) -> int:
        known = await self._swept(SQL["sweep_events"], before=before, most=most)
        return known + await self._swept(SQL["sweep_security_log"], before=before, most=most)

    async def places(self, *, before: datetime, most: int) -> int:
        return await self._swept(SQL["blank_places"], before=before, most=most)

    async def _swept(self, statement: bytes, **given: object) -> int:
        cursor = await self.connection.execute(statement, given)
        return cursor.rowcount
