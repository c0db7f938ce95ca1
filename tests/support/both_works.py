"""Both back ends at once, for machines that are no coroutines: opened once, driven by one loop."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass

from piggypulse_adapters.memory.work import MemoryWork
from tests.support.database import postgres_work
from tests.support.works import AnyWork


@dataclass(frozen=True, slots=True, kw_only=True)
class BothWorks:
    """The two back ends, memory first, and the loop that drives them."""

    runner: asyncio.Runner
    works: tuple[AnyWork, AnyWork]


@contextmanager
def both_works(*, url: str) -> Iterator[BothWorks]:
    """A memory of its own beside a database there is."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            postgres = runner.run(stack.enter_async_context(postgres_work(url=url)))
            yield BothWorks(runner=runner, works=(MemoryWork(), postgres))
        finally:
            runner.run(stack.aclose())
