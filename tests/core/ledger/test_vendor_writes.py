"""Replacing, archiving, removing and merging vendors, over memory."""

from dataclasses import replace
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import InvalidInput, ReferenceNotFound
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.status import AlreadyActive, AlreadyArchived, Archived
from piggypulse_core.ledger.model.vendor import (
    SameVendor,
    Vendor,
    VendorId,
    VendorInUse,
    VendorNameTaken,
    VendorNotFound,
)
from piggypulse_core.ledger.usecases.vendors import (
    ArchiveVendor,
    DeleteVendor,
    GetVendor,
    MergeVendors,
    UnarchiveVendor,
    UpdateVendor,
)
from tests.support.bookkeeping import Bookkeeper, form_of, regular, transfer
from tests.support.clock import TODAY

NOBODYS = VendorId(UUID("01900000-0000-7000-8000-ffffffffffff"))


@pytest.fixture
def books(work: MemoryWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


async def shown(books: Bookkeeper, vendor: Vendor) -> Vendor:
    return await GetVendor(work=books.work)(owner=books.owner, vendor=vendor.id)


class TestUpdateVendor:
    async def test_puts_what_was_typed_in_place_of_everything(self, books: Bookkeeper) -> None:
        kiosk = await books.vendor(name="Kiosk", archived_on=TODAY)

        replaced = await UpdateVendor(work=books.work)(
            owner=books.owner, vendor=kiosk.id, name="  Corner ", description=None
        )

        assert replaced == replace(kiosk, name="Corner", description=None)
        assert await shown(books, kiosk) == replaced

    async def test_lets_a_name_change_in_case_alone(self, books: Bookkeeper) -> None:
        kiosk = await books.vendor(name="Kiosk")

        replaced = await UpdateVendor(work=books.work)(
            owner=books.owner, vendor=kiosk.id, name="KIOSK", description="x"
        )

        assert (replaced.name, replaced.description) == ("KIOSK", "x")

    async def test_bookings_show_the_new_name(self, books: Bookkeeper) -> None:
        kiosk = await books.vendor(name="Kiosk")
        booked = await books.book(regular(await books.account(), None, vendor=kiosk))

        await UpdateVendor(work=books.work)(
            owner=books.owner, vendor=kiosk.id, name="Corner", description=None
        )

        found = (await books.show(booked)).vendor
        assert found is not None
        assert found.name == "Corner"

    async def test_refuses_what_a_new_one_is_refused_for(self, books: Bookkeeper) -> None:
        await books.vendor(name="Market", archived_on=TODAY)
        kiosk = await books.vendor(name="Kiosk")
        use_case = UpdateVendor(work=books.work)

        with pytest.raises(VendorNameTaken):
            await use_case(owner=books.owner, vendor=kiosk.id, name="MARKET", description=None)
        with pytest.raises(InvalidInput):
            await use_case(owner=books.owner, vendor=kiosk.id, name=" ", description=None)

        assert await shown(books, kiosk) == kiosk


class TestArchiveVendor:
    async def test_takes_nothing_new_and_keeps_what_it_has(
        self, books: Bookkeeper, clock: FixedClock
    ) -> None:
        giro, kiosk = await books.account(), await books.vendor()
        booked = await books.book(regular(giro, None, 5, vendor=kiosk))

        archived = await ArchiveVendor(work=books.work, clock=clock)(
            owner=books.owner, vendor=kiosk.id
        )

        assert (archived.status, archived.archived_on) == ("inactive", TODAY)
        with pytest.raises(Archived):
            await books.book(regular(giro, None, vendor=kiosk))
        await books.rebook(booked, regular(giro, None, 6, vendor=kiosk))

    async def test_refuses_a_second_time(self, books: Bookkeeper, clock: FixedClock) -> None:
        kiosk = await books.vendor(archived_on=TODAY)

        with pytest.raises(AlreadyArchived):
            await ArchiveVendor(work=books.work, clock=clock)(owner=books.owner, vendor=kiosk.id)


class TestUnarchiveVendor:
    async def test_makes_it_what_it_was(self, books: Bookkeeper) -> None:
        kiosk = await books.vendor(archived_on=TODAY)

        active = await UnarchiveVendor(work=books.work)(owner=books.owner, vendor=kiosk.id)

        assert active == replace(kiosk, archived_on=None) == await shown(books, kiosk)

    async def test_refuses_one_that_is_active(self, books: Bookkeeper) -> None:
        kiosk = await books.vendor()

        with pytest.raises(AlreadyActive):
            await UnarchiveVendor(work=books.work)(owner=books.owner, vendor=kiosk.id)


class TestDeleteVendor:
    async def test_forgets_one_that_nothing_names(self, books: Bookkeeper) -> None:
        kiosk = await books.vendor(name="Kiosk")
        booked = await books.book(regular(await books.account(), None, vendor=kiosk))
        await books.delete(booked)

        await DeleteVendor(work=books.work)(owner=books.owner, vendor=kiosk.id)

        with pytest.raises(VendorNotFound):
            await shown(books, kiosk)
        await books.vendor(name="Kiosk")

    @pytest.mark.parametrize("kind", ["income", "expense", "transfer"])
    async def test_refuses_while_a_transaction_of_any_kind_names_it(
        self, books: Bookkeeper, kind: str
    ) -> None:
        giro, visa = await books.account(), await books.account()
        kiosk = await books.vendor()
        category = await books.category(type=kind)  # type: ignore[arg-type]  # one of the literals
        form = transfer(giro, visa, category) if kind == "transfer" else regular(giro, category)
        await books.book(replace(form, vendor_id=kiosk.id))

        with pytest.raises(VendorInUse):
            await DeleteVendor(work=books.work)(owner=books.owner, vendor=kiosk.id)

        assert await shown(books, kiosk) == kiosk


class TestMergeVendors:
    async def test_moves_every_booking_and_nothing_else_of_it(self, books: Bookkeeper) -> None:
        giro, visa = await books.account(), await books.account()
        pay, move = await books.category(type="income"), await books.category(type="transfer")
        kiosk, market = await books.vendor(archived_on=None), await books.vendor()
        for form in (
            regular(giro, None, 1, vendor=kiosk),
            regular(giro, pay, 2, vendor=kiosk),
            replace(transfer(giro, visa, move, 3), vendor_id=kiosk.id),
            regular(giro, None, 4, vendor=market),
            regular(giro, None, 5),
        ):
            await books.book(form)
        before, days = await books.transactions(), await books.days()

        await MergeVendors(work=books.work)(owner=books.owner, vendor=kiosk.id, target=market.id)

        moved = [
            replace(row, vendor_id=market.id) if row.vendor_id == kiosk.id else row
            for row in before
        ]
        assert await books.transactions() == moved
        assert await books.days() == days
        with pytest.raises(VendorNotFound):
            await shown(books, kiosk)
        assert await shown(books, market) == market

    async def test_an_archived_one_may_become_part_of_another(self, books: Bookkeeper) -> None:
        kiosk, market = await books.vendor(archived_on=TODAY), await books.vendor()

        await MergeVendors(work=books.work)(owner=books.owner, vendor=kiosk.id, target=market.id)

        with pytest.raises(VendorNotFound):
            await shown(books, kiosk)

    async def test_refuses_to_change_anything_where_it_makes_no_sense(
        self, books: Bookkeeper
    ) -> None:
        giro = await books.account()
        kiosk, gone = await books.vendor(), await books.vendor(archived_on=TODAY)
        booked = await books.book(regular(giro, None, vendor=kiosk))
        merge = MergeVendors(work=books.work)

        with pytest.raises(SameVendor):
            await merge(owner=books.owner, vendor=kiosk.id, target=kiosk.id)
        with pytest.raises(VendorNotFound):
            await merge(owner=books.owner, vendor=NOBODYS, target=kiosk.id)
        with pytest.raises(Archived) as archived:
            await merge(owner=books.owner, vendor=kiosk.id, target=gone.id)
        with pytest.raises(ReferenceNotFound) as missing:
            await merge(owner=books.owner, vendor=kiosk.id, target=NOBODYS)

        for refused in (archived, missing):
            assert [fault.field for fault in refused.value.faults] == ["targetVendorId"]
        assert [form_of(row) for row in await books.transactions()] == [form_of(booked.transaction)]
        assert await shown(books, kiosk) == kiosk

    async def test_a_strangers_vendor_is_none(self, books: Bookkeeper, bob: UserId) -> None:
        others = Bookkeeper(work=books.work, owner=bob)
        hers, his = await books.vendor(), await others.vendor()
        booked = await others.book(regular(await others.account(), None, vendor=his))
        merge = MergeVendors(work=books.work)

        with pytest.raises(VendorNotFound):
            await merge(owner=books.owner, vendor=his.id, target=hers.id)
        with pytest.raises(ReferenceNotFound):
            await merge(owner=books.owner, vendor=hers.id, target=his.id)

        assert await others.transactions() == [booked.transaction]
        assert await books.walk(Selection(uncategorized="include")) == []
