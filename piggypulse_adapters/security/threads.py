"""Threads for slow sums: few, of low priority, and with a short queue before them."""

import asyncio
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from piggypulse_core.identity.model.password import Busy

WAITING_MAX = 64
WAITING_SECONDS = 5.0
LOWEST_PRIORITY = 19

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(slots=True)
class BoundedThreads:
    """Runs a function off the event loop, at most as many at once as there are threads."""

    threads: int
    waiting_max: int = WAITING_MAX
    waiting_seconds: float = WAITING_SECONDS
    _waiting: int = field(default=0, init=False)
    _slots: asyncio.Semaphore = field(init=False)
    _executor: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        self._slots = asyncio.Semaphore(self.threads)
        self._executor = ThreadPoolExecutor(
            max_workers=self.threads,
            thread_name_prefix="slow",
            initializer=_yield_to_others,
        )

    async def run(
        self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """The function's result; raises Busy when the queue is full or does not move."""
        await self._slot()
        loop = asyncio.get_running_loop()
        job = self._executor.submit(work, *args, **kwargs)

        def free(_job: object) -> None:
            # Not before the thread is done, even when nobody waits for it any more; and when the
            # loop is gone, so are its slots.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._slots.release)

        job.add_done_callback(free)
        return await asyncio.wrap_future(job)

    async def _slot(self) -> None:
        if self._waiting >= self.waiting_max:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self.waiting_seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise Busy from None
        finally:
            self._waiting -= 1


def _yield_to_others() -> None:
    """Whoever waits for something quick goes first; priorities are per thread on Linux alone."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LOWEST_PRIORITY)
