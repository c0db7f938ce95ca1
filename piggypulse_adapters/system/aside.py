"""Slow sums in a thread of their own."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from piggypulse_core.portability.ports import Aside

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ThreadAside(Aside):
    """The event loop goes on meanwhile, with the interpreter shared between the two."""

    async def __call__(self, work: Callable[[], Result], /) -> Result:
        return await asyncio.to_thread(work)
