"""Slow sums in a thread of their own."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from piggypulse_core.portability.ports import Aside

Result = TypeVar("Result")

MEANWHILE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class ThreadAside(Aside):
    """The event loop goes on meanwhile, with the interpreter shared between the two."""

    pause_seconds: float = MEANWHILE_SECONDS

    async def __call__(
        self,
        work: Callable[[], Result],
        /,
        *,
        meanwhile: Callable[[], Awaitable[object]] | None = None,
    ) -> Result:
        task = asyncio.create_task(asyncio.to_thread(work))
        while not (await asyncio.wait({task}, timeout=self.pause_seconds))[0]:
            if meanwhile is not None:
                await meanwhile()
        return task.result()
