"""Sixteen who register one address at once, over two workers: one of them is somebody new."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import psycopg
import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.user import EmailTaken
from tests.support.database import postgres_work
from tests.support.records import letters
from tests.support.sign_ins import Door

SUBMITS, ROUNDS = 16, 30
SPELLINGS = ("{}@races.test", " {}@RACES.test ", "{}@Races.Test", "\t{}@races.TEST")


@pytest.fixture
async def doors(
    work: PostgresWork, own_database: str, clock: FixedClock
) -> AsyncIterator[tuple[Door, Door]]:
    async with postgres_work(url=own_database) as other:
        yield Door(work=work, clock=clock), Door(work=other, clock=clock)


async def registered(doors: tuple[Door, Door], *, name: str) -> Counter[str]:
    """What became of all sixteen, each spelling the address in one of the ways."""

    async def one(number: int) -> str:
        email = SPELLINGS[number % len(SPELLINGS)].format((name, name.upper())[number // 4 % 2])
        try:
            await doors[number % 2].registered(email=email)
        except EmailTaken:
            return "taken"
        return "made"

    return Counter(await asyncio.gather(*(one(number) for number in range(SUBMITS))))


async def test_an_address_is_registered_once(doors: tuple[Door, Door], own_database: str) -> None:
    for number in range(ROUNDS):
        told = await registered(doors, name=f"alice{number}")

        assert told == {"made": 1, "taken": SUBMITS - 1}

    with psycopg.connect(own_database) as connection:
        assert connection.execute(b"SELECT count(*) FROM users").fetchone() == (ROUNDS,)
    assert Counter(one.kind for one in await letters(doors[0].work)) == {"welcome": ROUNDS}


async def test_without_its_guard_more_than_one_is(
    doors: tuple[Door, Door], own_database: str
) -> None:
    """The control."""
    with psycopg.connect(own_database) as connection:
        connection.execute(b"ALTER TABLE sign_in_names DROP CONSTRAINT sign_in_names_email_taken")

    assert (await registered(doors, name="alice"))["made"] > 1
