"""The subscriptions charged in a period, those yet to be, and what all active ones come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.subscription import Subscription, monthly_total
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.text import name_key

ChargeStatus = Literal["charged", "today", "upcoming"]

ORDER: tuple[ChargeStatus, ...] = ("charged", "today", "upcoming")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriptionFacts:
    """A subscription, and of its charges dated in a span the earliest day one was due on."""

    subscription: Subscription
    first_due_on: date | None

    @property
    def was_charged(self) -> bool:
        """Whether one of these charges was due before anybody cancelled it."""
        first = self.first_due_on
        return first is not None and self.subscription.goes_on_until(day=first)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCharge:
    """A subscription in a period, and whether it was charged, is about to be, or will be."""

    subscription: Subscription
    status: ChargeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCharges:
    """The subscriptions of a period; the sums are over all that are active today."""

    active: int
    monthly_minor: int
    yearly_minor: int
    rows: Sequence[ListedCharge]
    excluded_accounts: Sequence[ExcludedAccount]


def gather_subscription_facts(
    *, billings: Iterable[Billing], span: Span
) -> Sequence[SubscriptionFacts]:
    """All subscriptions with what was charged in a span, in no order."""
    return [
        SubscriptionFacts(
            subscription=one.subscription,
            first_due_on=min(
                (event.due_on for event in one.events.values() if event.date in span),
                default=None,
            ),
        )
        for one in billings
    ]


def period_charges(
    *, facts: Sequence[SubscriptionFacts], span: Span, today: date, standpoint: Standpoint
) -> PeriodCharges:
    """What a period's days charge: first what was charged, then by the next charge."""
    active = [one.subscription for one in facts if one.subscription.is_active(today=today)]
    rows = [
        ListedCharge(subscription=one.subscription, status=status)
        for one in facts
        if (status := _status(facts=one, span=span, today=today)) is not None
    ]
    return PeriodCharges(
        active=len(active),
        monthly_minor=monthly_total(subscriptions=active, today=today),
        yearly_minor=sum(one.yearly_minor for one in active),
        rows=sorted(rows, key=_place),
        excluded_accounts=standpoint.excluded_accounts,
    )


def _status(*, facts: SubscriptionFacts, span: Span, today: date) -> ChargeStatus | None:
    """How a subscription is listed; None where the span has nothing to do with it."""
    one = facts.subscription
    if facts.was_charged:
        return "charged"
    if one.next_on in span and one.is_active(today=today) and one.goes_on_until(day=one.next_on):
        return "today" if one.next_on <= today else "upcoming"
    return None


def _place(row: ListedCharge) -> tuple[object, ...]:
    one = row.subscription
    return (ORDER.index(row.status), one.next_on, name_key(text=one.name), one.id)
