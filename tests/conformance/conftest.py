"""Every test of this folder runs over memory, then over PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from tests.support.database import postgres_work
from tests.support.works import AnyWork


@pytest.fixture(params=["memory", "postgres"])
async def work(request: pytest.FixtureRequest) -> AsyncIterator[AnyWork]:
    """A back end; the PostgreSQL one is shared between tests, so each brings users of its own."""
    if request.param == "memory":
        yield MemoryWork()
        return
    async with postgres_work(url=request.getfixturevalue("shared_database")) as work:
        yield work
