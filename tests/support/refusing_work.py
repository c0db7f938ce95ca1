"""A back end that always says no, the same no: for what happens when the world is out of reach."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from piggypulse_adapters.memory.unit import MemoryUnit
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.kernel.work import EnclosingWork, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusingWork(Work[MemoryUnit], EnclosingWork[MemoryUnit]):
    """Opens nothing."""

    refusal: type[Refusal]

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[MemoryUnit]:
        raise self.refusal
        yield

    @asynccontextmanager
    async def enclosing(self) -> AsyncIterator[MemoryUnit]:
        raise self.refusal
        yield

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[MemoryUnit]:
        raise self.refusal
        yield

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[MemoryUnit]:
        raise self.refusal
        yield

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """There is nothing to open, and that is no failure yet."""
        yield

    async def alive(self) -> None:
        raise self.refusal
