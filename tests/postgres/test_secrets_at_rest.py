"""A copy of the whole database tells nobody how to get in."""

from base64 import b32decode
from collections.abc import AsyncIterator

import psycopg
import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.two_factor import SEED_PURPOSE, SealedOtherwise
from tests.support.catalogue import rows_of
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.people import PASSWORD
from tests.support.second_factor import secured
from tests.support.sign_ins import KEYRING, Door


@pytest.fixture
async def door(shared_database: str) -> AsyncIterator[Door]:
    async with postgres_work(url=shared_database) as work:
        yield Door(work=work, clock=FixedClock(NOW))


def copy_of(url: str) -> bytes:
    """Every row of every table, as text."""
    found = b""
    with psycopg.connect(url) as connection:
        for (table,) in rows_of(url=url, question="tables"):
            with connection.cursor().copy(f"COPY {table} TO STDOUT".encode()) as copied:
                found += b"".join(bytes(part) for part in copied)
    return found


async def test_no_secret_rests_in_the_database(door: Door, shared_database: str) -> None:
    alice = await secured(door)
    waiting = await alice.challenged()
    token = (await alice.verify(await alice.challenged(), alice.phone.code())).token
    assert token is not None

    kept = copy_of(shared_database)

    assert alice.signed_in.user.email.encode() in kept
    seed = b32decode(alice.phone.secret)
    secrets = [
        PASSWORD,
        token,
        alice.phone.secret,
        seed.hex(),
        waiting.secret,
        waiting.sign_in.cookie,
        *alice.backup,
        *(one.replace("-", "") for one in alice.backup),
    ]
    assert [one for one in secrets if one.encode() in kept] == []


async def test_somebody_elses_seed_does_not_open(door: Door) -> None:
    alice, bob = await secured(door), await secured(door)
    async with door.work.reading() as unit:
        hers = await unit.two_factor.get(owner=alice.signed_in.user.id)
    assert hers is not None

    with pytest.raises(SealedOtherwise):
        KEYRING.open(purpose=SEED_PURPOSE, owner=bob.signed_in.user.id, sealed=hers.seed)
