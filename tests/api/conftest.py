"""These tests speak HTTP."""

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
