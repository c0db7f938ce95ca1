"""Databases for tests: one migrated template per run, and a clone of it for whoever asks."""

import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from piggypulse_adapters.postgres.connections import connection_pool
from piggypulse_adapters.postgres.migrate import migrate
from piggypulse_adapters.postgres.work import PostgresWork

POOL_SIZE = 4
POOL_TIMEOUT_SECONDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Databases:
    """Makes databases on one server and drops them again."""

    server_url: str

    @contextmanager
    def empty(self) -> Iterator[str]:
        """A database with nothing in it."""
        with self._made(original="template0") as url:
            yield url

    @contextmanager
    def template(self) -> Iterator["Template"]:
        """A migrated database to make clones of."""
        with self.empty() as url:
            migrate(url=url, report=lambda _: None)
            yield Template(databases=self, url=url)

    @contextmanager
    def clone(self, *, of: str) -> Iterator[str]:
        """A copy of a database that nobody is connected to; tens of milliseconds."""
        with self._made(original=str(conninfo_to_dict(of)["dbname"])) as url:
            yield url

    @contextmanager
    def _made(self, *, original: str) -> Iterator[str]:
        name = f"piggypulse_test_{secrets.token_hex(6)}"
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, original)
        try:
            yield make_conninfo(self.server_url, dbname=name)
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _execute(self, statement: LiteralString, *names: str) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A migrated database; nobody connects to it, so that it can be copied."""

    databases: Databases
    url: str

    @contextmanager
    def clone(self) -> Iterator[str]:
        """A migrated database of one's own."""
        with self.databases.clone(of=self.url) as url:
            yield url


@asynccontextmanager
async def postgres_work(*, url: str, size: int = POOL_SIZE) -> AsyncIterator[PostgresWork]:
    """Units of work over a database, with a pool of its own that lives as long as the block."""
    pool = connection_pool(url=url, size=size, timeout_seconds=POOL_TIMEOUT_SECONDS)
    work = PostgresWork(pool=pool)
    async with work.opened():
        yield work
