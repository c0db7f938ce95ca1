"""Rows a unit holds: nobody changes them before it ends, and whoever only refers to them may."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.unit import PostgresUnit
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId, VendorInUse
from piggypulse_core.ledger.usecases.vendors import DeleteVendor, MergeVendors
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.database import postgres_work
from tests.support.people import new_user

SQL = load(package="tests.support", file="holds.sql")
KINDS = ("account", "category", "vendor")
SHARED = ("category", "vendor")


@pytest.fixture
async def books(shared_database: str) -> AsyncIterator[Bookkeeper]:
    async with postgres_work(url=shared_database) as work:
        yield Bookkeeper(work=work, owner=await new_user(work))


async def made(books: Bookkeeper, kind: str) -> UUID:
    match kind:
        case "account":
            return (await books.account()).id
        case "category":
            return (await books.category()).id
        case _:
            return (await books.vendor()).id


async def hold(unit: PostgresUnit, books: Bookkeeper, kind: str, row: UUID) -> None:
    match kind:
        case "account":
            await unit.accounts.hold(owner=books.owner, accounts=[AccountId(row)])
        case "category":
            await unit.categories.hold(owner=books.owner, categories=[CategoryId(row)])
        case _:
            await unit.vendors.hold(owner=books.owner, vendors=[VendorId(row)])


async def change(work: PostgresWork, books: Bookkeeper, kind: str, row: UUID) -> None:
    async with work() as unit:
        await unit.connection.execute(SQL[f"change_{kind}"], {"owner": books.owner, "id": row})


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_held_changes_no_sooner_than_the_unit_ends(
    books: Bookkeeper, kind: str
) -> None:
    assert isinstance(books.work, PostgresWork)
    row, another = await made(books, kind), await made(books, kind)

    async with books.work() as unit:
        await hold(unit, books, kind, row)
        with pytest.raises(Collided):
            await change(books.work, books, kind, row)
        await change(books.work, books, kind, another)

    await change(books.work, books, kind, row)


@pytest.mark.parametrize("kind", SHARED)
async def test_several_may_hold_what_they_only_refer_to(books: Bookkeeper, kind: str) -> None:
    assert isinstance(books.work, PostgresWork)
    row = await made(books, kind)

    async with books.work() as unit, books.work() as other:
        await hold(unit, books, kind, row)
        await hold(other, books, kind, row)
        with pytest.raises(Collided):
            await change(books.work, books, kind, row)


async def somebody_waits(work: PostgresWork) -> None:
    """Comes back as soon as a unit of this database waits for a lock."""
    async with asyncio.timeout(10), work.reading() as unit:
        waiting = 0
        while not waiting:
            cursor = await unit.connection.execute(SQL["waiting_for_locks"])
            for (waiting,) in await cursor.fetchall():
                assert waiting <= 1


async def test_a_merge_does_not_stand_in_the_way_of_an_edit_it_waits_for(
    own_database: str,
) -> None:
    async with postgres_work(url=own_database) as work:
        books = Bookkeeper(work=work, owner=await new_user(work))
        kiosk, market = await books.vendor(), await books.vendor()
        booked = await books.book(regular(await books.account(), None, vendor=kiosk))
        merge = MergeVendors(work=work)

        async with work() as unit:
            await unit.transactions.hold(owner=books.owner, transaction=booked.id)
            merged = asyncio.create_task(
                merge(owner=books.owner, vendor=kiosk.id, target=market.id)
            )
            await somebody_waits(work)
            await unit.vendors.hold(owner=books.owner, vendors=[kiosk.id])

        await merged


async def test_a_removal_asks_for_bookings_without_waiting_for_their_edits(
    own_database: str,
) -> None:
    async with postgres_work(url=own_database) as work:
        books = Bookkeeper(work=work, owner=await new_user(work))
        kiosk = await books.vendor()
        booked = await books.book(regular(await books.account(), None, vendor=kiosk))

        async with work() as unit:
            await unit.transactions.hold(owner=books.owner, transaction=booked.id)
            with pytest.raises(VendorInUse):
                await DeleteVendor(work=work)(owner=books.owner, vendor=kiosk.id)
