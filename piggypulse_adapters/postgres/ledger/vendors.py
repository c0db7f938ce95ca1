"""Vendors in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.refusals import translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, VendorNotFound, VendorUse
from piggypulse_core.ledger.ports import VendorStore

SQL = load(package=__package__, file="vendors.sql")


def vendor_from(row: tuple[Any, ...]) -> Vendor:
    """A vendor out of the first four columns."""
    return Vendor(id=row[0], name=row[1], description=row[2], archived_on=row[3])


def columns_of(vendor: Vendor) -> dict[str, Any]:
    """A vendor's columns by name."""
    return {
        "id": vendor.id,
        "name": vendor.name,
        "name_key": vendor.name_key,
        "description": vendor.description,
        "archived_on": vendor.archived_on,
    }


def use_from(row: tuple[Any, ...]) -> VendorUse:
    """A vendor with its count and spend."""
    return VendorUse(vendor=vendor_from(row), transactions=row[4], spend_minor=row[5])


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresVendors(VendorStore):
    """The vendors seen through one connection."""

    connection: Connection

    async def add(self, *, owner: UserId, vendor: Vendor) -> None:
        with translated():
            await self.connection.execute(SQL["add_vendor"], {"owner": owner, **columns_of(vendor)})

    async def get(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        cursor = await self.connection.execute(
            SQL["get_vendor"], {"owner": owner, "vendor": vendor}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            raise VendorNotFound
        return vendor_from(row)

    async def hold(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        cursor = await self.connection.execute(
            SQL["hold_vendors"], {"owner": owner, "ids": sorted(set(vendors))}, binary=True
        )
        return {row[0]: vendor_from(row) for row in await cursor.fetchall()}

    async def claim(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        cursor = await self.connection.execute(
            SQL["claim_vendors"], {"owner": owner, "ids": sorted(set(vendors))}, binary=True
        )
        return {row[0]: vendor_from(row) for row in await cursor.fetchall()}

    async def save(self, *, owner: UserId, vendor: Vendor) -> None:
        with translated():
            await self.connection.execute(
                SQL["save_vendor"], {"owner": owner, **columns_of(vendor)}
            )

    async def delete(self, *, owner: UserId, vendor: VendorId) -> None:
        await self.connection.execute(SQL["delete_vendor"], {"owner": owner, "vendor": vendor})

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[VendorUse]:
        cursor = await self.connection.execute(
            SQL["list_vendors"],
            {
                "owner": owner,
                "status": status,
                "cursor": request.cursor,
                "limit": request.limit,
            },
            binary=True,
        )
        return page_from(rows=await cursor.fetchall(), request=request, build=use_from)

    async def options(self, *, owner: UserId) -> Sequence[Vendor]:
        cursor = await self.connection.execute(
            SQL["list_vendor_options"], {"owner": owner}, binary=True
        )
        return [vendor_from(row) for row in await cursor.fetchall()]
