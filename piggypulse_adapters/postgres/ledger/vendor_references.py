"""What names vendors, in PostgreSQL."""

from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_core.ledger.ports import VendorReferences

SQL = load(package=__package__, file="vendor_references.sql")

ASKED = ("vendor_is_in_transactions", "vendor_is_in_subscriptions", "vendor_is_in_overlays")
HELD = ("hold_transactions_of_vendor",)
MOVED = (
    "move_transactions_to_vendor",
    "move_subscriptions_to_vendor",
    "move_overlays_to_vendor",
)
"""One statement for each table that names vendors; a table that comes later joins all three.

Subscriptions and overlays are not held: whoever lets one name a vendor holds the vendor first.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresVendorReferences(VendorReferences):
    """The rows seen through one connection."""

    connection: Connection

    async def exist(self, *, owner: UserId, vendor: VendorId) -> bool:
        for name in ASKED:
            cursor = await self.connection.execute(
                SQL[name], {"owner": owner, "vendor": vendor}, binary=True
            )
            if await cursor.fetchone() is not None:
                return True
        return False

    async def hold(self, *, owner: UserId, vendor: VendorId) -> None:
        for name in HELD:
            await self.connection.execute(SQL[name], {"owner": owner, "vendor": vendor})

    async def move(self, *, owner: UserId, vendor: VendorId, target: VendorId) -> None:
        for name in MOVED:
            await self.connection.execute(
                SQL[name], {"owner": owner, "vendor": vendor, "target": target}
            )
