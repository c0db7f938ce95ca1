"""Migrations: from nothing to the schema, once, one migrator at a time, never in the way."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import unified_diff
from importlib.resources import files

import psycopg
import pytest

from piggypulse_adapters.postgres.migrate import (
    SQL,
    Migration,
    SchemaNewer,
    _apply,
    migrate,
    migrations,
)
from tests.support.catalogue import rows_of, schema_of
from tests.support.database import Databases

REGENERATE = (
    "write it anew: python -m tests.support.schema > piggypulse_adapters/postgres/schema.sql"
)


def ignore(_line: str) -> None:
    """Reports nothing."""


@pytest.fixture
def empty_database(databases: Databases) -> Iterator[str]:
    with databases.empty() as url:
        yield url


class TestTheSchema:
    def test_is_what_migrating_from_nothing_makes(self, own_database: str) -> None:
        written = files("piggypulse_adapters.postgres").joinpath("schema.sql").read_text("utf-8")

        made = schema_of(url=own_database)

        difference = "\n".join(unified_diff(written.splitlines(), made.splitlines(), lineterm=""))
        assert made == written, f"{REGENERATE}\n{difference}"

    def test_differs_after_a_change_behind_the_back_of_migrations(self, own_database: str) -> None:
        before = schema_of(url=own_database)

        with psycopg.connect(own_database) as connection:
            connection.execute("ALTER TABLE vendors DROP CONSTRAINT vendors_name_taken")

        assert schema_of(url=own_database) != before


class TestMigrate:
    def test_does_nothing_the_second_time(self, empty_database: str) -> None:
        reported: list[str] = []

        first = migrate(url=empty_database, report=reported.append)
        second = migrate(url=empty_database, report=reported.append)

        assert (first, second) == (len(migrations()), 0)
        assert reported == [f"applied {one.name}" for one in migrations()]

    def test_lets_one_of_two_migrators_do_the_work(self, empty_database: str) -> None:
        with ThreadPoolExecutor(max_workers=2) as pool:
            both = list(pool.map(lambda _: migrate(url=empty_database, report=ignore), range(2)))

        assert sum(both) == len(migrations())

    def test_gives_up_a_lock_in_time_and_tries_again(self, empty_database: str) -> None:
        with psycopg.connect(empty_database) as holder:
            holder.execute(SQL["make_migration_table"])
            holder.commit()
            holder.execute("LOCK TABLE schema_migrations IN SHARE MODE")
            pauses: list[float] = []

            def let_go(seconds: float) -> None:
                pauses.append(seconds)
                holder.commit()

            applied = migrate(url=empty_database, report=ignore, pause=let_go)

        assert applied == len(migrations())
        assert len(pauses) == 1

    def test_refuses_a_database_of_a_newer_version(self, own_database: str) -> None:
        with psycopg.connect(own_database) as connection:
            connection.execute(SQL["record_migration"], {"version": 9999, "name": "9999_later"})

        with pytest.raises(SchemaNewer, match="9999"):
            migrate(url=own_database, report=ignore)

    def test_leaves_nothing_of_a_migration_that_fails(self, own_database: str) -> None:
        broken = Migration(
            version=9999,
            name="9999_broken",
            statements=(
                b"CREATE TABLE half (id uuid PRIMARY KEY)",
                b"CREATE TABLE vendors (x int)",
            ),
        )

        with (
            psycopg.connect(own_database, autocommit=True) as connection,
            pytest.raises(psycopg.errors.DuplicateTable),
        ):
            _apply(connection, broken)

        assert ("half",) not in rows_of(url=own_database, question="tables")
        assert migrate(url=own_database, report=ignore) == 0


def test_migrations_are_numbered_without_gaps() -> None:
    versions = [one.version for one in migrations()]

    assert versions == list(range(1, len(versions) + 1))
