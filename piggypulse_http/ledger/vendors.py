"""Vendors over HTTP."""

from litestar import Controller, get, post
from litestar.params import FromQuery, JSONBody
from msgspec import UNSET

from piggypulse_core.kernel.paging import PAGE_LIMIT_DEFAULT, UnknownCursor
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import VendorNameTaken
from piggypulse_core.ledger.usecases.vendors import CreateVendor, ListVendorOptions, ListVendors
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, page_request
from piggypulse_http.ledger.wire.vendors import (
    VendorIn,
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

    @post("", operation_id="createVendor", status_code=201, responses=refusals(VendorNameTaken))
    async def create(self, request: SignedIn, data: JSONBody[VendorIn]) -> VendorOut:
        """Add a vendor."""
        vendor = await self.create_vendor(
            owner=request.user.id,
            name=data.name,
            description=None if data.description is UNSET else data.description,
        )
        return vendor_out(vendor)

    @get("", operation_id="listVendors", responses=refusals(UnknownCursor))
    async def page(
        self,
        request: SignedIn,
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_DEFAULT,
        status: FromQuery[StatusFilter] = "all",
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
