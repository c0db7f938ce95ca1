"""Vendors over HTTP."""

from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody
from msgspec import UNSET

from piggypulse_core.kernel.paging import PAGE_LIMIT_DEFAULT, UnknownCursor
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.status import (
    AlreadyActive,
    AlreadyArchived,
    Archived,
)
from piggypulse_core.ledger.model.vendor import (
    SameVendor,
    VendorId,
    VendorInUse,
    VendorNameTaken,
    VendorNotFound,
)
from piggypulse_core.ledger.usecases.vendors import (
    ArchiveVendor,
    CreateVendor,
    DeleteVendor,
    GetVendor,
    ListVendorOptions,
    ListVendors,
    MergeVendors,
    UnarchiveVendor,
    UpdateVendor,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.idempotency import KEYED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, page_request
from piggypulse_http.ledger.wire.filters import Status
from piggypulse_http.ledger.wire.vendors import (
    VendorIn,
    VendorMergeIn,
    VendorOptionOut,
    VendorOut,
    VendorPageOut,
    vendor_option_out,
    vendor_out,
    vendor_page_out,
)


class VendorController(Controller):
    """Who money is paid to or comes from."""

    path = "/vendors"
    tags = ("Vendors",)
    create_vendor: CreateVendor
    list_vendors: ListVendors
    list_vendor_options: ListVendorOptions
    get_vendor: GetVendor
    update_vendor: UpdateVendor
    archive_vendor: ArchiveVendor
    unarchive_vendor: UnarchiveVendor
    merge_vendors: MergeVendors
    delete_vendor: DeleteVendor

    @post("", operation_id="createVendor", status_code=201, responses=refusals(VendorNameTaken))
    async def create(self, request: SignedIn, data: JSONBody[VendorIn]) -> VendorOut:
        """Add a vendor."""
        vendor = await self.create_vendor(
            owner=request.user.id,
            name=data.name,
            description=_note(data),
        )
        return vendor_out(vendor)

    @get("", operation_id="listVendors", responses=refusals(UnknownCursor))
    async def page(
        self,
        request: SignedIn,
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_DEFAULT,
        status: Status = "all",
    ) -> VendorPageOut:
        """List vendors, newest first."""
        page = await self.list_vendors(
            owner=request.user.id,
            status=status,
            request=page_request(cursor=cursor, limit=limit),
        )
        return vendor_page_out(page)

    @get("/options", operation_id="listVendorOptions")
    async def options(self, request: SignedIn) -> list[VendorOptionOut]:
        """List active vendors by name."""
        vendors = await self.list_vendor_options(owner=request.user.id)
        return [vendor_option_out(vendor) for vendor in vendors]

    @get("/{vendor_id:str}", operation_id="getVendor", responses=refusals(VendorNotFound))
    async def show(self, request: SignedIn, vendor_id: FromPath[UUID]) -> VendorOut:
        """Show one vendor, archived or not."""
        vendor = await self.get_vendor(owner=request.user.id, vendor=VendorId(vendor_id))
        return vendor_out(vendor)

    @put(
        "/{vendor_id:str}",
        operation_id="updateVendor",
        responses=refusals(VendorNotFound, VendorNameTaken),
    )
    async def update(
        self, request: SignedIn, vendor_id: FromPath[UUID], data: JSONBody[VendorIn]
    ) -> VendorOut:
        """Replace a vendor's name and description."""
        vendor = await self.update_vendor(
            owner=request.user.id,
            vendor=VendorId(vendor_id),
            name=data.name,
            description=_note(data),
        )
        return vendor_out(vendor)

    @delete(
        "/{vendor_id:str}",
        operation_id="deleteVendor",
        status_code=204,
        responses=refusals(VendorNotFound, VendorInUse),
    )
    async def remove(self, request: SignedIn, vendor_id: FromPath[UUID]) -> None:
        """Delete a vendor that nothing names."""
        await self.delete_vendor(owner=request.user.id, vendor=VendorId(vendor_id))

    @post(
        "/{vendor_id:str}/archive",
        operation_id="archiveVendor",
        status_code=200,
        responses=refusals(VendorNotFound, AlreadyArchived),
    )
    async def archive(self, request: SignedIn, vendor_id: FromPath[UUID]) -> VendorOut:
        """Put a vendor away; it keeps its past and takes nothing new."""
        vendor = await self.archive_vendor(owner=request.user.id, vendor=VendorId(vendor_id))
        return vendor_out(vendor)

    @post(
        "/{vendor_id:str}/unarchive",
        operation_id="unarchiveVendor",
        status_code=200,
        responses=refusals(VendorNotFound, AlreadyActive),
    )
    async def unarchive(self, request: SignedIn, vendor_id: FromPath[UUID]) -> VendorOut:
        """Take an archived vendor out again."""
        vendor = await self.unarchive_vendor(owner=request.user.id, vendor=VendorId(vendor_id))
        return vendor_out(vendor)

    @post(
        "/{vendor_id:str}/merge",
        operation_id="mergeVendor",
        status_code=204,
        opt={KEYED: True},
        responses=refusals(VendorNotFound, ReferenceNotFound, SameVendor, Archived),
    )
    async def merge(
        self, request: SignedIn, vendor_id: FromPath[UUID], data: JSONBody[VendorMergeIn]
    ) -> None:
        """Let everything that names this vendor name another, and delete this one."""
        await self.merge_vendors(
            owner=request.user.id,
            vendor=VendorId(vendor_id),
            target=VendorId(data.target_vendor_id),
        )


def _note(data: VendorIn) -> str | None:
    return None if data.description is UNSET else data.description
