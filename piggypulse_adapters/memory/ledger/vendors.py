"""Vendors in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.spending import vendor_spend_minor
from piggypulse_core.ledger.model.status import StatusFilter, passes
from piggypulse_core.ledger.model.vendor import (
    Vendor,
    VendorId,
    VendorNameTaken,
    VendorNotFound,
    VendorUse,
)
from piggypulse_core.ledger.ports import VendorStore
from piggypulse_core.settings.model.profile import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryVendors(VendorStore):
    """The vendors seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, vendor: Vendor) -> None:
        rows = self.transaction.writable(Vendor, owner=owner)
        if any(row.name_key == vendor.name_key and row.id != vendor.id for row in rows.values()):
            raise VendorNameTaken
        rows[vendor.id] = vendor

    async def get(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        found = self.transaction.rows(Vendor, owner=owner).get(vendor)
        if found is None:
            raise VendorNotFound
        return found

    async def hold(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        rows = self.transaction.rows(Vendor, owner=owner)
        return {id_: rows[id_] for id_ in sorted(set(vendors)) if id_ in rows}

    async def claim(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        return await self.hold(owner=owner, vendors=vendors)

    async def save(self, *, owner: UserId, vendor: Vendor) -> None:
        await self.add(owner=owner, vendor=vendor)

    async def delete(self, *, owner: UserId, vendor: VendorId) -> None:
        del self.transaction.writable(Vendor, owner=owner)[vendor]

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[VendorUse]:
        rows = self.transaction.rows(Vendor, owner=owner).values()
        listed = sorted(
            (row for row in rows if passes(archived_on=row.archived_on, status=status)),
            key=lambda row: row.id,
            reverse=True,
        )
        page = page_of(rows=listed, request=request)
        return Page(
            rows=[self._use(owner=owner, vendor=row) for row in page.rows],
            total=page.total,
            has_more=page.has_more,
        )

    async def options(self, *, owner: UserId) -> Sequence[Vendor]:
        rows = self.transaction.rows(Vendor, owner=owner).values()
        active = (row for row in rows if row.archived_on is None)
        return sorted(active, key=lambda row: (row.name_key, row.id))

    def _use(self, *, owner: UserId, vendor: Vendor) -> VendorUse:
        accounts = self.transaction.rows(Account, owner=owner)
        currency = self.transaction.rows(Profile, owner=owner)[owner].currency_code
        booked = [
            row
            for row in self.transaction.rows(model.Transaction, owner=owner).values()
            if row.vendor_id == vendor.id
        ]
        return VendorUse(
            vendor=vendor,
            transactions=len(booked),
            spend_minor=vendor_spend_minor(
                transactions=[
                    row for row in booked if accounts[row.from_account_id].currency_code == currency
                ],
                accounts=accounts,
            ),
        )
