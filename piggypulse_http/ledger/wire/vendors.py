"""Vendors on the wire."""

from typing import Literal
from uuid import UUID

from msgspec import UNSET, Struct, UnsetType

from piggypulse_core.kernel.paging import Page
from piggypulse_core.ledger.model.vendor import Vendor, VendorUse
from piggypulse_http.edge.types import Name, Note


class VendorIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor as a person types it."""

    name: Name
    description: Note | UnsetType | None = UNSET


class VendorMergeIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The vendor that another becomes part of."""

    target_vendor_id: UUID


class VendorOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor."""

    id: UUID
    name: str
    status: Literal["active", "inactive"]
    description: str | None


class VendorUseOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor and what was ever booked with it."""

    id: UUID
    name: str
    status: Literal["active", "inactive"]
    description: str | None
    number_of_transactions: int
    total_spend: int


class VendorPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of vendors, newest first."""

    data: list[VendorUseOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


class VendorOptionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A vendor to choose."""

    id: UUID
    name: str


def vendor_out(vendor: Vendor, /) -> VendorOut:
    """A vendor's reply."""
    return VendorOut(
        id=vendor.id, name=vendor.name, status=vendor.status, description=vendor.description
    )


def vendor_page_out(page: Page[VendorUse], /) -> VendorPageOut:
    """A page's reply."""
    return VendorPageOut(
        data=[_use_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def vendor_option_out(vendor: Vendor, /) -> VendorOptionOut:
    """An option's reply."""
    return VendorOptionOut(id=vendor.id, name=vendor.name)


def _use_out(use: VendorUse) -> VendorUseOut:
    return VendorUseOut(
        id=use.vendor.id,
        name=use.vendor.name,
        status=use.vendor.status,
        description=use.vendor.description,
        number_of_transactions=use.transactions,
        total_spend=use.spend_minor,
    )
