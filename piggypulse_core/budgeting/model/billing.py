"""A subscription with its charges so far, and what the days and the books do to them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NewType
from uuid import UUID

from piggypulse_core.budgeting.model.subscription import (
    AlreadyCancelled,
    Subscription,
    SubscriptionNotActive,
    SubscriptionNotPaused,
)
from piggypulse_core.ledger.model.transaction import TransactionId

BillingEventId = NewType("BillingEventId", UUID)
NewId = Callable[[], UUID]

MISSED_MAX = 24
"""How many charges are taken for granted at once after a long silence: the latest ones."""

AFTER_CANCELLATION = timedelta(days=366)
"""How long charges that should no longer come are looked out for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingEvent:
    """One charge: booked as a transaction, or taken for granted the day after it was due."""

    id: BillingEventId
    due_on: date
    date: date
    amount_minor: int
    transaction_id: TransactionId | None = None

    @property
    def is_detected(self) -> bool:
        """Whether it was found in the books."""
        return self.transaction_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Billing:
    """A subscription and its charges by the date they were due on."""

    subscription: Subscription
    events: Mapping[date, BillingEvent] = field(default_factory=dict)

    @property
    def history(self) -> Sequence[BillingEvent]:
        """The charges, latest first."""
        return sorted(
            self.events.values(), key=lambda one: (one.date, one.due_on, one.id), reverse=True
        )

    def is_post_cancellation(self, *, event: BillingEvent) -> bool:
        """Whether a charge came although the subscription had been cancelled by then."""
        return not self.subscription.goes_on_until(day=event.due_on)

    def advanced(self, *, today: date, new_id: NewId) -> "Billing":
        """Charges due before today are taken for granted, or passed over by a pause."""
        missed = list(self._overdue(today=today))
        taken = [] if self.subscription.is_paused else missed[-MISSED_MAX:]
        events = dict(self.events)
        for due in taken:
            events.setdefault(due, self._expected(due, new_id()))
        return replace(self, events=events).moved_past(days=set(missed))

    def open_dues(self) -> Iterator[date]:
        """The dates of charges a booking can be found for."""
        one = self.subscription
        if one.goes_on_until(day=one.next_on) and not one.is_paused:
            yield from self._unless_detected(one.next_on)
        for event in self.events.values():
            if not event.is_detected:
                yield event.due_on
        if one.cancelled_on is not None:
            yield from self._unwanted(cancelled_on=one.cancelled_on)

    def fed(self, *, due: date, paid: BillingEvent) -> "Billing":
        """A booking is found for an open date; a charge taken for granted keeps its id."""
        known = self.events.get(due)
        event = paid if known is None else replace(paid, id=known.id)
        fed = replace(self, events={**self.events, due: event})
        one = self.subscription
        is_next = due == one.next_on and one.goes_on_until(day=due)
        return fed.moved_past(days={due}) if is_next else fed

    def released(self, *, transaction: TransactionId, today: date) -> "Billing":
        """A booking is gone: a past charge is taken for granted, a coming one is open again."""
        event = next(
            (one for one in self.events.values() if one.transaction_id == transaction), None
        )
        if event is None:
            return self
        due = event.due_on
        others = {day: one for day, one in self.events.items() if day != due}
        if self.is_post_cancellation(event=event):
            return replace(self, events=others)
        if due < today:
            return replace(self, events={**others, due: self._expected(due, event.id)})
        without = replace(self, events=others)
        reopened = replace(without, subscription=replace(self.subscription, next_on=due))
        led_here = reopened.moved_past(days={due}).subscription.next_on == self.subscription.next_on
        return reopened if led_here else without

    def revised(self, *, subscription: Subscription) -> "Billing":
        """With other words of the same subscription; the charges so far stay as they are."""
        assert subscription.id == self.subscription.id
        return replace(self, subscription=subscription)

    def cancelled(self, *, on: date, today: date, at: datetime) -> "Billing":
        """No charge is expected after a day. Raises AlreadyCancelled.

        Those taken for granted after it go; those found in the books stay, as unwanted ones.
        """
        if self.subscription.status(today=today) == "cancelled":
            raise AlreadyCancelled
        later = [day for day in self.events if day > on]
        kept = {day: one for day, one in self.events.items() if day <= on or one.is_detected}
        told = replace(
            self.subscription,
            cancelled_on=on,
            next_on=min([self.subscription.next_on, *later]),
            updated_at=at,
        )
        return replace(self, subscription=told, events=kept).moved_past(days=())

    def paused(self, *, today: date, at: datetime) -> "Billing":
        """Charges are passed over until it is resumed. Raises SubscriptionNotActive."""
        if not self.subscription.is_active(today=today):
            raise SubscriptionNotActive
        told = replace(self.subscription, is_paused=True, updated_at=at)
        return replace(self, subscription=told)

    def resumed(self, *, today: date, at: datetime) -> "Billing":
        """It goes on with the first charge from today on, and nobody cancels it any more.

        Raises SubscriptionNotPaused.
        """
        one = self.subscription
        coming = one.cancelled_on is not None and one.cancelled_on > today
        if one.status(today=today) == "cancelled" or not (one.is_paused or coming):
            raise SubscriptionNotPaused
        told = replace(one, is_paused=False, cancelled_on=None, updated_at=at)
        days = chain([one.next_on], one.charges_after(day=one.next_on))
        first = next((day for day in days if not one.is_paused or day >= today), one.next_on)
        return replace(self, subscription=replace(told, next_on=first)).moved_past(days=())

    def moved_past(self, *, days: Collection[date]) -> "Billing":
        """The next charge is the first that is not among some days and has no event yet."""
        one = self.subscription
        for day in chain([one.next_on], one.charges_after(day=one.next_on)):
            settled = day in days or (day in self.events and one.goes_on_until(day=day))
            if not settled:
                return replace(self, subscription=replace(one, next_on=day))
        return self

    def _expected(self, due: date, key: UUID) -> BillingEvent:
        return BillingEvent(
            id=BillingEventId(key),
            due_on=due,
            date=due,
            amount_minor=self.subscription.amount_minor,
        )

    def _overdue(self, *, today: date) -> Iterator[date]:
        one = self.subscription
        for day in chain([one.next_on], one.charges_after(day=one.next_on)):
            if day >= today or not one.goes_on_until(day=day):
                return
            yield day

    def _unwanted(self, *, cancelled_on: date) -> Iterator[date]:
        one = self.subscription
        last = cancelled_on.toordinal() + AFTER_CANCELLATION.days
        for day in chain([one.next_on], one.charges_after(day=one.next_on)):
            if day.toordinal() > last:
                return
            if day > cancelled_on:
                yield from self._unless_detected(day)

    def _unless_detected(self, due: date) -> Iterator[date]:
        known = self.events.get(due)
        if known is None or not known.is_detected:
            yield due


@dataclass(frozen=True, slots=True, kw_only=True)
class UpcomingCharge:
    """The next charge of an active subscription, and who gets it."""

    subscription: Subscription
    vendor_name: str | None
