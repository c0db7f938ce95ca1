"""Laws of charges: when they are due, and that a booking and its removal leave no trace."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, islice, pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.budgeting.model.billing import Billing, BillingEventId
from piggypulse_core.budgeting.model.matching import Ledger, Payment, settled
from piggypulse_core.budgeting.model.subscription import (
    MONTHS_OF_CYCLE,
    BillingCycle,
    Subscription,
    SubscriptionId,
    charges_after,
)
from piggypulse_core.kernel.dates import month_length
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.transaction import TransactionId

FIRST = date(2031, 1, 1)
CATEGORY = CategoryId(UUID(int=1))
NO_ID = BillingEventId(UUID(int=0))
AT = datetime(2031, 1, 1, tzinfo=UTC)
CYCLES: st.SearchStrategy[BillingCycle] = st.sampled_from(("monthly", "quarterly", "yearly"))


def ids() -> Callable[[], UUID]:
    numbers = count(1000)
    return lambda: UUID(int=next(numbers))


def days(longest: int = 400) -> st.SearchStrategy[date]:
    return st.integers(0, longest).map(lambda offset: FIRST + timedelta(days=offset))


@st.composite
def billings(draw: st.DrawFn, *, number: int = 1) -> Billing:
    """A subscription that has gone on for a while, paused or cancelled perhaps."""
    one = Subscription(
        id=SubscriptionId(UUID(int=number)),
        name="Music",
        category_id=CATEGORY,
        vendor_id=None,
        amount_minor=draw(st.sampled_from((1000, 1050, 2000))),
        cycle=draw(CYCLES),
        billing_day=draw(st.integers(1, 31)),
        next_on=draw(days(60)),
        is_paused=draw(st.booleans()),
        cancelled_on=draw(st.none() | days(120)),
        created_at=AT,
        updated_at=AT,
    )
    return Billing(subscription=one)


@st.composite
def several(draw: st.DrawFn) -> list[Billing]:
    return [draw(billings(number=number)) for number in range(1, draw(st.integers(2, 4)))]


@st.composite
def payments(draw: st.DrawFn, *, number: int) -> Payment:
    return Payment(
        transaction_id=TransactionId(UUID(int=number)),
        date=draw(days(150)),
        amount_minor=draw(st.sampled_from((900, 1000, 1100, 1150, 2000))),
        category_id=CATEGORY,
        vendor_id=None,
    )


@st.composite
def books(draw: st.DrawFn) -> list[Payment]:
    return [draw(payments(number=number)) for number in range(1, draw(st.integers(1, 5)))]


def told(billings: list[Billing]) -> object:
    """Everything but the ids of charges."""
    return [
        (one.subscription, [replace(event, id=NO_ID) for event in one.history]) for one in billings
    ]


def after(billings: list[Billing], ledger: Ledger, today: date) -> list[Billing]:
    changed = settled(billings=billings, ledger=ledger, today=today, new_id=ids())
    by_id = {one.subscription.id: one for one in changed}
    return [by_id.get(one.subscription.id, one) for one in billings]


def ticked(billings: list[Billing], today: date) -> list[Billing]:
    return [one.advanced(today=today, new_id=ids()) for one in billings]


@given(days(), st.integers(1, 31), CYCLES)
def test_charges_increase_and_depend_on_the_first_alone(
    first: date, billing_day: int, cycle: BillingCycle
) -> None:
    found = list(islice(charges_after(day=first, billing_day=billing_day, cycle=cycle), 50))

    assert all(before < later for before, later in pairwise([first, *found]))
    for k, day in enumerate(found, start=1):
        year, month = divmod(first.year * 12 + first.month - 1 + k * MONTHS_OF_CYCLE[cycle], 12)
        last = month_length(year=year, month=month + 1)
        assert day == date(year, month + 1, min(billing_day, last))
    for index, day in enumerate(found[:10]):
        rest = charges_after(day=day, billing_day=billing_day, cycle=cycle)
        assert list(islice(rest, 5)) == found[index + 1 : index + 6]


@given(several(), books(), days(150), st.data())
def test_booking_and_removing_again_leaves_what_the_timer_had_made(
    some: list[Billing], earlier: list[Payment], today: date, data: st.DataObject
) -> None:
    before = ticked(after(some, Ledger(gone=[], come=earlier), today), today)
    new = data.draw(payments(number=99))

    booked = after(before, Ledger(gone=[], come=[new]), today)
    removed = after(booked, Ledger(gone=[new], come=[]), today)

    assert told(removed) == told(before)


@given(several(), books(), days(150))
def test_a_booking_pays_for_one_charge_that_is_near_enough(
    some: list[Billing], paid: list[Payment], today: date
) -> None:
    booked = after(some, Ledger(gone=[], come=paid), today)

    found = [
        (one.subscription, event)
        for one in booked
        for event in one.events.values()
        if event.is_detected
    ]
    assert len({event.transaction_id for _, event in found}) == len(found)
    for subscription, event in found:
        assert abs(event.date - event.due_on) <= timedelta(days=5)
        off = abs(event.amount_minor - subscription.amount_minor)
        assert 10 * off <= subscription.amount_minor
    together, one_by_one = booked, some
    for payment in paid:
        one_by_one = after(one_by_one, Ledger(gone=[], come=[payment]), today)
    assert told(one_by_one) == told(together)


@given(several(), books(), days(150))
def test_an_edit_that_tells_nothing_new_changes_nothing(
    some: list[Billing], paid: list[Payment], today: date
) -> None:
    booked = after(some, Ledger(gone=[], come=paid), today)
    linked = [
        payment
        for payment in paid
        if any(
            event.transaction_id == payment.transaction_id
            for one in booked
            for event in one.events.values()
        )
    ]

    assert after(booked, Ledger(gone=linked, come=linked), today) == booked


@given(several(), days(150), st.integers(0, 100))
def test_the_timer_run_daily_and_run_once_come_to_the_same(
    some: list[Billing], today: date, longer: int
) -> None:
    last = today + timedelta(days=longer)
    daily = some
    for offset in range(longer + 1):
        daily = ticked(daily, today + timedelta(days=offset))

    assert told(daily) == told(ticked(some, last))
    assert ticked(daily, last) == daily
    for one in daily:
        if one.subscription.is_active(today=last):
            assert one.subscription.next_on >= last


@given(billings(), days(150))
def test_after_a_long_silence_the_latest_charges_are_taken_for_granted(
    billing: Billing, today: date
) -> None:
    later = today + timedelta(days=40 * 366)

    events = billing.advanced(today=later, new_id=ids()).events

    assert len(events) <= 24
    one = billing.subscription
    if not one.is_paused and one.cancelled_on is None:
        assert len(events) == 24
        assert max(events) >= later - timedelta(days=367)
