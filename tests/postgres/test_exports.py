"""Exports whose database goes away under them, and long ledgers."""

from dataclasses import replace

import psycopg
import pytest

from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_adapters.postgres.portability.exports import BATCH_ROWS
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.turns import OwnTurns
from piggypulse_http.portability.wire.exports import archive_pieces
from tests.support.exporting import NOBODY_KNOWS_WHO, Exporter, principal, read_back
from tests.support.golden_household import move_in
from tests.support.people import new_user
from tests.support.settled import settled
from tests.support.volume import A_DAY, seeded

DAYS = 40


async def test_an_export_that_loses_its_database_ends_and_holds_nothing(
    work: PostgresWork, own_database: str
) -> None:
    owner = await new_user(work)
    await move_in(work, owner)
    exporter = replace(Exporter(work=work), turns=OwnTurns(most=1))

    async def read_and_lose_it() -> list[bytes]:
        read = []
        async with exporter.data(who=principal(owner), caller=NOBODY_KNOWS_WHO) as archive:
            async for piece in archive_pieces(archive.head, archive.sections()):
                read.append(piece)
                if len(read) == 2:
                    end_open_transactions(own_database)
        return read

    with pytest.raises(DatabaseUnavailable):
        await read_and_lose_it()

    assert (await exporter.archive(owner))["transactions"]


def end_open_transactions(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state = 'idle in transaction'"
        )


async def test_a_long_ledger_is_given_whole_and_in_order(work: PostgresWork) -> None:
    volume = await seeded(work, days=DAYS)
    async with work.reading() as unit:
        await settled(unit.connection)
    exporter = Exporter(work=work)

    archive = await exporter.archive(volume.owner)
    rows = read_back(await exporter.statement(volume.owner))

    ids = [row["id"] for row in archive["transactions"]]
    assert len(rows) == len(ids) == DAYS * A_DAY > 4 * BATCH_ROWS
    assert ids == sorted(set(ids))
    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)
