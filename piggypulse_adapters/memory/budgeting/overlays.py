"""Overlays in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction as View
from piggypulse_adapters.memory.ledger.transactions import MemoryTransactions
from piggypulse_core.budgeting.model.overlay import (
    Member,
    Overlay,
    OverlayId,
    OverlayNotFound,
    Override,
)
from piggypulse_core.budgeting.model.overlay_figures import OverlayFigures, overlay_figures
from piggypulse_core.budgeting.ports import Memberships, OverlayStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.references import References
from piggypulse_core.ledger.model.selection import Selection, UncategorizedChoice, selects
from piggypulse_core.ledger.model.spending import in_scope
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryOverlays(OverlayStore, Memberships):
    """The overlays seen through one transaction of the database."""

    transaction: View

    async def add(self, *, owner: UserId, overlay: Overlay) -> None:
        self.transaction.writable(Overlay, owner=owner)[overlay.id] = overlay

    async def get(self, *, owner: UserId, overlay: OverlayId) -> Overlay:
        found = self.transaction.rows(Overlay, owner=owner).get(overlay)
        if found is None:
            raise OverlayNotFound
        return found

    async def hold(self, *, owner: UserId, overlay: OverlayId) -> Overlay:
        return await self.get(owner=owner, overlay=overlay)

    async def save(self, *, owner: UserId, overlay: Overlay) -> None:
        await self.add(owner=owner, overlay=overlay)

    async def delete(self, *, owner: UserId, overlay: OverlayId) -> None:
        await self.get(owner=owner, overlay=overlay)
        del self.transaction.writable(Overlay, owner=owner)[overlay]
        said = self.transaction.writable(Override, owner=owner)
        for key in [key for key, one in said.items() if one.overlay == overlay]:
            del said[key]

    async def page(self, *, owner: UserId, request: PageRequest) -> Page[Overlay]:
        rows = sorted(
            self.transaction.rows(Overlay, owner=owner).values(),
            key=lambda row: (row.created_at, row.id),
            reverse=True,
        )
        return page_of(rows=rows, request=request)

    async def figures(
        self, *, owner: UserId, currency_code: str | None, overlays: Sequence[OverlayId]
    ) -> Mapping[OverlayId, OverlayFigures]:
        accounts = self.transaction.rows(Account, owner=owner)
        booked = self.transaction.rows(Transaction, owner=owner).values()
        scope = list(in_scope(transactions=booked, accounts=accounts, currency_code=currency_code))
        rows = self.transaction.rows(Overlay, owner=owner)
        return {
            key: overlay_figures(
                overlay=rows[key],
                transactions=scope,
                overrides=self._overrides(owner=owner, overlay=key),
                accounts=accounts,
                categories=self.transaction.rows(Category, owner=owner),
            )
            for key in overlays
        }

    async def override(
        self, *, owner: UserId, overlay: OverlayId, transaction: TransactionId
    ) -> bool | None:
        return self._overrides(owner=owner, overlay=overlay).get(transaction)

    async def set_override(
        self,
        *,
        owner: UserId,
        overlay: OverlayId,
        transaction: TransactionId,
        included: bool | None,
    ) -> None:
        said = self.transaction.writable(Override, owner=owner)
        said.pop((overlay, transaction), None)
        if included is not None:
            said[overlay, transaction] = Override(
                overlay=overlay, transaction=transaction, included=included
            )

    async def add_overrides(
        self, *, owner: UserId, overlay: OverlayId, overrides: Mapping[TransactionId, bool]
    ) -> None:
        for transaction, included in overrides.items():
            await self.set_override(
                owner=owner, overlay=overlay, transaction=transaction, included=included
            )

    async def members(
        self,
        *,
        owner: UserId,
        overlay: Overlay,
        uncategorized: UncategorizedChoice,
        included: bool | None,
        request: PageRequest,
    ) -> Page[Member]:
        references = MemoryTransactions(transaction=self.transaction).references(owner=owner)
        listed = sorted(
            self._members(
                owner=owner, overlay=overlay, uncategorized=uncategorized, references=references
            ),
            key=lambda one: (one.booking.transaction.date, one.id),
            reverse=True,
        )
        shown = [one for one in listed if included in (None, one.membership.is_included)]
        return page_of(rows=shown, request=request)

    def _members(
        self,
        *,
        owner: UserId,
        overlay: Overlay,
        uncategorized: UncategorizedChoice,
        references: References,
    ) -> list[Member]:
        overrides = self._overrides(owner=owner, overlay=overlay.id)
        chosen = selects(
            selection=Selection(uncategorized=uncategorized).inside(span=overlay.span),
            references=references,
        )
        return [
            Member(
                booking=references.booking(transaction=row),
                membership=overlay.membership(transaction=row, override=overrides.get(row.id)),
            )
            for row in self.transaction.rows(Transaction, owner=owner).values()
            if chosen(row)
        ]

    def _overrides(self, *, owner: UserId, overlay: OverlayId) -> Mapping[TransactionId, bool]:
        return {
            one.transaction: one.included
            for one in self.transaction.rows(Override, owner=owner).values()
            if one.overlay == overlay
        }
