"""Plans are looked at when the tables are at rest, whoever still held an old view of them."""

import asyncio

import psycopg

from piggypulse_adapters.postgres.work import PostgresWork
from tests.support.people import new_user
from tests.support.settled import SQL, settled

A_WHILE_SECONDS = 1


async def test_an_older_view_of_the_tables_is_waited_for(
    work: PostgresWork, own_database: str
) -> None:
    async with await psycopg.AsyncConnection.connect(own_database) as older:
        await older.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
        await older.execute(b"SELECT count(*) FROM users")
        await new_user(work)
        async with work.reading() as unit:
            await unit.connection.execute(b"VACUUM (ANALYZE)")
            assert await (await unit.connection.execute(SQL["read_unsettled"])).fetchall()

            waiting = asyncio.create_task(settled(unit.connection))
            await asyncio.sleep(A_WHILE_SECONDS)
            assert not waiting.done()

            await older.rollback()
            await waiting
            assert not await (await unit.connection.execute(SQL["read_unsettled"])).fetchall()
