"""What people can do with vendors."""

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.ledger.model.vendor import VendorNameTaken
from piggypulse_core.ledger.usecases.vendors import CreateVendor, ListVendorOptions, ListVendors


@pytest.fixture
def create(work: MemoryWork, ids: CountingIds) -> CreateVendor:
    return CreateVendor(work=work, ids=ids)


@pytest.fixture
def listed(work: MemoryWork) -> ListVendors:
    return ListVendors(work=work)


class TestCreateVendor:
    async def test_trims_what_was_typed(self, create: CreateVendor, alice: UserId) -> None:
        vendor = await create(owner=alice, name="  Corner Shop ", description=" near home ")

        assert (vendor.name, vendor.description) == ("Corner Shop", "near home")
        assert vendor.status == "active"

    async def test_refuses_a_name_that_only_differs_in_case(
        self, create: CreateVendor, alice: UserId
    ) -> None:
        await create(owner=alice, name="Bäckerei Straße", description=None)

        with pytest.raises(VendorNameTaken):
            await create(owner=alice, name="BÄCKEREI STRASSE", description=None)

    async def test_names_every_fault_at_once(self, create: CreateVendor, alice: UserId) -> None:
        with pytest.raises(InvalidInput) as refused:
            await create(owner=alice, name=" ", description="x" * 501)

        found = [(fault.field, fault.code) for fault in refused.value.faults]
        assert found == [("name", "too_short"), ("description", "too_long")]

    async def test_two_people_may_use_the_same_name(
        self, create: CreateVendor, listed: ListVendors, alice: UserId, bob: UserId
    ) -> None:
        hers = await create(owner=alice, name="Market", description=None)
        his = await create(owner=bob, name="Market", description=None)

        page = await listed(owner=bob, status="all", request=PageRequest())
        assert [row.id for row in page.rows] == [his.id]
        assert hers.id != his.id


class TestListVendors:
    async def test_shows_the_newest_first(
        self, create: CreateVendor, listed: ListVendors, alice: UserId
    ) -> None:
        made = [await create(owner=alice, name=name, description=None) for name in "abc"]

        page = await listed(owner=alice, status="all", request=PageRequest(limit=2))

        assert [row.vendor for row in page.rows] == made[:0:-1]
        assert (page.total, page.has_more) == (3, True)


class TestListVendorOptions:
    async def test_orders_by_folded_name(
        self, create: CreateVendor, work: MemoryWork, alice: UserId
    ) -> None:
        for name in ("zoo", "Apple", "ÄPPLE", "apricot"):
            await create(owner=alice, name=name, description=None)

        options = await ListVendorOptions(work=work)(owner=alice)

        assert [vendor.name for vendor in options] == ["Apple", "apricot", "zoo", "ÄPPLE"]
