"""What a server does beside its requests: named tasks, again and again, strangers to each other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import NoReturn

import structlog

from piggypulse_http.edge.problems import place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicTask:
    """Something done `first_after` the start and then always `every` after it was done.

    Any moment may be its last: what it has begun must be undone or taken up again by itself.
    """

    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]
    first_after: timedelta = timedelta()


@asynccontextmanager
async def running(tasks: Sequence[PeriodicTask], /) -> AsyncIterator[None]:
    """Keep the tasks going for the length of a block; its end cancels them and waits for that."""
    begun = [asyncio.create_task(_repeat(one), name=one.name) for one in tasks]
    try:
        yield
    finally:
        for one in begun:
            one.cancel()
        await asyncio.gather(*begun, return_exceptions=True)


async def _repeat(task: PeriodicTask) -> NoReturn:
    await asyncio.sleep(task.first_after.total_seconds())
    while True:
        await _run(task)
        await asyncio.sleep(task.every.total_seconds())


async def _run(task: PeriodicTask) -> None:
    """One turn; its failure is a line in the log and nobody else's."""
    try:
        await task.run()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other tasks and the next turn go on
        file, line = place_of(error)
        structlog.get_logger().error(
            "task_failed",
            task=task.name,
            error=type(error).__name__,
            sqlstate=getattr(error, "sqlstate", None),
            file=file,
            line=line,
        )
