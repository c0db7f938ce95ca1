"""Overlays over HTTP."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, delete, get, post, put
from litestar.params import FromPath, JSONBody, QueryParameter

from piggypulse_core.budgeting.model.overlay import (
    AlreadyIncluded,
    OutsideWindow,
    OverlayId,
    OverlayNotFound,
    TransactionLeftOut,
)
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
from piggypulse_core.kernel.paging import PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, UnknownCursor
from piggypulse_core.kernel.refusal import ReferenceNotFound
from piggypulse_core.ledger.model.transaction import TransactionId, TransactionNotFound
from piggypulse_http.budgeting.wire.overlays import (
    MemberPageOut,
    OverlayIn,
    OverlayOut,
    OverlayPageOut,
    member_page_out,
    overlay_form,
    overlay_out,
    overlay_page_out,
)
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import CursorText, Limit, page_request
from piggypulse_http.ledger.wire.filters import Uncategorized

OnlyIncluded = Annotated[
    bool | None, QueryParameter(description="True for what is in alone, false for the rest.")
]


class OverlayController(Controller):
    """Lenses over days: a trip, a renovation."""

    path = "/overlays"
    tags = ("Overlays",)
    create_overlay: CreateOverlay
    list_overlays: ListOverlays
    get_overlay: GetOverlay
    update_overlay: UpdateOverlay
    delete_overlay: DeleteOverlay
    list_members: ListMembers
    change_membership: ChangeMembership
    clear_membership: ClearMembership

    @post("", operation_id="createOverlay", status_code=201, responses=refusals(ReferenceNotFound))
    async def create(self, request: SignedIn, data: JSONBody[OverlayIn]) -> OverlayOut:
        """Lay a lens over some days; others may lie there too."""
        return overlay_out(
            await self.create_overlay(owner=request.user.id, form=overlay_form(data))
        )

    @get("", operation_id="listOverlays", responses=refusals(UnknownCursor))
    async def page(
        self, request: SignedIn, cursor: CursorText = None, limit: Limit = PAGE_LIMIT_DEFAULT
    ) -> OverlayPageOut:
        """List overlays, the newest first."""
        return overlay_page_out(
            await self.list_overlays(
                owner=request.user.id, request=page_request(cursor=cursor, limit=limit)
            )
        )

    @get("/{overlay_id:str}", operation_id="getOverlay", responses=refusals(OverlayNotFound))
    async def show(self, request: SignedIn, overlay_id: FromPath[UUID]) -> OverlayOut:
        """Show an overlay with what it comes to."""
        return overlay_out(
            await self.get_overlay(owner=request.user.id, overlay=OverlayId(overlay_id))
        )

    @put(
        "/{overlay_id:str}",
        operation_id="updateOverlay",
        responses=refusals(OverlayNotFound, ReferenceNotFound),
    )
    async def update(
        self, request: SignedIn, overlay_id: FromPath[UUID], data: JSONBody[OverlayIn]
    ) -> OverlayOut:
        """Replace an overlay, caps and rules included; what was said of transactions stays."""
        return overlay_out(
            await self.update_overlay(
                owner=request.user.id, overlay=OverlayId(overlay_id), form=overlay_form(data)
            )
        )

    @delete(
        "/{overlay_id:str}",
        operation_id="deleteOverlay",
        status_code=204,
        responses=refusals(OverlayNotFound),
    )
    async def remove(self, request: SignedIn, overlay_id: FromPath[UUID]) -> None:
        """Take an overlay away; transactions stay."""
        await self.delete_overlay(owner=request.user.id, overlay=OverlayId(overlay_id))

    @get(
        "/{overlay_id:str}/transactions",
        operation_id="listOverlayTransactions",
        responses=refusals(OverlayNotFound, UnknownCursor),
    )
    async def members(
        self,
        *,
        request: SignedIn,
        overlay_id: FromPath[UUID],
        cursor: CursorText = None,
        limit: Limit = PAGE_LIMIT_MAX,
        included: OnlyIncluded = None,
        uncategorized: Uncategorized = "exclude",
    ) -> MemberPageOut:
        """List the transactions of an overlay's days, latest first, and whether each is in.

        Uncategorised ones are left out unless asked for.
        """
        return member_page_out(
            await self.list_members(
                owner=request.user.id,
                overlay=OverlayId(overlay_id),
                uncategorized=uncategorized,
                included=included,
                request=page_request(cursor=cursor, limit=limit),
            )
        )

    @post(
        "/{overlay_id:str}/transactions/{transaction_id:str}/include",
        operation_id="includeOverlayTransaction",
        status_code=204,
        responses=refusals(OverlayNotFound, TransactionNotFound, AlreadyIncluded, OutsideWindow),
    )
    async def include(
        self, request: SignedIn, overlay_id: FromPath[UUID], transaction_id: FromPath[UUID]
    ) -> None:
        """Say that a transaction is in, whatever the overlay's mode says."""
        await self.change_membership(
            owner=request.user.id,
            overlay=OverlayId(overlay_id),
            transaction=TransactionId(transaction_id),
            included=True,
        )

    @delete(
        "/{overlay_id:str}/transactions/{transaction_id:str}/exclude",
        operation_id="excludeOverlayTransaction",
        status_code=204,
        responses=refusals(OverlayNotFound, TransactionNotFound, TransactionLeftOut, OutsideWindow),
    )
    async def exclude(
        self, request: SignedIn, overlay_id: FromPath[UUID], transaction_id: FromPath[UUID]
    ) -> None:
        """Say that a transaction is out, whatever the overlay's mode says."""
        await self.change_membership(
            owner=request.user.id,
            overlay=OverlayId(overlay_id),
            transaction=TransactionId(transaction_id),
            included=False,
        )

    @delete(
        "/{overlay_id:str}/transactions/{transaction_id:str}/override",
        operation_id="clearOverlayOverride",
        status_code=204,
        responses=refusals(OverlayNotFound, TransactionNotFound),
    )
    async def clear(
        self, request: SignedIn, overlay_id: FromPath[UUID], transaction_id: FromPath[UUID]
    ) -> None:
        """Forget what was said of a transaction; the overlay's mode decides again."""
        await self.clear_membership(
            owner=request.user.id,
            overlay=OverlayId(overlay_id),
            transaction=TransactionId(transaction_id),
        )
