"""Which booking pays for which charge: a purchase near enough to it in time and in amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piggypulse_core.budgeting.model.billing import (
    Billing,
    BillingEvent,
    BillingEventId,
    NewId,
)
from piggypulse_core.budgeting.model.subscription import Subscription, SubscriptionId
from piggypulse_core.ledger.model.book_change import BookChange
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import VendorId

NEAR = timedelta(days=5)
"""How far from the day it is due on a charge may be booked."""

TENTH = 10
"""By what part of the amount a charge may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What a booking tells about the charge it may pay for."""

    transaction_id: TransactionId
    date: date
    amount_minor: int
    category_id: CategoryId
    vendor_id: VendorId | None

    def pays_for(self, *, subscription: Subscription) -> bool:
        """Whether payee and amount are right: the vendor counts, or the category without one."""
        to_whom = (
            self.category_id == subscription.category_id
            if subscription.vendor_id is None
            else self.vendor_id == subscription.vendor_id
        )
        off = abs(self.amount_minor - subscription.amount_minor)
        return to_whom and TENTH * off <= subscription.amount_minor


def payment_of(transaction: Transaction, /) -> Payment | None:
    """What a booking tells, if it is an expense."""
    if transaction.category_id is None or transaction.category_type != "expense":
        return None
    return Payment(
        transaction_id=transaction.id,
        date=transaction.date,
        amount_minor=transaction.amount_minor,
        category_id=transaction.category_id,
        vendor_id=transaction.vendor_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What goes away from the books and what comes, in the order it is booked."""

    gone: Sequence[Payment]
    come: Sequence[Payment]

    @property
    def left(self) -> Sequence[Payment]:
        """What goes for good: an edit that tells nothing new leaves a charge as it was found."""
        come = set(self.come)
        return [one for one in self.gone if one not in come]


def ledger_of(*, books: BookChange, currency_code: str | None) -> Ledger:
    """What a change of the books is to subscriptions, whose amounts are in a currency."""
    come = [
        row
        for row in books.come
        if books.accounts[row.from_account_id].currency_code == currency_code
    ]
    gone, come_too = (
        [one for row in rows if (one := payment_of(row)) is not None] for rows in (books.gone, come)
    )
    return Ledger(gone=gone, come=come_too)


def settled(
    *, billings: Sequence[Billing], ledger: Ledger, today: date, new_id: NewId
) -> Sequence[Billing]:
    """The billings a change of the books changes, as they are afterwards."""
    now = {one.subscription.id: one for one in billings}
    for left in ledger.left:
        for key, one in now.items():
            now[key] = one.released(transaction=left.transaction_id, today=today)
    ids = _ids_given_back(before=billings, after=now)
    found_already = {event.transaction_id for one in now.values() for event in one.events.values()}
    ready = {key: one.advanced(today=today, new_id=new_id) for key, one in now.items()}
    for paid in ledger.come:
        found = _nearest(paid=paid, billings=ready)
        if found is not None and paid.transaction_id not in found_already:
            key, due = found
            event = _event(paid=paid, due=due, id=ids.get(found) or BillingEventId(new_id()))
            now[key] = ready[key] = ready[key].fed(due=due, paid=event)
    return [now[one.subscription.id] for one in billings if now[one.subscription.id] != one]


def _event(*, paid: Payment, due: date, id: BillingEventId) -> BillingEvent:  # noqa: A002 - the field's name
    return BillingEvent(
        id=id,
        due_on=due,
        date=paid.date,
        amount_minor=paid.amount_minor,
        transaction_id=paid.transaction_id,
    )


def _nearest(
    *, paid: Payment, billings: Mapping[SubscriptionId, Billing]
) -> tuple[SubscriptionId, date] | None:
    """The charge a payment is for: nearest in time, then in amount, then of the lowest id."""
    found = [
        (abs(due - paid.date), abs(paid.amount_minor - one.subscription.amount_minor), key, due)
        for key, one in billings.items()
        if paid.pays_for(subscription=one.subscription)
        for due in one.open_dues()
        if abs(due - paid.date) <= NEAR
    ]
    return min(found)[2:] if found else None


def _ids_given_back(
    *, before: Sequence[Billing], after: Mapping[SubscriptionId, Billing]
) -> Mapping[tuple[SubscriptionId, date], BillingEventId]:
    """The ids of charges that are open again, so that finding them again changes nothing."""
    return {
        (one.subscription.id, due): event.id
        for one in before
        for due, event in one.events.items()
        if due not in after[one.subscription.id].events
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class BillingChange:
    """What of a billing has to be written down anew."""

    subscription: Subscription | None
    written: Sequence[BillingEvent]
    removed: Sequence[BillingEventId]


def difference(*, before: Billing, after: Billing) -> BillingChange:
    """What turns one billing into another."""
    kept = {event.id for event in after.events.values()}
    moved = after.subscription != before.subscription
    return BillingChange(
        subscription=after.subscription if moved else None,
        written=[one for due, one in after.events.items() if before.events.get(due) != one],
        removed=[one.id for one in before.events.values() if one.id not in kept],
    )
