"""Bookings that meet: none is lost, none is refused for having met another."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from piggypulse_core.ledger.model.transaction import TransactionNotFound
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.database import postgres_work
from tests.support.people import new_user

MEETINGS = 32


@pytest.fixture
async def books(shared_database: str) -> AsyncIterator[Bookkeeper]:
    async with postgres_work(url=shared_database) as work:
        yield Bookkeeper(work=work, owner=await new_user(work))


async def test_opposite_transfers_all_arrive(books: Bookkeeper) -> None:
    left, right = await books.account(), await books.account(type="CreditCard")
    move = await books.category(type="transfer")
    there, back = transfer(left, right, move, 700), transfer(right, left, move, 300)

    await asyncio.gather(
        *[books.book(form) for _ in range(MEETINGS // 2) for form in (there, back)]
    )

    assert await books.balance(left) == -(MEETINGS // 2) * 400
    assert await books.balance(right) == -(MEETINGS // 2) * 400
    await assert_sums_right(books)


async def test_batches_over_the_same_accounts_do_not_lock_each_other_out(
    books: Bookkeeper,
) -> None:
    accounts = [await books.account() for _ in range(6)]
    move = await books.category(type="transfer")
    circle = [
        transfer(one, other, move, 10)
        for one, other in zip(accounts, [*accounts[1:], accounts[0]], strict=True)
    ]

    await asyncio.gather(
        *[books.book_all(*circle[turn % 6 :], *circle[: turn % 6]) for turn in range(MEETINGS)]
    )

    assert len(await books.transactions()) == 6 * MEETINGS
    assert {account.net_minor for account in (await books.accounts()).values()} == {0}
    await assert_sums_right(books)


async def test_edits_of_one_booking_leave_the_last_one_standing(books: Bookkeeper) -> None:
    giro, visa = await books.account(), await books.account(type="CreditCard")
    booked = await books.book(regular(giro, None, 1))

    await asyncio.gather(
        *[
            books.rebook(booked, regular(account, None, 10 + turn))
            for turn in range(MEETINGS // 2)
            for account in (giro, visa)
        ]
    )

    assert len(await books.transactions()) == 1
    await assert_sums_right(books)


async def test_one_of_many_removals_wins(books: Bookkeeper) -> None:
    booked = await books.book(regular(await books.account(), None))

    results = await asyncio.gather(
        *[books.delete(booked) for _ in range(16)], return_exceptions=True
    )

    assert results.count(None) == 1
    assert sum(isinstance(result, TransactionNotFound) for result in results) == 15
    await assert_sums_right(books)
