"""Fixtures of the folders that speak HTTP; their conftest files take them from here."""

from collections.abc import AsyncIterator

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from piggypulse_http.edge.openapi import document_of
from tests.support.canaries import Canaries
from tests.support.client import ApiClient, Judge
from tests.support.clock import NOW
from tests.support.contract import Contract
from tests.support.database import postgres_work
from tests.support.memory_house import MemoryHouse, memory_house
from tests.support.promises import SEEN
from tests.support.served import Served, container_over, served


@pytest.fixture(scope="session")
def contract() -> Contract:
    """The document every answer is held to."""
    app = assemble(container_over(work=MemoryWork(), clock=FixedClock(NOW)))
    return Contract(document_of(app))


@pytest.fixture(scope="session")
def judge(contract: Contract, pytestconfig: pytest.Config, canaries: Canaries) -> Judge:
    return Judge(contract=contract, seen=pytestconfig.stash[SEEN], canaries=canaries)


@pytest.fixture(scope="session")
def over_memory(judge: Judge) -> MemoryHouse:
    """The application over memory that every test shares, one after the other."""
    return memory_house(judge=judge)


@pytest.fixture
def house(over_memory: MemoryHouse) -> Served:
    """The application over memory, with nobody in it but Alice and Bob."""
    return over_memory.restored()


@pytest.fixture
async def house_pg(judge: Judge, clock: FixedClock, shared_database: str) -> AsyncIterator[Served]:
    """The application over a PostgreSQL database that tests share."""
    async with (
        postgres_work(url=shared_database) as work,
        served(work=work, clock=clock, judge=judge) as running,
    ):
        yield running


@pytest.fixture
async def api(house: Served) -> AsyncIterator[ApiClient]:
    """A visitor of the application over memory."""
    async with house.visitor() as visitor:
        yield visitor


@pytest.fixture
async def api_pg(house_pg: Served) -> AsyncIterator[ApiClient]:
    """A visitor of the application over PostgreSQL."""
    async with house_pg.visitor() as visitor:
        yield visitor


@pytest.fixture
async def alice(house: Served, over_memory: MemoryHouse) -> AsyncIterator[ApiClient]:
    """Signed in, and owns."""
    async with over_memory.client("Alice") as client:
        yield client


@pytest.fixture
async def bob(house: Served, over_memory: MemoryHouse) -> AsyncIterator[ApiClient]:
    """Signed in, and tries."""
    async with over_memory.client("Bob") as client:
        yield client
