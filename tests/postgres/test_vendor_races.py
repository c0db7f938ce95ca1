"""Vendors that change, go and merge while others book with them: no deadlock, nothing half done."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.usecases.overlays import UpdateOverlay
from piggypulse_core.kernel.refusal import ReferenceNotFound, Refusal
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.status import AlreadyArchived, Archived
from piggypulse_core.ledger.model.vendor import (
    Vendor,
    VendorInUse,
    VendorNameTaken,
    VendorNotFound,
)
from piggypulse_core.ledger.usecases.transactions import (
    CreateTransaction,
    DeleteTransaction,
    UpdateTransaction,
)
from piggypulse_core.ledger.usecases.vendors import (
    ArchiveVendor,
    DeleteVendor,
    MergeVendors,
    UpdateVendor,
)
from piggypulse_http.edge.retry import Retried
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.overlaying import Viewer, lens
from tests.support.people import new_user

MEETINGS = 16
ROUNDS = 8


@pytest.fixture
async def books(shared_database: str) -> AsyncIterator[Bookkeeper]:
    async with postgres_work(url=shared_database, size=MEETINGS) as work:
        yield Bookkeeper(work=work, owner=await new_user(work))


async def outcome(act: Awaitable[object]) -> object:
    """What a client is told: the class of a refusal, or what was answered."""
    try:
        return await act
    except Refusal as refusal:
        return type(refusal)


async def together(*acts: Awaitable[object]) -> Sequence[object]:
    return await asyncio.gather(*map(outcome, acts))


def book(books: Bookkeeper, form: TransactionForm) -> Awaitable[Booking]:
    return Retried(CreateTransaction(work=books.work, ids=books.ids, clock=books.clock))(
        owner=books.owner, form=form
    )


def rebook(books: Bookkeeper, booked: Booking, form: TransactionForm) -> Awaitable[Booking]:
    edit = Retried(UpdateTransaction(work=books.work, ids=books.ids, clock=books.clock))
    return edit(owner=books.owner, transaction=booked.id, form=form)


def remove(books: Bookkeeper, booked: Booking) -> Awaitable[None]:
    return Retried(DeleteTransaction(work=books.work, ids=books.ids, clock=books.clock))(
        owner=books.owner, transaction=booked.id
    )


def merge(books: Bookkeeper, vendor: Vendor, target: Vendor) -> Awaitable[None]:
    act = Retried(MergeVendors(work=books.work))
    return act(owner=books.owner, vendor=vendor.id, target=target.id)


def delete(books: Bookkeeper, vendor: Vendor) -> Awaitable[None]:
    return Retried(DeleteVendor(work=books.work))(owner=books.owner, vendor=vendor.id)


async def test_a_merge_meets_bookings_edits_and_removals(books: Bookkeeper) -> None:
    giro = await books.account()
    kiosk, market = await books.vendor(), await books.vendor()
    edited, dropped, doomed = [
        await books.book_all(*[regular(giro, None, 10, vendor=kiosk)] * MEETINGS) for _ in range(3)
    ]
    with_kiosk, with_market = (
        regular(giro, None, 7, vendor=kiosk),
        regular(giro, None, 9, vendor=market),
    )

    told = await together(
        *[book(books, with_kiosk) for _ in range(MEETINGS)],
        *[rebook(books, one, with_kiosk) for one in edited],
        merge(books, kiosk, market),
        *[rebook(books, one, with_market) for one in dropped],
        *[remove(books, one) for one in doomed],
    )

    booked, rest = told[:MEETINGS], told[MEETINGS:]
    refused = [one for one in told if isinstance(one, type)]
    assert set(refused) <= {ReferenceNotFound}
    assert rest[MEETINGS] is None
    rows = await books.transactions()
    assert {row.vendor_id for row in rows} == {market.id}
    assert len(rows) == 2 * MEETINGS + sum(isinstance(one, Booking) for one in booked)
    await assert_sums_right(books)


async def test_of_merges_into_each_other_one_wins(books: Bookkeeper) -> None:
    giro = await books.account()
    for _ in range(ROUNDS):
        left, right = await books.vendor(), await books.vendor()
        for vendor in (left, right):
            await books.book_all(*[regular(giro, None, vendor=vendor)] * 5)

        told = await together(
            *[merge(books, *pair) for _ in range(4) for pair in ((left, right), (right, left))]
        )

        assert told.count(None) == 1
        assert set(told) <= {None, VendorNotFound, ReferenceNotFound}
        left_over = {row.vendor_id for row in await books.transactions()} & {left.id, right.id}
        assert len(left_over) == 1
    assert len(await books.transactions()) == 10 * ROUNDS


async def test_a_chain_of_merges_loses_no_booking(books: Bookkeeper) -> None:
    giro = await books.account()
    chain = [await books.vendor() for _ in range(6)]
    for vendor in chain:
        await books.book_all(*[regular(giro, None, vendor=vendor)] * 3)

    told = await together(*[merge(books, *pair) for pair in pairwise(chain)])

    assert set(told) <= {None, ReferenceNotFound}
    rows = await books.transactions()
    assert len(rows) == 3 * len(chain)
    gone = told.count(None)
    assert len({row.vendor_id for row in rows}) == len(chain) - gone


async def test_a_removal_and_a_booking_exclude_each_other(books: Bookkeeper) -> None:
    giro = await books.account()
    for turn in range(ROUNDS):
        kiosk = await books.vendor()
        form = regular(giro, None, vendor=kiosk)
        acts = [delete(books, kiosk), *[book(books, form) for _ in range(3)]]

        told = await together(*(acts if turn % 2 else acts[::-1]))

        refused = {one for one in told if isinstance(one, type)}
        assert refused in ({VendorInUse}, {ReferenceNotFound})
        assert len([one for one in told if isinstance(one, type)]) == (
            1 if refused == {VendorInUse} else 3
        )


async def test_a_removal_waits_for_edits_that_let_go_of_it(books: Bookkeeper) -> None:
    giro, others = await books.account(), await books.vendor()
    for _ in range(ROUNDS):
        kiosk = await books.vendor()
        with_it = regular(giro, None, vendor=kiosk)
        booked = await books.book_all(*[with_it] * 2)

        told = await together(
            *[rebook(books, one, replace(with_it, vendor_id=others.id)) for one in booked],
            delete(books, kiosk),
            rebook(books, booked[0], with_it),
        )

        named = kiosk.id in {row.vendor_id for row in await books.transactions()}
        assert told[2] is (VendorInUse if named else told[2])
        assert {one for one in told if isinstance(one, type)} <= {VendorInUse, ReferenceNotFound}


async def test_of_sixteen_who_take_a_name_one_gets_it(books: Bookkeeper) -> None:
    vendors = [await books.vendor() for _ in range(MEETINGS)]
    rename = Retried(UpdateVendor(work=books.work))

    told = await together(
        *[
            rename(owner=books.owner, vendor=one.id, name="Contested", description=None)
            for one in vendors
        ]
    )

    assert told.count(VendorNameTaken) == MEETINGS - 1


async def test_what_is_archived_once_takes_no_booking_any_more(books: Bookkeeper) -> None:
    giro, kiosk = await books.account(), await books.vendor()
    archive = Retried(ArchiveVendor(work=books.work, clock=FixedClock(NOW)))

    told = await together(
        *[book(books, regular(giro, None, vendor=kiosk)) for _ in range(MEETINGS // 2)],
        *[archive(owner=books.owner, vendor=kiosk.id) for _ in range(MEETINGS)],
        *[book(books, regular(giro, None, vendor=kiosk)) for _ in range(MEETINGS // 2)],
    )

    assert {one for one in told if isinstance(one, type)} <= {Archived, AlreadyArchived}
    assert told.count(AlreadyArchived) == MEETINGS - 1
    booked = [one for one in told if isinstance(one, Booking)]
    assert len(await books.transactions()) == len(booked) == MEETINGS - told.count(Archived)


async def test_a_merge_meets_overlays_that_name_either(books: Bookkeeper) -> None:
    """Whichever comes first, no rule is left that names nobody, and none is lost."""
    viewer = Viewer(work=books.work, owner=books.owner)
    replace_one = Retried(UpdateOverlay(work=books.work))
    for _ in range(3):
        kiosk, market, other = [await books.vendor() for _ in range(3)]
        both = lens("rules", vendors=[kiosk, market])
        forms = (lens("rules", vendors=[kiosk]), both, lens("rules", vendors=[other, kiosk]))
        laid = [await viewer.lay(both) for _ in range(MEETINGS)]

        told = await together(
            *[
                replace_one(owner=books.owner, overlay=one.id, form=forms[number % 3])
                for number, one in enumerate(laid[:-1])
            ],
            merge(books, kiosk, market),
            replace_one(owner=books.owner, overlay=laid[-1].id, form=forms[0]),
        )

        assert {one for one in told if isinstance(one, type)} <= {ReferenceNotFound}
        assert told[MEETINGS - 1] is None
        rules = [(await viewer.show(one.id)).overlay.rules.vendors for one in laid]
        assert {vendor for named in rules for vendor in named} <= {market.id, other.id}
        assert all(market.id in named for named in rules)
