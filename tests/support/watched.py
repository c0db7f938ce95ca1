"""A PostgreSQL back end somebody watches: told of each statement before it is sent."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.unit import PostgresUnit
from piggypulse_adapters.postgres.work import PostgresWork

Watch = Callable[[bytes], None]

COMMIT = b"COMMIT"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedConnection:
    """Passes statements on after telling of them."""

    connection: Connection
    watch: Watch

    async def execute(self, query: bytes, *given: object, **options: object) -> object:
        self.watch(query)
        return await cast("Any", self.connection).execute(query, *given, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedWork(PostgresWork):
    """Tells of statements, and of the end of what is written together."""

    watch: Watch

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[PostgresUnit]:
        async with PostgresWork.__call__(self) as unit:
            yield self._watched(unit)
            self.watch(COMMIT)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[PostgresUnit]:
        async with PostgresWork.reading(self) as unit:
            yield self._watched(unit)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[PostgresUnit]:
        async with PostgresWork.snapshot(self) as unit:
            yield self._watched(unit)

    def _watched(self, unit: PostgresUnit) -> PostgresUnit:
        watched = WatchedConnection(connection=unit.connection, watch=self.watch)
        return PostgresUnit(connection=cast("Connection", watched))


@dataclass(frozen=True, slots=True, kw_only=True)
class TornWork(WatchedWork):
    """The same without a transaction: every statement stands for itself."""

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[PostgresUnit]:
        async with self.reading() as unit:
            yield unit
            self.watch(COMMIT)
