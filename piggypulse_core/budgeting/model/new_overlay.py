"""A new overlay: what a person fills in, and what has to be right about it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from piggypulse_core.budgeting.model.overlay import (
    InclusionMode,
    Overlay,
    OverlayId,
    OverlayRules,
)
from piggypulse_core.kernel.dates import Span, check_day
from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import Fault, Faults, ReferenceNotFound
from piggypulse_core.kernel.text import checked_name, clean
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.appearance import checked_icon
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.references import ReferenceIds, References
from piggypulse_core.ledger.model.vendor import VendorId

OVERLAY_CHOICES_MAX = 200
"""Caps, and rules of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayForm:
    """What a person fills in. An id that is listed twice in a rule counts once."""

    name: str
    icon: str | None
    start_on: date
    end_on: date
    mode: InclusionMode
    total_cap_minor: int | None = None
    caps: Sequence[tuple[CategoryId, int]] = ()
    categories: Sequence[CategoryId] = ()
    vendors: Sequence[VendorId] = ()
    accounts: Sequence[AccountId] = ()

    @property
    def names(self) -> ReferenceIds:
        """Everything that caps and rules refer to."""
        return ReferenceIds(
            accounts=frozenset(self.accounts),
            categories=frozenset(self.categories) | {category for category, _ in self.caps},
            vendors=frozenset(self.vendors),
        )

    def checked(self) -> "OverlayForm":
        """The same with clean texts. Raises InvalidInput naming every member at fault."""
        faults = Faults()
        name = checked_name(text=self.name, faults=faults)
        icon = None
        if self.icon is not None and clean(text=self.icon):
            icon = checked_icon(text=self.icon, faults=faults)
        self._check_days(faults)
        self._check_amounts(faults)
        self._check_choices(faults)
        faults.settle()
        return replace(self, name=name, icon=icon)

    def _check_days(self, faults: Faults) -> None:
        check_day(day=self.start_on, field="startDate", faults=faults)
        check_day(day=self.end_on, field="endDate", faults=faults)
        if self.end_on < self.start_on:
            faults.add(
                field="endDate", code="out_of_range", message="Must not lie before startDate."
            )

    def _check_amounts(self, faults: Faults) -> None:
        check_amount(
            amount_minor=self.total_cap_minor or 0, field="totalCapAmount", lowest=0, faults=faults
        )
        seen = set[CategoryId]()
        for place, (category, amount_minor) in enumerate(self.caps):
            field = f"/categoryCaps/{place}"
            check_amount(
                amount_minor=amount_minor, field=f"{field}/capAmount", lowest=0, faults=faults
            )
            if category in seen:
                faults.add(
                    field=f"{field}/categoryId",
                    code="not_allowed_here",
                    message="A category has one cap at most.",
                )
            seen.add(category)

    def _check_choices(self, faults: Faults) -> None:
        for field, chosen in (
            ("categoryCaps", self.caps),
            ("/rules/categoryIds", self.categories),
            ("/rules/vendorIds", self.vendors),
            ("/rules/accountIds", self.accounts),
        ):
            if len(chosen) > OVERLAY_CHOICES_MAX:
                faults.add(
                    field=field,
                    code="too_long",
                    message=f"Takes at most {OVERLAY_CHOICES_MAX} items.",
                )


def check_names(*, form: OverlayForm, references: References) -> None:
    """Raise ReferenceNotFound naming every id its owner does not have; archived rows will do."""
    capped = [category for category, _ in form.caps]
    missing = [
        *_missing("/categoryCaps/{}/categoryId", capped, references.categories),
        *_missing("/rules/categoryIds/{}", form.categories, references.categories),
        *_missing("/rules/vendorIds/{}", form.vendors, references.vendors),
        *_missing("/rules/accountIds/{}", form.accounts, references.accounts),
    ]
    if missing:
        raise ReferenceNotFound(faults=missing)


def _missing(pointer: str, ids: Sequence[UUID], known: Collection[UUID]) -> Iterator[Fault]:
    for place, one in enumerate(ids):
        if one not in known:
            yield Fault(
                field=pointer.format(place),
                code=ReferenceNotFound.code,
                message="No such row of yours.",
            )


def new_overlay(
    *,
    id: OverlayId,  # noqa: A002 - the field's name
    form: OverlayForm,
    at: datetime,
) -> Overlay:
    """The overlay of a form that has been checked."""
    return Overlay(
        id=id,
        name=form.name,
        icon=form.icon,
        span=Span(start=form.start_on, end=form.end_on),
        mode=form.mode,
        total_cap_minor=form.total_cap_minor,
        created_at=at,
        caps=dict(form.caps),
        rules=OverlayRules(
            categories=frozenset(form.categories),
            vendors=frozenset(form.vendors),
            accounts=frozenset(form.accounts),
        ),
    )
