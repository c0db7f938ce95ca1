"""Leaving while requests of one's own are still being served."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.vendor import VendorId, new_vendor
from tests.support.database import postgres_work
from tests.support.people import address_of, new_user

IDS = SystemIds()


@pytest.fixture
async def work(shared_database: str) -> AsyncIterator[PostgresWork]:
    async with postgres_work(url=shared_database) as work:
        yield work


async def add_vendor(work: PostgresWork, owner: UserId) -> None:
    vendor = new_vendor(id=VendorId(IDS.new()), name=f"Market {IDS.new()}", description=None)
    async with work() as unit:
        await unit.vendors.add(owner=owner, vendor=vendor)


async def leave(work: PostgresWork, owner: UserId) -> None:
    async with work() as unit:
        await unit.erasures.lock(owner=owner)
        await asyncio.sleep(0.05)
        await unit.erasures.erase(owner=owner, email_key=address_of(owner), subject=b"who")


async def test_what_is_added_meanwhile_is_added_for_nobody(work: PostgresWork) -> None:
    owner = await new_user(work)
    await add_vendor(work, owner)

    leaving = asyncio.create_task(leave(work, owner))
    await asyncio.sleep(0.02)
    with pytest.raises(NotAuthenticated):
        await add_vendor(work, owner)
    await leaving

    async with work() as unit:
        assert await unit.users.hold(owner=owner) is None


async def test_leaving_that_fails_at_the_end_leaves_everything(
    work: PostgresWork, shared_database: str
) -> None:
    owner = await new_user(work)
    await add_vendor(work, owner)

    async def half() -> None:
        async with work() as unit:
            await unit.erasures.erase(owner=owner, email_key=address_of(owner), subject=b"who")
            raise LookupError

    with pytest.raises(LookupError):
        await half()

    async with work() as unit:
        assert await unit.users.hold(owner=owner) is not None
    with psycopg.connect(shared_database) as connection:
        row = connection.execute(
            "SELECT count(*) FROM vendors WHERE user_id = %s", [owner]
        ).fetchone()
    assert row == (1,)
