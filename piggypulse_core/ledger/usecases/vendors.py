"""What people can do with vendors."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import (
    Vendor,
    VendorId,
    VendorInUse,
    VendorNotFound,
    VendorUse,
    check_merge,
    edited_vendor,
    new_vendor,
)
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
class GetVendor:
    """Show one vendor, archived or not."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        async with self.work.reading() as unit:
            return await unit.vendors.get(owner=owner, vendor=vendor)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateVendor:
    """Replace a vendor's name and description; everything booked with it shows the new name."""

    work: Work[LedgerUnit]

    async def __call__(
        self, *, owner: UserId, vendor: VendorId, name: str, description: str | None
    ) -> Vendor:
        async with self.work() as unit:
            found = await _claimed(unit=unit, owner=owner, vendor=vendor)
            replaced = edited_vendor(vendor=found, name=name, description=description)
            await unit.vendors.save(owner=owner, vendor=replaced)
        return replaced


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveVendor:
    """Put a vendor away: it takes nothing new and keeps its past, which stays editable."""

    work: Work[LedgerUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        async with self.work() as unit:
            found = await _claimed(unit=unit, owner=owner, vendor=vendor)
            profile = await unit.profiles.get(owner=owner)
            archived = found.archived(today=profile.today(now=self.clock.now()))
            await unit.vendors.save(owner=owner, vendor=archived)
        return archived


@dataclass(frozen=True, slots=True, kw_only=True)
class UnarchiveVendor:
    """Take an archived vendor out again."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        async with self.work() as unit:
            found = await _claimed(unit=unit, owner=owner, vendor=vendor)
            active = found.unarchived()
            await unit.vendors.save(owner=owner, vendor=active)
        return active


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteVendor:
    """Delete a vendor that nothing names. One that is named can be archived or merged."""

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, vendor: VendorId) -> None:
        async with self.work() as unit:
            await _claimed(unit=unit, owner=owner, vendor=vendor)
            if await unit.vendor_references.exist(owner=owner, vendor=vendor):
                raise VendorInUse
            await unit.vendors.delete(owner=owner, vendor=vendor)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeVendors:
    """Let everything that names one vendor name another, and delete the first.

    What is merged may be archived, what it becomes part of may not.
    """

    work: Work[LedgerUnit]

    async def __call__(self, *, owner: UserId, vendor: VendorId, target: VendorId) -> None:
        async with self.work() as unit:
            # What names it before the vendors, as whoever edits a booking does.
            await unit.vendor_references.hold(owner=owner, vendor=vendor)
            known = await unit.vendors.claim(owner=owner, vendors=[vendor, target])
            check_merge(vendor=vendor, target=target, known=known)
            await unit.vendor_references.move(owner=owner, vendor=vendor, target=target)
            await unit.vendors.delete(owner=owner, vendor=vendor)


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


async def _claimed(*, unit: LedgerUnit, owner: UserId, vendor: VendorId) -> Vendor:
    """The vendor, which nobody else holds until the unit ends. Raises VendorNotFound."""
    found = (await unit.vendors.claim(owner=owner, vendors=[vendor])).get(vendor)
    if found is None:
        raise VendorNotFound
    return found
