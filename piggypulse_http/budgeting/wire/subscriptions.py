"""Subscriptions on the wire."""

from datetime import UTC, date, datetime, time
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, UpcomingCharge
from piggypulse_core.budgeting.model.new_subscription import (
    BILLING_DAY_MAX,
    SUBSCRIPTION_NAME_LENGTH_MAX,
    SubscriptionForm,
)
from piggypulse_core.budgeting.model.subscription import (
    BillingCycle,
    Subscription,
    SubscriptionStatus,
)
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX, AmountPositive, Day

SubscriptionName = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"1 to {SUBSCRIPTION_NAME_LENGTH_MAX} code points after trimming.",
    ),
]
BillingDay = Annotated[
    int, Meta(ge=1, le=BILLING_DAY_MAX, description="In shorter months their last day.")
]


class SubscriptionIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A subscription as a person types it; the first charge may be on any day of its month."""

    name: SubscriptionName
    category_id: UUID
    billing_amount: AmountPositive
    billing_cycle: BillingCycle
    billing_day: BillingDay
    next_charge_date: Day
    vendor_id: UUID | UnsetType | None = UNSET


class CancellationIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """From which day on it is cancelled; without one, today."""

    cancellation_date: Day | UnsetType | None = UNSET


class SubscriptionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A subscription; it is active until the day it is cancelled on."""

    id: UUID
    name: str
    category_id: UUID
    vendor_id: UUID | None
    billing_amount: int
    billing_cycle: BillingCycle
    billing_day: int
    next_charge_date: date
    status: SubscriptionStatus
    cancelled_at: datetime | None
    created_at: datetime
    updated_at: datetime


class BillingEventOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A charge: found in the books, or taken for granted the day after it was due."""

    id: UUID
    subscription_id: UUID
    transaction_id: UUID | None
    amount: int
    date: date
    detected: bool
    post_cancellation: bool


class SubscriptionDetailOut(SubscriptionOut, frozen=True, kw_only=True, rename="camel"):
    """A subscription with its charges, the latest first."""

    billing_history: list[BillingEventOut]


class UpcomingChargeOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """The next charge of an active subscription."""

    subscription_id: UUID
    name: str
    billing_amount: int
    billing_cycle: BillingCycle
    next_charge_date: date
    vendor_id: UUID | None
    vendor_name: str | None


def subscription_form(body: SubscriptionIn, /) -> SubscriptionForm:
    """What a person has typed."""
    return SubscriptionForm(
        name=body.name,
        category_id=CategoryId(body.category_id),
        vendor_id=VendorId(body.vendor_id) if isinstance(body.vendor_id, UUID) else None,
        amount_minor=body.billing_amount,
        cycle=body.billing_cycle,
        billing_day=body.billing_day,
        next_on=body.next_charge_date,
    )


def cancelled_on(body: CancellationIn | None, /) -> date | None:
    """The day a person names."""
    named = None if body is None else body.cancellation_date
    return named if isinstance(named, date) else None


def subscription_out(subscription: Subscription, today: date, /) -> SubscriptionOut:
    """A subscription's reply, as it stands on a day."""
    ends = subscription.cancelled_on
    return SubscriptionOut(
        id=subscription.id,
        name=subscription.name,
        category_id=subscription.category_id,
        vendor_id=subscription.vendor_id,
        billing_amount=subscription.amount_minor,
        billing_cycle=subscription.cycle,
        billing_day=subscription.billing_day,
        next_charge_date=subscription.next_on,
        status=subscription.status(today=today),
        cancelled_at=None if ends is None else datetime.combine(ends, time(), tzinfo=UTC),
        created_at=subscription.created_at,
        updated_at=subscription.updated_at,
    )


def subscription_detail_out(billing: Billing, today: date, /) -> SubscriptionDetailOut:
    """A subscription's reply with everything that was charged."""
    plain = subscription_out(billing.subscription, today)
    return SubscriptionDetailOut(
        **{name: getattr(plain, name) for name in plain.__struct_fields__},
        billing_history=[_event_out(event, billing) for event in billing.history],
    )


def _event_out(event: BillingEvent, billing: Billing) -> BillingEventOut:
    return BillingEventOut(
        id=event.id,
        subscription_id=billing.subscription.id,
        transaction_id=event.transaction_id,
        amount=event.amount_minor,
        date=event.date,
        detected=event.is_detected,
        post_cancellation=billing.is_post_cancellation(event=event),
    )


def upcoming_charge_out(charge: UpcomingCharge, /) -> UpcomingChargeOut:
    """A line of the list of what is charged next."""
    one = charge.subscription
    return UpcomingChargeOut(
        subscription_id=one.id,
        name=one.name,
        billing_amount=one.amount_minor,
        billing_cycle=one.cycle,
        next_charge_date=one.next_on,
        vendor_id=one.vendor_id,
        vendor_name=charge.vendor_name,
    )
