"""Units of work in memory: one writer at a time, all or nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from piggypulse_adapters.memory.database import MemoryDatabase, Transaction
from piggypulse_adapters.memory.unit import MemoryUnit
from piggypulse_core.kernel.work import EnclosingWork, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWork(Work[MemoryUnit], EnclosingWork[MemoryUnit]):
    """Opens units over dicts; nothing survives the process."""

    database: MemoryDatabase = field(default_factory=MemoryDatabase)
    whole: ContextVar[Transaction | None] = field(
        default_factory=lambda: ContextVar("whole", default=None)
    )

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[MemoryUnit]:
        if (whole := self.whole.get()) is not None:
            part = whole.part()
            yield MemoryUnit(transaction=part)
            part.commit()
            return
        async with self.database.writing:
            transaction = Transaction(database=self.database)
            yield MemoryUnit(transaction=transaction)
            transaction.commit()

    @asynccontextmanager
    async def enclosing(self) -> AsyncIterator[MemoryUnit]:
        async with self.database.writing:
            transaction = Transaction(database=self.database)
            before = self.whole.set(transaction)
            try:
                yield MemoryUnit(transaction=transaction)
            finally:
                self.whole.reset(before)
            transaction.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryUnit]:
        whole = self.whole.get()
        yield MemoryUnit(
            transaction=Transaction(database=self.database) if whole is None else whole.part()
        )

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[MemoryUnit]:
        # A commit puts new dicts in place of the old ones, so holding on to these is enough.
        async with self.reading() as unit:
            yield MemoryUnit(transaction=unit.transaction.part())

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Nothing to open; the same shape as the PostgreSQL work."""
        yield

    async def alive(self) -> None:
        """Dicts always answer."""
