"""Journeys are whole: a real server or application, PostgreSQL, and HTTP between."""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.journeys.machine import Machine
from tests.support.client import Judge
from tests.support.database import postgres_work
from tests.support.served import Served, served
from tests.support.serving import contract, judge

__all__ = ["contract", "judge"]

MEASURED = pytest.StashKey[list[str]]()


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in terminalreporter.config.stash.get(MEASURED, []):
        terminalreporter.write_line(line)


@pytest.fixture
def measured(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Takes a sentence to the end of the run's report; figures of time are told, never asserted."""
    return pytestconfig.stash.setdefault(MEASURED, []).append


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
    # Not below pytest's own folder: that is closed to the account the database runs under.
    with tempfile.TemporaryDirectory(prefix="piggypulse-journey-") as folder:
        Path(folder).chmod(0o711)
        machine = Machine(folder=Path(folder))
        try:
            yield machine
        finally:
            machine.tidy()
