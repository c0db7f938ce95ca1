"""Forward-only migrations: numbered files, applied in order, one at a time, under a lock."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files

import psycopg

from piggypulse_adapters.postgres.statements import load

SQL = load(package="piggypulse_adapters.postgres", file="migrate.sql")
TRIES = 20
_FILE_NAME = re.compile(r"^(?P<version>\d{4})_[a-z0-9_]+\.sql$")
_END_OF_STATEMENT = re.compile(r";[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered file and its statements."""

    version: int
    name: str
    statements: tuple[bytes, ...]


class SchemaNewer(Exception):
    """The database was migrated by a newer version of this software."""


def migrations() -> tuple[Migration, ...]:
    """Every migration of this version, by number."""
    folder = files("piggypulse_adapters.postgres").joinpath("migrations")
    found = (
        Migration(
            version=int(match["version"]),
            name=entry.name.removesuffix(".sql"),
            statements=tuple(_statements(entry.read_text(encoding="utf-8"))),
        )
        for entry in folder.iterdir()
        if (match := _FILE_NAME.match(entry.name))
    )
    return tuple(sorted(found, key=lambda migration: migration.version))


def _statements(text: str) -> Iterator[bytes]:
    without_comments = re.sub(r"^\s*--.*$", "", text, flags=re.MULTILINE)
    for part in _END_OF_STATEMENT.split(without_comments):
        if part.strip():
            yield part.strip().encode()


def migrate(
    *, url: str, report: Callable[[str], None], pause: Callable[[float], None] = time.sleep
) -> int:
    """Bring a database up to this version; returns how many migrations were applied.

    Each migration is one transaction that waits for locks only briefly and tries again, so that
    running servers are never held up behind it. Raises SchemaNewer.
    """
    # A pooler may stand between, before which nothing may be prepared.
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        # IF NOT EXISTS alone lets two migrators meet in the catalogue.
        with _alone(connection):
            connection.execute(SQL["make_migration_table"])
        known = migrations()
        applied = 0
        for migration in known:
            if _retried(connection, migration, pause):
                report(f"applied {migration.name}")
                applied += 1
        row = connection.execute(SQL["newest_version"]).fetchone()
    if row is not None and row[0] > known[-1].version:
        complaint = f"the database is at version {row[0]}, this software knows {known[-1].version}"
        raise SchemaNewer(complaint)
    return applied


def _retried(
    connection: psycopg.Connection, migration: Migration, pause: Callable[[float], None]
) -> bool:
    for _ in range(TRIES - 1):
        try:
            return _apply(connection, migration)
        except psycopg.errors.LockNotAvailable:
            pause(0.5)
    return _apply(connection, migration)


@contextmanager
def _alone(connection: psycopg.Connection) -> Iterator[None]:
    """One transaction, in which no other migrator is at work."""
    with connection.transaction():
        connection.execute(SQL["lock_migrations"])
        yield


def _apply(connection: psycopg.Connection, migration: Migration) -> bool:
    """Apply one migration unless it was already; true when it was applied now."""
    with _alone(connection):
        done = connection.execute(SQL["find_version"], {"version": migration.version}).fetchone()
        if done is not None:
            return False
        connection.execute(SQL["set_lock_timeout"])
        for statement in migration.statements:
            connection.execute(statement)
        connection.execute(
            SQL["record_migration"], {"version": migration.version, "name": migration.name}
        )
    return True
