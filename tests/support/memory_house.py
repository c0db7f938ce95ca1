"""One application over memory for a whole run, made as new again before each test."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from piggypulse_adapters.memory.database import MemoryDatabase
from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from tests.support.client import ApiClient, Judge
from tests.support.clock import NOW
from tests.support.served import Served, container_over, without_threads

PEOPLE = ("Alice", "Bob")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryHouse:
    """Assembling costs far more than a test; the people every test has are registered once."""

    served: Served
    database: MemoryDatabase
    first_day: MemoryDatabase
    tokens: Mapping[str, str]

    def restored(self, *, to: MemoryDatabase | None = None) -> Served:
        """The application on its first day, or another; rows are never changed in place."""
        self.database.tables.clear()
        self.database.tables.update((to or self.first_day).tables)
        self.database.writing = asyncio.Lock()
        self.served.clock.instant = NOW
        return self.served

    def remembered(self) -> MemoryDatabase:
        """What there is now, to go back to."""
        return MemoryDatabase(tables=dict(self.database.tables))

    def client(self, name: str, /) -> ApiClient:
        """Somebody who registered on the first day and shows their access token."""
        return self.served.known(token=self.tokens[name])


def memory_house(*, judge: Judge) -> MemoryHouse:
    """Assemble the application and let people in."""
    work, clock = MemoryWork(), FixedClock(NOW)
    container = container_over(work=work, clock=clock)
    # Slots for threads belong to one event loop, and each test has its own.
    without_threads(container)
    app = assemble(container)
    served = Served(app=app, container=container, work=work, clock=clock, judge=judge)
    with asyncio.Runner() as runner:
        tokens = {name: runner.run(served.register(name=name)) for name in PEOPLE}
    first_day = MemoryDatabase(tables=dict(work.database.tables))
    return MemoryHouse(served=served, database=work.database, first_day=first_day, tokens=tokens)
