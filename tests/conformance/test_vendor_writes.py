"""Vendors that change, go, and become part of others: one suite, memory and PostgreSQL."""

from dataclasses import replace
from datetime import date

import pytest

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.vendor import (
    Vendor,
    VendorInUse,
    VendorNameTaken,
    VendorNotFound,
)
from piggypulse_core.ledger.usecases.vendors import DeleteVendor, GetVendor, MergeVendors
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY
from tests.support.works import AnyWork


@pytest.fixture
def books(work: AnyWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


@pytest.fixture
def others(work: AnyWork, bob: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=bob)


async def shown(books: Bookkeeper, vendor: Vendor) -> Vendor:
    return await GetVendor(work=books.work)(owner=books.owner, vendor=vendor.id)


async def save(books: Bookkeeper, vendor: Vendor) -> None:
    async with books.work() as unit:
        await unit.vendors.claim(owner=books.owner, vendors=[vendor.id])
        await unit.vendors.save(owner=books.owner, vendor=vendor)


class TestVendorStore:
    async def test_keeps_what_was_saved(self, books: Bookkeeper) -> None:
        kiosk, market = await books.vendor(name="Kiosk"), await books.vendor(name="Market")
        changed = replace(kiosk, name="KIOSK", description="", archived_on=date(2026, 1, 2))

        await save(books, changed)

        assert await shown(books, kiosk) == changed
        assert await shown(books, market) == market

    async def test_refuses_a_name_of_another(self, books: Bookkeeper) -> None:
        await books.vendor(name="Straße", archived_on=TODAY)
        kiosk = await books.vendor(name="Kiosk")

        with pytest.raises(VendorNameTaken):
            await save(books, replace(kiosk, name="STRASSE"))

        assert await shown(books, kiosk) == kiosk

    async def test_claims_those_that_exist_in_the_order_of_their_ids(
        self, books: Bookkeeper, others: Bookkeeper
    ) -> None:
        first, second, his = await books.vendor(), await books.vendor(), await others.vendor()

        async with books.work() as unit:
            claimed = await unit.vendors.claim(
                owner=books.owner, vendors=[second.id, his.id, first.id, second.id]
            )

        assert list(claimed.items()) == [(first.id, first), (second.id, second)]

    async def test_a_stranger_neither_sees_nor_changes_it(
        self, books: Bookkeeper, others: Bookkeeper
    ) -> None:
        hers = await books.vendor(name="Hers")

        with pytest.raises(VendorNotFound):
            await shown(others, hers)
        async with others.work() as unit:
            assert await unit.vendors.claim(owner=others.owner, vendors=[hers.id]) == {}
        with pytest.raises(VendorNotFound):
            await DeleteVendor(work=others.work)(owner=others.owner, vendor=hers.id)

        assert await shown(books, hers) == hers


class TestVendorReferences:
    async def test_tells_whether_anything_names_a_vendor(
        self, books: Bookkeeper, others: Bookkeeper
    ) -> None:
        kiosk, his = await books.vendor(), await others.vendor()
        booked = await books.book(regular(await books.account(), None, vendor=kiosk))

        async def named(owner: UserId) -> list[bool]:
            async with books.work() as unit:
                references = unit.vendor_references
                return [await references.exist(owner=owner, vendor=one.id) for one in (kiosk, his)]

        assert await named(books.owner) == [True, False]
        assert await named(others.owner) == [False, False]
        await books.delete(booked)
        assert await named(books.owner) == [False, False]

    async def test_moves_all_of_one_vendor_and_nothing_of_others(
        self, books: Bookkeeper, others: Bookkeeper
    ) -> None:
        giro, visa = await books.account(), await books.account(type="CreditCard")
        food, move = await books.category(), await books.category(type="transfer")
        kiosk, market, unrelated = [await books.vendor() for _ in range(3)]
        for step, vendor in enumerate((kiosk, market, unrelated, None) * 3):
            await books.book(regular(giro, food, 1 + step, vendor=vendor))
            form = transfer(giro, visa, move, 100 + step)
            await books.book(replace(form, vendor_id=None if vendor is None else vendor.id))
        his = await others.book(regular(await others.account(), None, vendor=await others.vendor()))
        before = await books.transactions()

        await MergeVendors(work=books.work)(owner=books.owner, vendor=kiosk.id, target=market.id)

        assert await books.transactions() == [
            replace(row, vendor_id=market.id) if row.vendor_id == kiosk.id else row
            for row in before
        ]
        assert await others.transactions() == [his.transaction]
        with pytest.raises(VendorNotFound):
            await shown(books, kiosk)
        await assert_sums_right(books)

    async def test_a_vendor_goes_once_nothing_names_it(self, books: Bookkeeper) -> None:
        giro, kiosk, market = await books.account(), await books.vendor(), await books.vendor()
        booked = await books.book(regular(giro, None, vendor=kiosk))
        delete = DeleteVendor(work=books.work)

        with pytest.raises(VendorInUse):
            await delete(owner=books.owner, vendor=kiosk.id)
        await books.rebook(booked, regular(giro, None, vendor=market))
        await delete(owner=books.owner, vendor=kiosk.id)

        with pytest.raises(VendorNotFound):
            await shown(books, kiosk)
