"""Units of work over PostgreSQL: a connection, a transaction around it, and the stores on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import psycopg

from piggypulse_adapters.postgres.connections import Connection, Pool
from piggypulse_adapters.postgres.failures import failures_translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.unit import PostgresUnit
from piggypulse_core.kernel.work import EnclosingWork, Work

SQL = load(package=__package__, file="work.sql")
REPEATABLE_READ = psycopg.IsolationLevel.REPEATABLE_READ


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresWork(Work[PostgresUnit], EnclosingWork[PostgresUnit]):
    """Opens units on pooled connections."""

    pool: Pool
    whole: ContextVar[Connection | None] = field(
        default_factory=lambda: ContextVar("whole", default=None)
    )

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[PostgresUnit]:
        async with self._connection() as connection, connection.transaction():
            yield PostgresUnit(connection=connection)

    @asynccontextmanager
    async def enclosing(self) -> AsyncIterator[PostgresUnit]:
        async with self._connection() as connection, connection.transaction():
            before = self.whole.set(connection)
            try:
                yield PostgresUnit(connection=connection)
            finally:
                self.whole.reset(before)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[PostgresUnit]:
        if self.whole.get() is not None:
            async with self() as unit:
                yield unit
            return
        async with self._connection() as connection:
            yield PostgresUnit(connection=connection)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[PostgresUnit]:
        if self.whole.get() is not None:
            async with self() as unit:
                yield unit
            return
        async with self._connection() as connection:
            await connection.set_isolation_level(REPEATABLE_READ)
            await connection.set_read_only(True)
            try:
                async with connection.transaction():
                    yield PostgresUnit(connection=connection)
            finally:
                await connection.set_isolation_level(None)
                await connection.set_read_only(None)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Keep the pool open, for the life of an application."""
        await self.pool.open()
        try:
            yield
        finally:
            await self.pool.close()

    async def alive(self) -> None:
        """Ask the database something short; raises DatabaseUnavailable."""
        async with self._connection() as connection:
            await connection.execute(SQL["ask_anything"])

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        """The enclosing transaction's connection, where it is inside of one."""
        with failures_translated():
            if (whole := self.whole.get()) is not None:
                yield whole
            else:
                async with self.pool.connection() as connection:
                    yield connection
