"""Somebody signed in who keeps the book of the worked example."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from piggypulse_core.kernel.ids import UserId
from tests.support.client import ApiClient, answered
from tests.support.served import Served
from tests.support.worked_example import NOON, Household, household, keep


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """The client of somebody, and what they wrote down."""

    client: ApiClient
    house: Household


@pytest.fixture
async def keeper(house: Served) -> AsyncIterator[Keeper]:
    house.clock.instant = NOON
    async with await house.newcomer(name="Keeper") as client:
        owner = UserId(UUID(answered(await client.get("/auth/me"))["id"]))
        async with house.work.reading() as unit:
            every = await unit.categories.every(owner=owner)
        (transfer,) = (category for category in every if category.is_system)
        example = household(transfer=transfer)
        await keep(house.work, owner=owner, house=example)
        yield Keeper(client=client, house=example)
