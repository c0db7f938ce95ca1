"""Subscriptions with their charges, and overlays, as archives have them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from piggypulse_core.budgeting.model.billing import Billing, BillingEvent
from piggypulse_core.budgeting.model.overlay import InclusionMode
from piggypulse_core.budgeting.model.subscription import BillingCycle
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_http.budgeting.wire.overlays import (
    OverlayCapOut,
    OverlayRulesOut,
    caps_out,
    rules_out,
)
from piggypulse_http.edge.types import Day


class ArchivedCharge(Struct, frozen=True, kw_only=True, rename="camel"):
    """A charge: booked as a transaction, or taken for granted."""

    id: UUID
    due_date: Day
    date: Day
    amount: int
    transaction_id: UUID | None


class ArchivedSubscription(Struct, frozen=True, kw_only=True, rename="camel"):
    """A subscription; its status follows from the day it is looked at."""

    id: UUID
    name: str
    category_id: UUID
    vendor_id: UUID | None
    billing_amount: int
    billing_cycle: BillingCycle
    billing_day: int
    next_charge_date: Day
    is_paused: bool
    cancelled_on: Day | None
    created_at: datetime
    updated_at: datetime
    events: list[ArchivedCharge]


class ArchivedOverride(Struct, frozen=True, kw_only=True, rename="camel"):
    """Whether a transaction is in or out, whatever the rules say."""

    transaction_id: UUID
    included: bool


class ArchivedLens(Struct, frozen=True, kw_only=True, rename="camel"):
    """An overlay with all it names."""

    id: UUID
    name: str
    icon: str | None
    start_date: Day
    end_date: Day
    inclusion_mode: InclusionMode
    total_cap_amount: int | None
    created_at: datetime
    category_caps: list[OverlayCapOut]
    rules: OverlayRulesOut
    overrides: list[ArchivedOverride]


def archived_subscription(billing: Billing, /) -> ArchivedSubscription:
    """A subscription's row: charges by the day they were due on."""
    one = billing.subscription
    return ArchivedSubscription(
        id=one.id,
        name=one.name,
        category_id=one.category_id,
        vendor_id=one.vendor_id,
        billing_amount=one.amount_minor,
        billing_cycle=one.cycle,
        billing_day=one.billing_day,
        next_charge_date=one.next_on,
        is_paused=one.is_paused,
        cancelled_on=one.cancelled_on,
        created_at=one.created_at,
        updated_at=one.updated_at,
        events=[_charge(billing.events[due]) for due in sorted(billing.events)],
    )


def _charge(event: BillingEvent) -> ArchivedCharge:
    return ArchivedCharge(
        id=event.id,
        due_date=event.due_on,
        date=event.date,
        amount=event.amount_minor,
        transaction_id=event.transaction_id,
    )


def archived_overlay(archived: ArchivedOverlay, /) -> ArchivedLens:
    """An overlay's row: everything it names by id."""
    overlay = archived.overlay
    return ArchivedLens(
        id=overlay.id,
        name=overlay.name,
        icon=overlay.icon,
        start_date=overlay.span.start,
        end_date=overlay.span.end,
        inclusion_mode=overlay.mode,
        total_cap_amount=overlay.total_cap_minor,
        created_at=overlay.created_at,
        category_caps=caps_out(overlay),
        rules=rules_out(overlay.rules),
        overrides=[
            ArchivedOverride(transaction_id=key, included=archived.overrides[key])
            for key in sorted(archived.overrides)
        ],
    )
