"""Rows a unit holds: nobody changes them before it ends, and whoever only refers to them may."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.work import PostgresUnit, PostgresWork
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId
from tests.support.bookkeeping import Bookkeeper
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
