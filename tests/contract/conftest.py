"""These tests speak HTTP about a household that has one of everything."""

import pytest

from tests.contract.furnished import Furnished, furnished_house
from tests.support.contract import Contract
from tests.support.memory_house import MemoryHouse
from tests.support.serving import (
    alice,
    api,
    api_pg,
    bob,
    contract,
    house,
    house_pg,
    judge,
    over_memory,
)

__all__ = [
    "alice",
    "api",
    "api_pg",
    "bob",
    "contract",
    "house",
    "house_pg",
    "judge",
    "over_memory",
]


@pytest.fixture(scope="session")
def furnished_once(over_memory: MemoryHouse, contract: Contract) -> Furnished:
    return furnished_house(house=over_memory, contract=contract)


@pytest.fixture
def furnished(furnished_once: Furnished) -> Furnished:
    """The household as on the day on which everything had just been made."""
    furnished_once.again()
    return furnished_once
