"""What names vendors, in memory."""

from dataclasses import dataclass, replace

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.overlay import Overlay
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model import transaction as model
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_core.ledger.ports import VendorReferences

KINDS = (model.Transaction,)
"""Rows with a `vendor_id`; a kind that comes later joins here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryVendorReferences(VendorReferences):
    """The rows seen through one transaction."""

    transaction: Transaction

    async def exist(self, *, owner: UserId, vendor: VendorId) -> bool:
        billings = self.transaction.rows(Billing, owner=owner).values()
        overlays = self.transaction.rows(Overlay, owner=owner).values()
        return (
            any(one.subscription.vendor_id == vendor for one in billings)
            or any(vendor in one.rules.vendors for one in overlays)
            or any(
                row.vendor_id == vendor
                for kind in KINDS
                for row in self.transaction.rows(kind, owner=owner).values()
            )
        )

    async def hold(self, *, owner: UserId, vendor: VendorId) -> None:
        """A unit that writes is alone anyway."""

    async def move(self, *, owner: UserId, vendor: VendorId, target: VendorId) -> None:
        for kind in KINDS:
            rows = self.transaction.writable(kind, owner=owner)
            named = [key for key, row in rows.items() if row.vendor_id == vendor]
            rows |= {key: replace(rows[key], vendor_id=target) for key in named}
        billings = self.transaction.writable(Billing, owner=owner)
        for key, one in billings.items():
            if one.subscription.vendor_id == vendor:
                moved = replace(one.subscription, vendor_id=target)
                billings[key] = one.revised(subscription=moved)
        overlays = self.transaction.writable(Overlay, owner=owner)
        for overlay_id, overlay in overlays.items():
            overlays[overlay_id] = overlay.with_vendor_moved(vendor=vendor, target=target)
