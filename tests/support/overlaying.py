"""One person's overlays over any back end, driven through the use cases alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.new_overlay import OverlayForm
from piggypulse_core.budgeting.model.overlay import InclusionMode, Member, Overlay, OverlayId
from piggypulse_core.budgeting.model.overlay_figures import OverlayFigures, OverlayRow
from piggypulse_core.budgeting.usecases.overlays import (
    ChangeMembership,
    ClearMembership,
    CreateOverlay,
    DeleteOverlay,
    GetOverlay,
    ListMembers,
    ListOverlays,
    UpdateOverlay,
)
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import PAGE_LIMIT_MAX, Page, PageRequest
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.selection import UncategorizedChoice
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.clock import NOW, TODAY
from tests.support.works import AnyWork

_IDS = SystemIds()


def lens(
    mode: InclusionMode = "all",
    /,
    *,
    name: str = "Holiday",
    start: date = TODAY - timedelta(days=7),
    end: date = TODAY + timedelta(days=7),
    caps: Sequence[tuple[Category, int]] = (),
    categories: Sequence[Category] = (),
    vendors: Sequence[Vendor] = (),
    accounts: Sequence[Account] = (),
) -> OverlayForm:
    """A form for the fortnight around today unless told otherwise."""
    return OverlayForm(
        name=name,
        icon="⛵",
        start_on=start,
        end_on=end,
        mode=mode,
        total_cap_minor=5000,
        caps=[(category.id, cap_minor) for category, cap_minor in caps],
        categories=[one.id for one in categories],
        vendors=[one.id for one in vendors],
        accounts=[one.id for one in accounts],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Lays overlays and says what is in them, for one owner."""

    work: AnyWork
    owner: UserId
    clock: Clock = field(default_factory=lambda: FixedClock(NOW))
    ids: Ids = field(default_factory=lambda: _IDS)

    async def lay(self, form: OverlayForm, /) -> Overlay:
        use_case = CreateOverlay(work=self.work, ids=self.ids, clock=self.clock)
        return (await use_case(owner=self.owner, form=form)).overlay

    async def replace(self, key: OverlayId, form: OverlayForm, /) -> Overlay:
        use_case = UpdateOverlay(work=self.work)
        return (await use_case(owner=self.owner, overlay=key, form=form)).overlay

    async def drop(self, key: OverlayId, /) -> None:
        await DeleteOverlay(work=self.work)(owner=self.owner, overlay=key)

    async def show(self, key: OverlayId, /) -> OverlayRow:
        return await GetOverlay(work=self.work)(owner=self.owner, overlay=key)

    async def figures(self, key: OverlayId, /) -> OverlayFigures:
        return (await self.show(key)).figures

    async def page(
        self, *, cursor: UUID | None = None, limit: int = PAGE_LIMIT_MAX
    ) -> Page[OverlayRow]:
        request = PageRequest(cursor=cursor, limit=limit)
        return await ListOverlays(work=self.work)(owner=self.owner, request=request)

    async def members(
        self,
        key: OverlayId,
        /,
        *,
        uncategorized: UncategorizedChoice = "include",
        included: bool | None = None,
        cursor: UUID | None = None,
        limit: int = PAGE_LIMIT_MAX,
    ) -> Page[Member]:
        return await ListMembers(work=self.work)(
            owner=self.owner,
            overlay=key,
            uncategorized=uncategorized,
            included=included,
            request=PageRequest(cursor=cursor, limit=limit),
        )

    async def include(self, key: OverlayId, booking: Booking, /) -> None:
        await self._say(key, booking, included=True)

    async def exclude(self, key: OverlayId, booking: Booking, /) -> None:
        await self._say(key, booking, included=False)

    async def clear(self, key: OverlayId, booking: Booking, /) -> None:
        use_case = ClearMembership(work=self.work)
        await use_case(owner=self.owner, overlay=key, transaction=booking.id)

    async def _say(self, key: OverlayId, booking: Booking, /, *, included: bool) -> None:
        use_case = ChangeMembership(work=self.work)
        await use_case(owner=self.owner, overlay=key, transaction=booking.id, included=included)
