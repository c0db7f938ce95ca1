"""Which subscriptions and overlays come out of what is brought."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from piggypulse_core.budgeting.model.billing import Billing, BillingEvent
from piggypulse_core.budgeting.model.new_overlay import OverlayForm, check_names, new_overlay
from piggypulse_core.budgeting.model.new_subscription import (
    Payees,
    check_references,
    new_subscription,
)
from piggypulse_core.budgeting.model.overlay import OverlayId
from piggypulse_core.budgeting.model.subscription import SubscriptionId
from piggypulse_core.kernel.dates import check_day
from piggypulse_core.kernel.money import check_amount
from piggypulse_core.kernel.refusal import Faults, Refusal, missing_reference
from piggypulse_core.ledger.model.references import References
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.findings import Findings, ItemConflict
from piggypulse_core.portability.model.incoming import IncomingOverlay, IncomingSubscription
from piggypulse_core.portability.model.planned_bookings import Transactions
from piggypulse_core.portability.model.planned_goals import note_twice
from piggypulse_core.portability.model.planned_ledger import Ledger, check_days
from piggypulse_core.portability.model.rows import Rows

Billings = Rows[SubscriptionId, Billing]
Overlays = Rows[OverlayId, ArchivedOverlay]


@dataclass(slots=True)
class _Charges:
    """The charges there are: an id and a transaction each belong to one of them."""

    ids: set[UUID] = field(default_factory=set)
    transactions: set[UUID] = field(default_factory=set)


def plan_subscriptions(
    *,
    incoming: Iterable[IncomingSubscription],
    billings: Billings,
    ledger: Ledger,
    transactions: Transactions,
    findings: Findings,
) -> None:
    """Take subscriptions in, with their charges; archived categories and vendors may be named."""
    payees = Payees(categories=ledger.categories.every(), vendors=ledger.vendors.every())
    charges = _Charges()
    for known in billings.there.values():
        _add(charges, known.events.values())
    for one in incoming:
        if _rests_on_faults(one, ledger=ledger, transactions=transactions):
            continue
        try:
            row = _billing(one, ledger=ledger, payees=payees, transactions=transactions)
            if billings.find(one.id) is None:
                _check_charges(one.events, charges=charges)
                _add(charges, one.events)
        except Refusal as refusal:
            findings.note(refusal, at=billings.pointer(one.place), member="events")
        else:
            billings.take(key=one.id, row=row, place=one.place, findings=findings)


def _rests_on_faults(
    incoming: IncomingSubscription, *, ledger: Ledger, transactions: Transactions
) -> bool:
    return (
        incoming.form.category_id in ledger.categories.at_fault
        or incoming.form.vendor_id in ledger.vendors.at_fault
        or any(event.transaction_id in transactions.at_fault for event in incoming.events)
    )


def _billing(
    incoming: IncomingSubscription,
    *,
    ledger: Ledger,
    payees: Payees,
    transactions: Transactions,
) -> Billing:
    check_days(
        createdAt=incoming.created_at.date(),
        updatedAt=incoming.updated_at.date(),
        cancelledOn=incoming.cancelled_on,
    )
    said = incoming.form.checked()
    form = replace(
        said,
        category_id=ledger.categories.meant(said.category_id),
        vendor_id=said.vendor_id and ledger.vendors.meant(said.vendor_id),
    )
    made = replace(
        new_subscription(id=incoming.id, form=form, at=incoming.created_at),
        updated_at=incoming.updated_at,
        is_paused=incoming.is_paused,
        cancelled_on=incoming.cancelled_on,
    )
    check_references(form=form, payees=payees, former=made)
    _check_events(incoming.events, transactions=transactions)
    return Billing(subscription=made, events={event.due_on: event for event in incoming.events})


def _check_events(events: Iterable[BillingEvent], *, transactions: Transactions) -> None:
    faults = Faults()
    dues, ids, booked = set(), set(), set()
    for place, event in enumerate(events):
        at = f"/events/{place}"
        check_day(day=event.due_on, field=f"{at}/dueDate", faults=faults)
        check_day(day=event.date, field=f"{at}/date", faults=faults)
        check_amount(amount_minor=event.amount_minor, field=f"{at}/amount", lowest=1, faults=faults)
        if event.due_on in dues:
            note_twice(field=f"{at}/dueDate", faults=faults)
        if event.id in ids:
            note_twice(field=f"{at}/id", faults=faults)
        if event.transaction_id is not None:
            if transactions.find(event.transaction_id) is None:
                faults.found += missing_reference(field=f"{at}/transactionId").faults
            if event.transaction_id in booked:
                note_twice(field=f"{at}/transactionId", faults=faults)
            booked.add(event.transaction_id)
        dues.add(event.due_on)
        ids.add(event.id)
    faults.settle()


def _check_charges(events: Iterable[BillingEvent], *, charges: _Charges) -> None:
    """Raise ItemConflict for a charge, or the booking of one, that another subscription has."""
    if any(one.id in charges.ids or one.transaction_id in charges.transactions for one in events):
        raise ItemConflict


def _add(charges: _Charges, events: Iterable[BillingEvent]) -> None:
    for one in events:
        charges.ids.add(one.id)
        if one.transaction_id is not None:
            charges.transactions.add(one.transaction_id)


def plan_overlays(
    *,
    incoming: Iterable[IncomingOverlay],
    overlays: Overlays,
    ledger: Ledger,
    transactions: Transactions,
    findings: Findings,
) -> None:
    """Take overlays in, with what was said of single transactions."""
    references = References(
        accounts=ledger.accounts.every(),
        categories=ledger.categories.every(),
        vendors=ledger.vendors.every(),
    )
    for one in incoming:
        form = _with_ids_from_here(one.form, ledger=ledger)
        if _names_what_is_at_fault(one, form=form, ledger=ledger, transactions=transactions):
            continue
        try:
            check_days(createdAt=one.created_at.date())
            checked = form.checked()
            check_names(form=checked, references=references)
            _check_overrides(one, transactions=transactions)
        except Refusal as refusal:
            findings.note(refusal, at=overlays.pointer(one.place))
            continue
        row = ArchivedOverlay(
            overlay=new_overlay(id=one.id, form=checked, at=one.created_at),
            overrides=dict(one.overrides),
        )
        overlays.take(key=one.id, row=row, place=one.place, findings=findings)


def _with_ids_from_here(form: OverlayForm, *, ledger: Ledger) -> OverlayForm:
    return replace(
        form,
        caps=[(ledger.categories.meant(category), cap) for category, cap in form.caps],
        categories=[ledger.categories.meant(one) for one in form.categories],
        vendors=[ledger.vendors.meant(one) for one in form.vendors],
    )


def _names_what_is_at_fault(
    incoming: IncomingOverlay, *, form: OverlayForm, ledger: Ledger, transactions: Transactions
) -> bool:
    names = form.names
    return bool(
        names.accounts & ledger.accounts.at_fault
        or names.categories & ledger.categories.at_fault
        or names.vendors & ledger.vendors.at_fault
        or any(key in transactions.at_fault for key, _ in incoming.overrides)
    )


def _check_overrides(incoming: IncomingOverlay, *, transactions: Transactions) -> None:
    faults = Faults()
    seen = set()
    for place, (key, _) in enumerate(incoming.overrides):
        at = f"/overrides/{place}/transactionId"
        if transactions.find(key) is None:
            faults.found += missing_reference(field=at).faults
        if key in seen:
            note_twice(field=at, faults=faults)
        seen.add(key)
    faults.settle()
