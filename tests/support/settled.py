"""A database as it is some time after its rows were written: swept, counted and at rest."""

import asyncio

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from piggypulse_adapters.postgres.statements import load

SQL = load(package="tests.support", file="settled.sql")
TRIES = 300
PAUSE_SECONDS = 0.2


async def settled(connection: AsyncConnection, /) -> None:
    """Do what autovacuum would do in the meantime.

    Rows that some open snapshot may not see yet keep their pages from being marked as visible to
    all, and the statistics of one of autovacuum's own workers are such a snapshot. Plans depend on
    these marks, so this sweeps again until they are set. Raises TimeoutError.
    """
    for _ in range(TRIES):
        if not await _swept(connection):
            return
        await asyncio.sleep(PAUSE_SECONDS)
    raise TimeoutError("somebody keeps an old view of the tables")


async def _swept(connection: AsyncConnection, /) -> list[TupleRow]:
    """Sweep once; the tables that need it again."""
    await connection.execute(b"VACUUM (ANALYZE)")
    cursor = await connection.execute(SQL["read_unsettled"])
    return await cursor.fetchall()
