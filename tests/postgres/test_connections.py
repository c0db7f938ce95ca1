"""Pooled connections: one prepared statement per statement, whatever the values are."""

import psycopg

from piggypulse_adapters.postgres.connections import Connection, connection_pool
from piggypulse_adapters.postgres.work import PostgresWork

VALUES = (1, 40_000, 3_000_000_000)


async def prepared_after(connection: Connection) -> int:
    """How many statements are prepared after one was sent often, with small and large numbers."""
    for value in VALUES * 6:
        await connection.execute("SELECT %(value)s::bigint + 1", {"value": value})
    cursor = await connection.execute(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%bigint + 1'", {}
    )
    row = await cursor.fetchone()
    assert row is not None
    count: int = row[0]
    return count


async def test_integers_of_every_size_share_a_prepared_statement(work: PostgresWork) -> None:
    async with work.pool.connection() as connection:
        count = await prepared_after(connection)

    assert count == 1


async def test_behind_a_pooler_nothing_is_prepared(own_database: str) -> None:
    pool = connection_pool(url=own_database, size=1, timeout_seconds=5, behind_pooler=True)
    async with pool, pool.connection() as connection:
        count = await prepared_after(connection)

    assert count == 0


async def test_without_our_dumper_there_would_be_several(own_database: str) -> None:
    """The control: left alone, the library chooses a type by value."""
    async with await psycopg.AsyncConnection.connect(own_database) as connection:
        connection.prepare_threshold = 2
        count = await prepared_after(connection)

    assert count > 1


async def test_sums_come_back_whole(work: PostgresWork) -> None:
    async with work.pool.connection() as connection:
        cursor = await connection.execute(
            "SELECT sum(value) FROM (VALUES (1::bigint)) AS v (value)"
        )
        row = await cursor.fetchone()

    assert row is not None
    assert isinstance(row[0], int)
