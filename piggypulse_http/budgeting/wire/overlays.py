"""Overlays on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.budgeting.model.new_overlay import OVERLAY_CHOICES_MAX, OverlayForm
from piggypulse_core.budgeting.model.overlay import (
    InclusionMode,
    Member,
    Membership,
    Overlay,
    OverlayRules,
)
from piggypulse_core.budgeting.model.overlay_figures import CategorySpending, OverlayRow
from piggypulse_core.kernel.paging import Page
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_http.edge.types import AmountNotNegative, Day, Name, Text
from piggypulse_http.ledger.wire.transactions import TransactionOut, transaction_out

Choices = Annotated[list[UUID], Meta(max_length=OVERLAY_CHOICES_MAX)]
Icon = Annotated[Text, Meta(description="Up to 16 code points, or one emoji; empty for none.")]


class OverlayCapIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What should be spent on a category at most; it informs and blocks nothing."""

    category_id: UUID
    cap_amount: AmountNotNegative


class OverlayRulesIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a transaction has to name to be taken in; any one of these is enough."""

    category_ids: Choices | UnsetType = UNSET
    vendor_ids: Choices | UnsetType = UNSET
    account_ids: Choices | UnsetType = UNSET


class OverlayIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """An overlay as a person types it; a category has one cap at most."""

    name: Name
    start_date: Day
    end_date: Day
    inclusion_mode: InclusionMode
    icon: Icon | UnsetType | None = UNSET
    total_cap_amount: AmountNotNegative | UnsetType | None = UNSET
    category_caps: (
        Annotated[list[OverlayCapIn], Meta(max_length=OVERLAY_CHOICES_MAX)] | UnsetType
    ) = UNSET
    rules: OverlayRulesIn | UnsetType = UNSET


class OverlayCapOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What should be spent on a category at most."""

    category_id: UUID
    cap_amount: int


class OverlayRulesOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What a transaction has to name to be taken in."""

    category_ids: list[UUID]
    vendor_ids: list[UUID]
    account_ids: list[UUID]


class OverlayCategoryOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What of an overlay's spending went on a category."""

    category_id: UUID
    category_name: str
    amount: int


class OverlayOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """An overlay; spending without category is part of the sum and not of the breakdown."""

    id: UUID
    name: str
    icon: str | None
    start_date: date
    end_date: date
    inclusion_mode: InclusionMode
    total_cap_amount: int | None
    spent_amount: int
    transaction_count: int
    category_breakdown: list[OverlayCategoryOut]
    category_caps: list[OverlayCapOut]
    rules: OverlayRulesOut


class OverlayPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of overlays, newest first."""

    data: list[OverlayOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


class MembershipOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Whether a transaction is in, and what put it there."""

    is_included: bool
    inclusion_source: InclusionMode | None


class MemberOut(TransactionOut, frozen=True, kw_only=True, rename="camel"):
    """A transaction of an overlay's days."""

    membership: MembershipOut


class MemberPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of an overlay's days, latest first."""

    data: list[MemberOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


def overlay_form(body: OverlayIn, /) -> OverlayForm:
    """What a person has typed."""
    rules = body.rules if isinstance(body.rules, OverlayRulesIn) else OverlayRulesIn()
    caps = body.category_caps if isinstance(body.category_caps, list) else []
    return OverlayForm(
        name=body.name,
        icon=body.icon if isinstance(body.icon, str) else None,
        start_on=body.start_date,
        end_on=body.end_date,
        mode=body.inclusion_mode,
        total_cap_minor=body.total_cap_amount if isinstance(body.total_cap_amount, int) else None,
        caps=[(CategoryId(cap.category_id), cap.cap_amount) for cap in caps],
        categories=[CategoryId(one) for one in _listed(rules.category_ids)],
        vendors=[VendorId(one) for one in _listed(rules.vendor_ids)],
        accounts=[AccountId(one) for one in _listed(rules.account_ids)],
    )


def _listed(ids: list[UUID] | UnsetType) -> list[UUID]:
    return ids if isinstance(ids, list) else []


def overlay_out(row: OverlayRow, /) -> OverlayOut:
    """An overlay's reply."""
    overlay, figures = row.overlay, row.figures
    return OverlayOut(
        id=overlay.id,
        name=overlay.name,
        icon=overlay.icon,
        start_date=overlay.span.start,
        end_date=overlay.span.end,
        inclusion_mode=overlay.mode,
        total_cap_amount=overlay.total_cap_minor,
        spent_amount=figures.spent_minor,
        transaction_count=figures.transactions,
        category_breakdown=[_category_out(one) for one in figures.breakdown],
        category_caps=caps_out(overlay),
        rules=rules_out(overlay.rules),
    )


def caps_out(overlay: Overlay, /) -> list[OverlayCapOut]:
    """The caps by category."""
    return [
        OverlayCapOut(category_id=category, cap_amount=cap_minor)
        for category, cap_minor in sorted(overlay.caps.items())
    ]


def rules_out(rules: OverlayRules, /) -> OverlayRulesOut:
    """What the rules name, by id."""
    return OverlayRulesOut(
        category_ids=sorted(rules.categories),
        vendor_ids=sorted(rules.vendors),
        account_ids=sorted(rules.accounts),
    )


def _category_out(one: CategorySpending) -> OverlayCategoryOut:
    assert one.category_id is not None, "a breakdown names categories"
    return OverlayCategoryOut(
        category_id=one.category_id, category_name=one.name, amount=one.amount_minor
    )


def overlay_page_out(page: Page[OverlayRow], /) -> OverlayPageOut:
    """A page's reply."""
    return OverlayPageOut(
        data=[overlay_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def member_page_out(page: Page[Member], /) -> MemberPageOut:
    """A page's reply."""
    return MemberPageOut(
        data=[_member_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def _member_out(member: Member) -> MemberOut:
    plain = transaction_out(member.booking)
    return MemberOut(
        **{name: getattr(plain, name) for name in plain.__struct_fields__},
        membership=_membership_out(member.membership),
    )


def _membership_out(membership: Membership) -> MembershipOut:
    return MembershipOut(is_included=membership.is_included, inclusion_source=membership.source)
