"""Requests under one key that meet in the database: one acts, whatever becomes of it."""

import asyncio
import contextvars
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.ledger.usecases.vendors import CreateVendor, ListVendors
from piggypulse_core.retries.model.kept_answer import KeyInUse
from piggypulse_core.retries.usecases.requests import AnswerOnce
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.people import new_user

ROUNDS, AT_ONCE = 8, 16
REQUEST = b"r" * 32

Act = Callable[[], Awaitable[bytes | None]]


@pytest.fixture
async def work(shared_database: str) -> AsyncIterator[PostgresWork]:
    async with postgres_work(url=shared_database) as work:
        yield work


@pytest.fixture
def once(work: PostgresWork) -> AnswerOnce:
    return AnswerOnce(work=work, clock=FixedClock(NOW))


def adding(work: PostgresWork, *, owner: UserId) -> Act:
    """Adds another vendor each time it is asked."""
    ids = SystemIds()
    create = CreateVendor(work=work, ids=ids)

    async def act() -> bytes | None:
        vendor = await create(owner=owner, name=f"Vendor {ids.new()}", description=None)
        return vendor.name.encode()

    return act


async def count(work: PostgresWork, owner: UserId) -> int:
    page = await ListVendors(work=work)(owner=owner, status="all", request=PageRequest())
    return page.total


async def test_one_of_many_acts(work: PostgresWork, once: AnswerOnce) -> None:
    owner = await new_user(work)
    act = adding(work, owner=owner)

    for number in range(ROUNDS):
        key = f"round {number}"
        answers = await asyncio.gather(
            *[once(owner=owner, key=key, request=REQUEST, act=act) for _ in range(AT_ONCE)],
            return_exceptions=True,
        )

        assert answers.count(None) == 1
        assert all(one is None or isinstance(one, bytes | KeyInUse) for one in answers)
    assert await count(work, owner) == ROUNDS


async def test_a_key_is_free_again_when_the_one_who_had_it_fails(
    work: PostgresWork, once: AnswerOnce
) -> None:
    owner = await new_user(work)
    begun, fail = asyncio.Event(), asyncio.Event()

    async def failing() -> bytes | None:
        await adding(work, owner=owner)()
        begun.set()
        await fail.wait()
        raise RuntimeError

    first = asyncio.create_task(once(owner=owner, key="k", request=REQUEST, act=failing))
    await begun.wait()
    with pytest.raises(KeyInUse):
        await once(owner=owner, key="k", request=REQUEST, act=adding(work, owner=owner))
    fail.set()
    with pytest.raises(RuntimeError):
        await first

    second = await once(owner=owner, key="k", request=REQUEST, act=adding(work, owner=owner))
    assert second is None
    assert await count(work, owner) == 1


async def test_other_keys_and_other_people_wait_for_nobody(
    work: PostgresWork, once: AnswerOnce
) -> None:
    alice, bob = await new_user(work), await new_user(work)

    async def meanwhile() -> bytes | None:
        for owner, key in ((alice, "other"), (bob, "k")):
            own = asyncio.create_task(
                once(owner=owner, key=key, request=REQUEST, act=adding(work, owner=owner)),
                context=outside,
            )
            assert await own is None
        return b"done"

    outside = contextvars.copy_context()
    await once(owner=alice, key="k", request=REQUEST, act=meanwhile)

    assert (await count(work, alice), await count(work, bob)) == (1, 1)
