"""What keeps overlays, and what is in them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from piggypulse_core.budgeting.model.overlay import Member, Overlay, OverlayId
from piggypulse_core.budgeting.model.overlay_figures import OverlayFigures
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.selection import UncategorizedChoice
from piggypulse_core.ledger.model.transaction import TransactionId


class OverlayStore(Protocol):
    """Keeps overlays, their caps and their rules."""

    async def add(self, *, owner: UserId, overlay: Overlay) -> None:
        """A new one; everything it names is held by this unit."""
        ...

    async def get(self, *, owner: UserId, overlay: OverlayId) -> Overlay:
        """Raises OverlayNotFound."""
        ...

    async def hold(self, *, owner: UserId, overlay: OverlayId) -> Overlay:
        """One that nobody else writes to until the unit ends. Raises OverlayNotFound."""
        ...

    async def save(self, *, owner: UserId, overlay: Overlay) -> None:
        """Keep a held one as it is now; what was said of transactions stays."""
        ...

    async def delete(self, *, owner: UserId, overlay: OverlayId) -> None:
        """With all that was said of transactions. Raises OverlayNotFound."""
        ...

    async def page(self, *, owner: UserId, request: PageRequest) -> Page[Overlay]:
        """The newest first, by creation, then id. Raises UnknownCursor."""
        ...

    async def figures(
        self, *, owner: UserId, currency_code: str | None, overlays: Sequence[OverlayId]
    ) -> Mapping[OverlayId, OverlayFigures]:
        """What overlays there are come to, over accounts in a currency."""
        ...


class Memberships(Protocol):
    """Knows what is in overlays, and keeps what people said of single transactions."""

    async def override(
        self, *, owner: UserId, overlay: OverlayId, transaction: TransactionId
    ) -> bool | None:
        """Whether a person said that a transaction is in or out; None if nothing."""
        ...

    async def set_override(
        self,
        *,
        owner: UserId,
        overlay: OverlayId,
        transaction: TransactionId,
        included: bool | None,
    ) -> None:
        """Write down what a person says, or forget it; overlay and transaction are held."""
        ...

    async def add_overrides(
        self, *, owner: UserId, overlay: OverlayId, overrides: Mapping[TransactionId, bool]
    ) -> None:
        """Write down all that was said of transactions, in an overlay that is new to this unit."""
        ...

    async def members(
        self,
        *,
        owner: UserId,
        overlay: Overlay,
        uncategorized: UncategorizedChoice,
        included: bool | None,
        request: PageRequest,
    ) -> Page[Member]:
        """What its days hold, latest first: all, or only what is in, or out.

        Raises UnknownCursor.
        """
        ...
