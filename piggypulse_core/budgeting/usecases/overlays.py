"""What people can do with overlays."""

from dataclasses import dataclass

from piggypulse_core.budgeting.model.new_overlay import OverlayForm, check_names, new_overlay
from piggypulse_core.budgeting.model.overlay import Member, Overlay, OverlayId
from piggypulse_core.budgeting.model.overlay_figures import OverlayRow
from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.references import References
from piggypulse_core.ledger.model.selection import UncategorizedChoice
from piggypulse_core.ledger.model.transaction import TransactionId


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOverlay:
    """Lay a lens over some days. It may share days with others and name archived rows."""

    work: Work[BudgetingUnit]
    ids: Ids
    clock: Clock

    async def __call__(self, *, owner: UserId, form: OverlayForm) -> OverlayRow:
        form = form.checked()
        made = new_overlay(id=OverlayId(self.ids.new()), form=form, at=self.clock.now())
        async with self.work() as unit:
            await _check_names(unit=unit, owner=owner, form=form)
            await unit.overlays.add(owner=owner, overlay=made)
            return await _row(unit=unit, owner=owner, overlay=made)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateOverlay:
    """Replace everything about an overlay; what was said of single transactions stays."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId, overlay: OverlayId, form: OverlayForm) -> OverlayRow:
        form = form.checked()
        async with self.work() as unit:
            known = await unit.overlays.hold(owner=owner, overlay=overlay)
            await _check_names(unit=unit, owner=owner, form=form)
            after = new_overlay(id=overlay, form=form, at=known.created_at)
            await unit.overlays.save(owner=owner, overlay=after)
            return await _row(unit=unit, owner=owner, overlay=after)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteOverlay:
    """Take an overlay away, with what was said of transactions; nothing else changes."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId, overlay: OverlayId) -> None:
        async with self.work() as unit:
            await unit.overlays.hold(owner=owner, overlay=overlay)
            await unit.overlays.delete(owner=owner, overlay=overlay)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetOverlay:
    """Show an overlay with what it comes to."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId, overlay: OverlayId) -> OverlayRow:
        async with self.work.snapshot() as unit:
            found = await unit.overlays.get(owner=owner, overlay=overlay)
            return await _row(unit=unit, owner=owner, overlay=found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOverlays:
    """List overlays with what they come to, the newest first."""

    work: Work[BudgetingUnit]

    async def __call__(self, *, owner: UserId, request: PageRequest) -> Page[OverlayRow]:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            page = await unit.overlays.page(owner=owner, request=request)
            figures = await unit.overlays.figures(
                owner=owner,
                currency_code=profile.currency_code,
                overlays=[row.id for row in page.rows],
            )
        return Page(
            rows=[OverlayRow(overlay=row, figures=figures[row.id]) for row in page.rows],
            total=page.total,
            has_more=page.has_more,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMembers:
    """List the transactions of an overlay's days, and whether each is in."""

    work: Work[BudgetingUnit]

    async def __call__(
        self,
        *,
        owner: UserId,
        overlay: OverlayId,
        uncategorized: UncategorizedChoice,
        included: bool | None,
        request: PageRequest,
    ) -> Page[Member]:
        async with self.work.snapshot() as unit:
            return await unit.memberships.members(
                owner=owner,
                overlay=await unit.overlays.get(owner=owner, overlay=overlay),
                uncategorized=uncategorized,
                included=included,
                request=request,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMembership:
    """Say that a transaction of an overlay's days is in, or out, whatever its mode says."""

    work: Work[BudgetingUnit]

    async def __call__(
        self, *, owner: UserId, overlay: OverlayId, transaction: TransactionId, included: bool
    ) -> None:
        async with self.work() as unit:
            # The transaction first, as whoever removes it does.
            booked = await unit.transactions.hold(owner=owner, transaction=transaction)
            known = await unit.overlays.hold(owner=owner, overlay=overlay)
            said = await unit.memberships.override(
                owner=owner, overlay=overlay, transaction=transaction
            )
            known.check_change(transaction=booked, override=said, included=included)
            await unit.memberships.set_override(
                owner=owner, overlay=overlay, transaction=transaction, included=included
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearMembership:
    """Forget what was said of a transaction, if anything: the overlay's mode decides again."""

    work: Work[BudgetingUnit]

    async def __call__(
        self, *, owner: UserId, overlay: OverlayId, transaction: TransactionId
    ) -> None:
        async with self.work() as unit:
            await unit.transactions.hold(owner=owner, transaction=transaction)
            await unit.overlays.hold(owner=owner, overlay=overlay)
            await unit.memberships.set_override(
                owner=owner, overlay=overlay, transaction=transaction, included=None
            )


async def _check_names(*, unit: BudgetingUnit, owner: UserId, form: OverlayForm) -> None:
    """Everything named is held until the unit ends, accounts first, as bookings do."""
    names = form.names
    accounts = await unit.accounts.hold(owner=owner, accounts=names.accounts)
    categories = await unit.categories.hold(owner=owner, categories=names.categories)
    vendors = await unit.vendors.hold(owner=owner, vendors=names.vendors)
    check_names(
        form=form,
        references=References(accounts=accounts, categories=categories, vendors=vendors),
    )


async def _row(*, unit: BudgetingUnit, owner: UserId, overlay: Overlay) -> OverlayRow:
    profile = await unit.profiles.get(owner=owner)
    figures = await unit.overlays.figures(
        owner=owner, currency_code=profile.currency_code, overlays=[overlay.id]
    )
    return OverlayRow(overlay=overlay, figures=figures[overlay.id])
