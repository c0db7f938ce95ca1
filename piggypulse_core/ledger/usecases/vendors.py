"""What people can do with vendors."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, VendorUse, new_vendor
from piggypulse_core.ledger.ports import LedgerUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateVendor:
    """Add a vendor. Names are unique without regard to case, archived vendors included."""

    work: Work[LedgerUnit]
    ids: Ids

    async def __call__(self, *, owner: UserId, name: str, description: str | None) -> Vendor:
        vendor = new_vendor(id=VendorId(self.ids.new()), name=name, description=description)
        async with self.work() as unit:
            await unit.vendors.add(owner=owner, vendor=vendor)
        return vendor


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVendors:
    """List vendors, newest first, each with its all-time transactions and spend."""

    work: Work[LedgerUnit]

    async def __call__(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[VendorUse]:
        async with self.work.reading() as unit:
            return await unit.vendors.page(owner=owner, status=status, request=request)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVendorOptions:
    """List the active vendors by name, for choosing one."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId) -> Sequence[Vendor]:
        async with self.work.reading() as unit:
            return await unit.vendors.options(owner=owner)
