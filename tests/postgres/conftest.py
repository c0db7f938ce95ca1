"""Every test of this folder has a migrated database of its own."""

from collections.abc import AsyncIterator

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from tests.support.database import postgres_work


@pytest.fixture
async def work(own_database: str) -> AsyncIterator[PostgresWork]:
    async with postgres_work(url=own_database) as work:
        yield work
