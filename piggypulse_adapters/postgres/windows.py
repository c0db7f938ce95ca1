"""Counted requests in PostgreSQL, for several processes; each is one conditional statement."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg_pool import PoolTimeout

from piggypulse_adapters.postgres.connections import Connection, Pool
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.request_limit import Window, WindowsOutOfReach
from piggypulse_core.kernel.clock import CLOCKS_APART

SQL = load(package=__package__, file="windows.sql")

SLOTS = 60
SWEEP_EVERY = 10_000
WAIT_SECONDS = 1.0


@dataclass(slots=True, kw_only=True)
class PostgresWindows:
    """A sixtieth of a window is counted as one slot, and counts until the whole of it is old."""

    pool: Pool
    sweep_every: int = SWEEP_EVERY
    _since_sweep: int = field(default=0, init=False)

    async def take(self, *, key: str, most: int, seconds: int, at: datetime) -> bool:
        width = _width(seconds)
        given = {
            "key": key.encode(),
            "slot": int(at.timestamp()) // width,
            "oldest": _oldest(seconds=seconds, at=at),
            "newest": _newest(seconds=seconds, at=at),
            "most": most,
            "expires_at": at + timedelta(seconds=seconds + width),
        }
        async with self._connection() as connection:
            await self._sweep(connection, at=at)
            cursor = await connection.execute(SQL["take_request"], given)
            return await cursor.fetchone() is not None

    async def look(self, *, key: str, seconds: int, at: datetime) -> Window:
        given = {
            "key": key.encode(),
            "oldest": _oldest(seconds=seconds, at=at),
            "newest": _newest(seconds=seconds, at=at),
        }
        async with self._connection() as connection:
            cursor = await connection.execute(SQL["look_at_requests"], given)
            row = await cursor.fetchone()
        if row is None or row[1] is None:
            return Window(count=0, since=at)
        end_of_slot = (row[1] + 1) * _width(seconds)
        return Window(count=row[0], since=datetime.fromtimestamp(end_of_slot, UTC))

    async def _sweep(self, connection: Connection, *, at: datetime) -> None:
        self._since_sweep += 1
        if self._since_sweep >= self.sweep_every:
            self._since_sweep = 0
            await connection.execute(SQL["sweep_requests"], {"at": at})

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        try:
            async with self.pool.connection(timeout=WAIT_SECONDS) as connection:
                yield connection
        except (PoolTimeout, psycopg.Error) as trouble:
            raise WindowsOutOfReach from trouble


def _width(seconds: int) -> int:
    return max(seconds // SLOTS, 1)


def _oldest(*, seconds: int, at: datetime) -> int:
    """The oldest slot of which some part still counts."""
    return (int(at.timestamp()) - seconds) // _width(seconds)


def _newest(*, seconds: int, at: datetime) -> int:
    """The newest slot that counts; later ones were counted before the clock stepped back."""
    return int((at + CLOCKS_APART).timestamp()) // _width(seconds)
