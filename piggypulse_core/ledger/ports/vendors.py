"""What keeps vendors, and what names them."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, VendorUse


class VendorStore(Protocol):
    """Keeps vendors; names are unique per owner by their folded key."""

    async def add(self, *, owner: UserId, vendor: Vendor) -> None:
        """Raises VendorNameTaken."""
        ...

    async def get(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        """Raises VendorNotFound."""
        ...

    async def hold(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        """The ones that exist, by id; nobody changes or removes them until the unit ends."""
        ...

    async def claim(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        """As `hold`, and nobody else holds them either: nothing begins to name them meanwhile."""
        ...

    async def save(self, *, owner: UserId, vendor: Vendor) -> None:
        """Keep one this unit claimed as it is now. Raises VendorNameTaken."""
        ...

    async def delete(self, *, owner: UserId, vendor: VendorId) -> None:
        """Forget one this unit claimed and nothing names any more."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[VendorUse]:
        """Newest first (id descending). Raises UnknownCursor."""
        ...

    async def options(self, *, owner: UserId) -> Sequence[Vendor]:
        """Active ones by name key, then id."""
        ...


class VendorReferences(Protocol):
    """The rows of every feature that name a vendor; a kind that comes later joins the lists."""

    async def exist(self, *, owner: UserId, vendor: VendorId) -> bool:
        """Whether anything names it."""
        ...

    async def hold(self, *, owner: UserId, vendor: VendorId) -> None:
        """Nobody else writes to what names it until the unit ends; held before the vendor is."""
        ...

    async def move(self, *, owner: UserId, vendor: VendorId, target: VendorId) -> None:
        """Let everything that names one vendor name another; both are claimed by this unit."""
        ...
