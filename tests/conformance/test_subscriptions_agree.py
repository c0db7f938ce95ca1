"""Memory and PostgreSQL are told the same about subscriptions and bookings; they agree."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import ClassVar, Literal

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.subscription import (
    BillingCycle,
    Subscription,
    SubscriptionId,
    monthly_total,
)
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.both_works import BothWorks, both_works
from tests.support.budgeting import Budgeter, noon
from tests.support.householder import SteppedIds
from tests.support.people import new_user
from tests.support.subscribing import Subscriber, monthly
from tests.support.works import AnyWork

FIRST = date(2031, 1, 1)
MONTHS = [(date(2031, 1, 1), date(2031, 2, 9)), (date(2031, 2, 10), date(2031, 4, 30))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person's subscriptions in one back end; ids are counted, so the same in each."""

    ids: SteppedIds
    subscriber: Subscriber
    budget: Budgeter
    books: Bookkeeper
    account: Account
    categories: list[Category]
    vendor: Vendor
    periods: list[Period] = field(default_factory=list)

    def form(self, sketch: "Sketch") -> SubscriptionForm:
        return monthly(
            self.categories[sketch.category],
            sketch.next_on,
            amount_minor=sketch.amount_minor,
            vendor=self.vendor if sketch.vendor else None,
            cycle=sketch.cycle,
            billing_day=sketch.billing_day,
        )

    def purchase(self, sketch: "Sketch") -> TransactionForm:
        return regular(
            self.account,
            self.categories[sketch.category],
            sketch.amount_minor,
            on=sketch.next_on,
            vendor=self.vendor if sketch.vendor else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a subscription or a booking is like, before there are rows to name."""

    category: int
    vendor: bool
    next_on: date
    amount_minor: int
    cycle: BillingCycle
    billing_day: int


def days() -> st.SearchStrategy[date]:
    return st.integers(0, 110).map(lambda offset: FIRST + timedelta(days=offset))


def sketches() -> st.SearchStrategy[Sketch]:
    return st.builds(
        Sketch,
        category=st.integers(0, 1),
        vendor=st.booleans(),
        next_on=days(),
        amount_minor=st.sampled_from((950, 1000, 1040, 3001)),
        cycle=st.sampled_from(("monthly", "monthly", "quarterly", "yearly")),
        billing_day=st.sampled_from((1, 15, 29, 31)),
    )


async def desk(work: AnyWork) -> Desk:
    ids, clock = SteppedIds(), FixedClock(noon(FIRST))
    owner = await new_user(work)
    books = Bookkeeper(work=work, owner=owner, ids=ids, clock=clock)
    budget = Budgeter(work=work, owner=owner, clock=clock, ids=ids)
    return Desk(
        ids=ids,
        subscriber=Subscriber(work=work, owner=owner, clock=clock, ids=ids),
        budget=budget,
        books=books,
        account=await books.account(),
        categories=[
            await books.category(name="Media", behavior="subscription"),
            await books.category(name="Other"),
        ],
        vendor=await books.vendor(),
        periods=[await budget.period(start, end) for start, end in MONTHS],
    )


Step = Callable[[Desk], Awaitable[object]]
Standing = Literal["pause", "resume", "drop"]


async def answer(step: Step, side: Desk) -> object:
    try:
        return await step(side)
    except Refusal as refusal:
        return type(refusal), refusal.faults


class SubscriptionsAgree(RuleBasedStateMachine):
    """Somebody subscribes, books and changes their mind while the days go by."""

    back_ends: ClassVar[BothWorks]

    def __init__(self) -> None:
        super().__init__()
        self.runner = self.back_ends.runner
        self.sides = self.runner.run(self._begin())
        self.known: list[SubscriptionId] = []
        self.booked: list[Booking] = []
        self.closed: dict[date, object] = {}
        self.steps = 0

    async def _begin(self) -> tuple[Desk, Desk]:
        memory, postgres = self.back_ends.works
        return await desk(memory), await desk(postgres)

    def both(self, step: Step) -> object:
        self.steps += 1
        for side in self.sides:
            # What is asked of one for nothing must not number the next step's rows.
            side.ids.begin(self.steps)
        expected, given = (self.runner.run(answer(step, side)) for side in self.sides)
        assert given == expected
        return expected

    @property
    def memory(self) -> Desk:
        return self.sides[0]

    @initialize(sketch=sketches())
    def begin(self, sketch: Sketch) -> None:
        self.subscribe(sketch)

    @rule(offset=st.integers(0, 45))
    def days_go_by(self, offset: int) -> None:
        """Time only goes forward, and the timer runs before anybody looks."""
        self.closed = {}
        day = self.memory.subscriber.today + timedelta(days=offset)
        for side in self.sides:
            side.subscriber.on(day)
        self.both(lambda one: one.subscriber.tick())
        self.closed = {
            period.end: self._goal(period) for period in self.memory.periods if period.end < day
        }

    @rule(sketch=sketches())
    def subscribe(self, sketch: Sketch) -> None:
        made = self.both(lambda one: one.subscriber.subscribe(one.form(sketch)))
        assert isinstance(made, Subscription)
        self.known.append(made.id)

    @precondition(lambda self: self.known)
    @rule(sketch=sketches(), data=st.data())
    def replace(self, sketch: Sketch, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.known))
        self.both(lambda one: one.subscriber.replace(key, one.form(sketch)))

    @precondition(lambda self: self.known)
    @rule(what=st.sampled_from(("pause", "resume", "resume", "drop")), data=st.data())
    def change_standing(self, what: Standing, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.known))
        self.both(lambda one: getattr(one.subscriber, what)(key))

    @precondition(lambda self: self.known)
    @rule(on=st.none() | days(), data=st.data())
    def cancel(self, on: date | None, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.known))
        self.both(lambda one: one.subscriber.cancel(key, on))

    @rule(sketch=sketches())
    def book(self, sketch: Sketch) -> None:
        made = self.both(lambda one: one.books.book(one.purchase(sketch)))
        assert isinstance(made, Booking)
        self.booked.append(made)

    @rule(several=st.lists(sketches(), min_size=1, max_size=4))
    def book_all(self, several: list[Sketch]) -> None:
        made = self.both(
            lambda one: one.books.book_all(*(one.purchase(sketch) for sketch in several))
        )
        assert isinstance(made, list)
        self.booked += made

    @rule(sketch=sketches())
    def book_and_remove(self, sketch: Sketch) -> None:
        """Nothing is left of it, once the timer has run."""
        self.both(lambda one: one.subscriber.tick())
        before = self.both(lambda one: one.subscriber.state())
        self.book(sketch)
        booking = self.booked.pop()

        self.both(lambda one: one.books.delete(booking))

        assert self.both(lambda one: one.subscriber.state()) == before

    @precondition(lambda self: self.booked)
    @rule(sketch=sketches(), data=st.data())
    def rebook(self, sketch: Sketch, data: st.DataObject) -> None:
        booking = data.draw(st.sampled_from(self.booked))
        self.both(lambda one: one.books.rebook(booking, one.purchase(sketch)))

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        booking = data.draw(st.sampled_from(self.booked))
        self.booked.remove(booking)
        self.both(lambda one: one.books.delete(booking))

    @rule()
    def tick_again(self) -> None:
        """A second run on a day changes nothing."""
        self.both(lambda one: one.subscriber.tick())
        before = self.both(lambda one: one.subscriber.state())

        self.both(lambda one: one.subscriber.tick())

        assert self.both(lambda one: one.subscriber.state()) == before
        today = self.memory.subscriber.today
        for one in self.runner.run(self.memory.subscriber.every(status="active")):
            assert one.next_on >= today

    @rule()
    def look(self) -> None:
        self.both(lambda one: one.subscriber.upcoming())
        self.both(lambda one: one.subscriber.every())

    @invariant()
    def one_charge_a_transaction(self) -> None:
        every = self.runner.run(self.memory.subscriber.every())
        billings = [self.runner.run(self.memory.subscriber.show(one.id)) for one in every]
        found = [
            event.transaction_id
            for billing in billings
            for event in billing.history
            if event.is_detected
        ]
        assert len(set(found)) == len(found)
        assert set(found) <= {booking.id for booking in self.booked}
        for billing in billings:
            assert len({event.due_on for event in billing.history}) == len(billing.events)

    @invariant()
    def the_goal_is_what_is_active(self) -> None:
        category, today = self.memory.categories[0], self.memory.subscriber.today
        every = self.runner.run(self.memory.subscriber.every(category=category.id))
        current = next((one for one in self.memory.periods if one.start <= today <= one.end), None)
        goal = None if current is None else self._goal(current)
        if goal is not None:
            assert goal == monthly_total(subscriptions=every, today=today)

    @invariant()
    def closed_periods_keep_their_goal(self) -> None:
        for period in self.memory.periods:
            known = self.closed.get(period.end)
            if known is not None:
                assert self._goal(period) == known

    def _goal(self, period: Period) -> int | None:
        rows = self.runner.run(self.memory.budget.targets(period)).rows
        return rows[0].state.value_minor if rows else None

    def teardown(self) -> None:
        self.both(lambda one: one.subscriber.state())
        self.both(lambda one: one.budget.targets(one.periods[0]))
        self.both(lambda one: one.budget.targets(one.periods[1]))


def test_both_back_ends_agree(shared_database: str) -> None:
    with both_works(url=shared_database) as both:

        class Machine(SubscriptionsAgree):
            back_ends = both

        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=10,
                stateful_step_count=18,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
