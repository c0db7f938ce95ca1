"""Units of work in memory: one writer at a time, all or nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from piggypulse_adapters.memory.database import MemoryDatabase, Transaction
from piggypulse_adapters.memory.ledger.vendors import MemoryVendors
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryUnit:
    """Every store there is, over one transaction."""

    transaction: Transaction

    @property
    def vendors(self) -> MemoryVendors:
        return MemoryVendors(transaction=self.transaction)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryWork(Work[MemoryUnit]):
    """Opens units over dicts; nothing survives the process."""

    database: MemoryDatabase = field(default_factory=MemoryDatabase)

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[MemoryUnit]:
        async with self.database.writing:
            transaction = Transaction(database=self.database)
            yield MemoryUnit(transaction=transaction)
            transaction.commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryUnit]:
        yield MemoryUnit(transaction=Transaction(database=self.database))

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[MemoryUnit]:
        yield MemoryUnit(transaction=Transaction(database=self.database))

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Nothing to open; the same shape as the PostgreSQL work."""
        yield
