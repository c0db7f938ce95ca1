"""Units of work over PostgreSQL: a connection, a transaction around it, and the stores on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psycopg
from psycopg_pool import PoolTimeout

from piggypulse_adapters.postgres.connections import Connection, Pool
from piggypulse_adapters.postgres.ledger.vendors import PostgresVendors
from piggypulse_core.kernel.refusal import Collided, Unavailable
from piggypulse_core.kernel.work import Work

READ_COMMITTED = psycopg.IsolationLevel.READ_COMMITTED
REPEATABLE_READ = psycopg.IsolationLevel.REPEATABLE_READ


class DatabaseUnavailable(Unavailable):
    """The database cannot be reached at the moment. Please try again."""

    code = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresUnit:
    """Every store there is, on one connection."""

    connection: Connection

    @property
    def vendors(self) -> PostgresVendors:
        return PostgresVendors(connection=self.connection)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresWork(Work[PostgresUnit]):
    """Opens units on pooled connections."""

    pool: Pool

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[PostgresUnit]:
        async with self._connection() as connection, connection.transaction():
            yield PostgresUnit(connection=connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[PostgresUnit]:
        async with self._connection() as connection:
            yield PostgresUnit(connection=connection)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[PostgresUnit]:
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

    @asynccontextmanager
    async def _connection(self) -> AsyncIterator[Connection]:
        try:
            async with self.pool.connection() as connection:
                yield connection
        except (
            psycopg.errors.DeadlockDetected,
            psycopg.errors.SerializationFailure,
            psycopg.errors.LockNotAvailable,
        ):
            raise Collided from None
        except (PoolTimeout, psycopg.OperationalError) as trouble:
            raise DatabaseUnavailable from trouble
