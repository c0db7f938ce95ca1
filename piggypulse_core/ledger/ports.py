"""What the ledger needs from the world."""

from collections.abc import Sequence
from typing import Protocol

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import Vendor, VendorUse
from piggypulse_core.settings.ports import SettingsUnit


class VendorStore(Protocol):
    """Keeps vendors; names are unique per owner by their folded key."""

    async def add(self, *, owner: UserId, vendor: Vendor) -> None:
        """Raises VendorNameTaken."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[VendorUse]:
        """Newest first (id descending). Raises UnknownCursor."""
        ...

    async def options(self, *, owner: UserId) -> Sequence[Vendor]:
        """Active ones by name key, then id."""
        ...


class LedgerUnit(SettingsUnit, Protocol):
    """The stores of the ledger that one transaction offers."""

    @property
    def vendors(self) -> VendorStore: ...
