"""Many bookings and timers at once: a charge is found once, and no deadlock reaches anybody."""

import asyncio
from collections.abc import Awaitable
from datetime import date, timedelta

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.budgeting import Budgeter
from tests.support.clock import TODAY
from tests.support.people import new_user
from tests.support.subscribing import Subscriber, monthly

WRITERS = 16
SOON = TODAY + timedelta(days=3)


@pytest.fixture
async def owner(work: PostgresWork) -> UserId:
    return await new_user(work)


@pytest.fixture
def books(work: PostgresWork, owner: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=owner)


@pytest.fixture
def subscriber(work: PostgresWork, owner: UserId) -> Subscriber:
    return Subscriber(work=work, owner=owner)


@pytest.fixture
async def media(books: Bookkeeper) -> Category:
    return await books.category(behavior="subscription")


async def all_at_once(*steps: Awaitable[object]) -> list[object]:
    results = await asyncio.gather(*steps, return_exceptions=True)
    assert [one for one in results if isinstance(one, BaseException)] == []
    return list(results)


async def accounts(books: Bookkeeper) -> list[Account]:
    """One for each writer, so that they do not wait for each other's balance."""
    return [await books.account() for _ in range(WRITERS)]


async def test_of_many_bookings_one_pays_for_a_charge(
    subscriber: Subscriber, books: Bookkeeper, media: Category
) -> None:
    made = await subscriber.subscribe(monthly(media, SOON))

    await all_at_once(
        *(books.book(regular(giro, media, on=SOON)) for giro in await accounts(books))
    )

    assert await subscriber.charges(made.id) == [(SOON, SOON, 1000, True)]
    assert await subscriber.next_on(made.id) == date(2026, 7, 18)


async def test_of_many_timers_one_takes_a_charge_for_granted(
    subscriber: Subscriber, media: Category
) -> None:
    due = date(2026, 4, 1)
    made = await subscriber.subscribe(monthly(media, due))

    await all_at_once(*(subscriber.tick() for _ in range(WRITERS)))

    months = [date(2026, month, 1) for month in (4, 5, 6)]
    assert [day for day, *_ in await subscriber.charges(made.id)] == months
    assert await subscriber.next_on(made.id) == date(2026, 7, 1)


async def test_bookings_timers_and_people_do_not_lock_each_other_out(
    work: PostgresWork, owner: UserId, subscriber: Subscriber, books: Bookkeeper, media: Category
) -> None:
    """Whatever order they come in, each charge is there once, and the goal is what is active."""
    await Budgeter(work=work, owner=owner).period(date(2026, 6, 1), date(2026, 6, 30))
    kept = [
        await subscriber.subscribe(monthly(media, day))
        for day in (TODAY - timedelta(days=1), TODAY, SOON)
    ]
    old = [await books.book(regular(giro, media, on=TODAY)) for giro in await accounts(books)]

    await all_at_once(
        *(
            books.rebook(one, regular(giro, media, on=SOON))
            for one, giro in zip(old[:6], await accounts(books), strict=False)
        ),
        *(books.delete(one) for one in old[6:10]),
        *(subscriber.tick() for _ in range(3)),
        *(subscriber.replace(one.id, monthly(media, one.next_on)) for one in kept),
        *(subscriber.subscribe(monthly(media, SOON)) for _ in range(3)),
    )

    billings = [await subscriber.show(one.id) for one in await subscriber.every()]
    found = [
        event.transaction_id
        for one in billings
        for event in one.history
        if event.transaction_id is not None
    ]
    assert len(found) == len(set(found))
    assert len(billings) == len(kept) + 3
    (row,) = (await Budgeter(work=work, owner=owner).targets()).rows
    assert row.state.value_minor == 1000 * len(billings)


async def test_a_booking_that_goes_while_it_is_edited_leaves_no_charge(
    subscriber: Subscriber, books: Bookkeeper, media: Category
) -> None:
    made = await subscriber.subscribe(monthly(media, SOON))
    giro = await books.account()
    booked = await books.book(regular(giro, media, on=SOON))

    await asyncio.gather(
        books.delete(booked),
        *(books.rebook(booked, regular(giro, media, 990 + n, on=SOON)) for n in range(6)),
        return_exceptions=True,
    )

    assert await subscriber.charges(made.id) == []
    assert await subscriber.next_on(made.id) == SOON
