"""Journeys are whole: a real server or application, PostgreSQL, and HTTP between."""

from collections.abc import AsyncIterator, Iterator

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.journeys.machine import Machine, made_machine
from tests.support.client import Judge
from tests.support.database import postgres_work
from tests.support.served import Served, served
from tests.support.serving import contract, judge

__all__ = ["contract", "judge"]


@pytest.fixture
async def house(judge: Judge, clock: FixedClock, own_database: str) -> AsyncIterator[Served]:
    """The application over a PostgreSQL database of its own."""
    async with (
        postgres_work(url=own_database) as work,
        served(work=work, clock=clock, judge=judge) as running,
    ):
        yield running


@pytest.fixture
def machine() -> Iterator[Machine]:
    """A machine on which nothing of ours has ever run."""
    with made_machine() as machine:
        yield machine


@pytest.fixture(scope="module")
def settled() -> Iterator[Machine]:
    """A machine whose database is made and migrated, shared by the tests of a file."""
    with made_machine() as machine:
        done = machine.run("migrate")
        assert (done.returncode, machine.database_process()) == (0, None), done.stderr
        assert "migration(s) applied." in done.stdout
        yield machine
