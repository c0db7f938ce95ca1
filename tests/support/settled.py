"""A database as it is some time after its rows were written: swept, counted and at rest."""

import asyncio

from psycopg import AsyncConnection

from piggypulse_adapters.postgres.statements import load

SQL = load(package="tests.support", file="settled.sql")
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.2


async def settled(connection: AsyncConnection, /) -> None:
    """Do what autovacuum would do in the meantime.

    Rows that some open snapshot may not see yet keep their pages from being marked as visible to
    all, and the statistics of one of autovacuum's own workers are such a snapshot. Plans depend on
    these marks, so this sweeps again until they are set.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            await connection.execute(b"VACUUM (ANALYZE)")
            cursor = await connection.execute(SQL["read_unsettled"])
            if not (unsettled := await cursor.fetchall()):
                return
            print("not visible to all yet:", unsettled)
            await asyncio.sleep(PAUSE_SECONDS)
