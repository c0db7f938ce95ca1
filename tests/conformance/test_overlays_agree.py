"""Memory and PostgreSQL are told the same about overlays and bookings; they agree.

Memory goes by the definition, so the sums of statements are held to it. The laws of overlays hold
all the while.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.new_overlay import OverlayForm
from piggypulse_core.budgeting.model.overlay import InclusionMode, Overlay
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.spending import in_scope, spent_total, uncategorized_total, within
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.both_works import BothWorks, both_works
from tests.support.clock import NOW, TODAY
from tests.support.overlaying import Viewer, lens
from tests.support.people import new_user
from tests.support.works import AnyWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a booking or an overlay is like, before there are rows to name."""

    day: int
    length: int
    amount_minor: int
    kind: str
    one: int
    other: int
    mode: InclusionMode
    vendor: bool

    @property
    def start(self) -> date:
        return TODAY + timedelta(days=self.day)


SKETCHES = st.builds(
    Sketch,
    day=st.integers(0, 4),
    length=st.integers(0, 4),
    amount_minor=st.sampled_from((1, 250, 10**15 - 1)),
    kind=st.sampled_from(("regular", "regular", "stray", "income", "transfer")),
    one=st.integers(0, 3),
    other=st.integers(0, 2),
    mode=st.sampled_from(("rules", "rules", "all", "manual")),
    vendor=st.booleans(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person's overlays in one back end; ids are counted, so the same in each."""

    viewer: Viewer
    books: Bookkeeper
    accounts: list[Account]
    categories: list[Category]
    vendor: Vendor

    def booking(self, sketch: Sketch) -> TransactionForm:
        account = self.accounts[sketch.one]
        if sketch.kind == "transfer":
            source, target = self.accounts[sketch.one % 3], self.accounts[(sketch.one + 1) % 3]
            moving = self.categories[3]
            return transfer(source, target, moving, sketch.amount_minor, on=sketch.start)
        named = {"stray": None, "income": self.categories[2]}
        return regular(
            account,
            named.get(sketch.kind, self.categories[sketch.other % 2]),
            sketch.amount_minor,
            on=sketch.start,
            vendor=self.vendor if sketch.vendor else None,
        )

    def overlay(self, sketch: Sketch) -> OverlayForm:
        return lens(
            sketch.mode,
            start=sketch.start,
            end=sketch.start + timedelta(days=sketch.length),
            categories=[self.categories[sketch.one]] if sketch.other else [],
            vendors=[self.vendor] if sketch.vendor else [],
            accounts=[self.accounts[sketch.one]] if sketch.other == 2 else [],
            caps=[(self.categories[sketch.other], sketch.amount_minor)],
        )


async def desk(work: AnyWork) -> Desk:
    ids, clock = CountingIds(), FixedClock(NOW)
    owner = await new_user(work)
    books = Bookkeeper(work=work, owner=owner, ids=ids, clock=clock)
    return Desk(
        viewer=Viewer(work=work, owner=owner, clock=clock, ids=ids),
        books=books,
        accounts=[
            await books.account(),
            await books.account(type="Allowance"),
            await books.account(type="Allowance"),
            await books.account(currency_code="USD"),
        ],
        categories=[
            await books.category(name="b"),
            await books.category(name="A"),
            await books.category(type="income"),
            await books.category(type="transfer"),
        ],
        vendor=await books.vendor(),
    )


Step = Callable[[Desk], Awaitable[object]]


async def answer(step: Step, side: Desk) -> object:
    try:
        return await step(side)
    except Refusal as refusal:
        return type(refusal), refusal.faults


class OverlaysAgree(RuleBasedStateMachine):
    """Somebody books, lays overlays and says what is in them."""

    back_ends: ClassVar[BothWorks]

    def __init__(self) -> None:
        super().__init__()
        self.runner = self.back_ends.runner
        self.sides = self.runner.run(self._begin())
        self.overlays: list[Overlay] = []
        self.booked: list[Booking] = []

    async def _begin(self) -> tuple[Desk, Desk]:
        memory, postgres = self.back_ends.works
        return await desk(memory), await desk(postgres)

    def both(self, step: Step) -> object:
        expected, given = (self.runner.run(answer(step, side)) for side in self.sides)
        assert given == expected
        return expected

    @initialize(several=st.lists(SKETCHES, min_size=4, max_size=8), laid=SKETCHES)
    def begin(self, several: list[Sketch], laid: Sketch) -> None:
        for sketch in several:
            self.book(sketch)
        self.lay(laid)

    @rule(sketch=SKETCHES)
    def book(self, sketch: Sketch) -> None:
        made = self.both(lambda one: one.books.book(one.booking(sketch)))
        assert isinstance(made, Booking)
        self.booked.append(made)

    @rule(sketch=SKETCHES)
    def lay(self, sketch: Sketch) -> None:
        made = self.both(lambda one: one.viewer.lay(one.overlay(sketch)))
        assert isinstance(made, Overlay)
        self.overlays.append(made)

    @rule(sketch=SKETCHES, data=st.data())
    def replace(self, sketch: Sketch, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.overlays)).id
        self.both(lambda one: one.viewer.replace(key, one.overlay(sketch)))

    @rule(sketch=SKETCHES, data=st.data())
    def rebook(self, sketch: Sketch, data: st.DataObject) -> None:
        booking = data.draw(st.sampled_from(self.booked))
        self.both(lambda one: one.books.rebook(booking, one.booking(sketch)))

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        booking = data.draw(st.sampled_from(self.booked))
        self.both(lambda one: one.books.delete(booking))

    @rule(what=st.sampled_from(("include", "exclude", "clear")), data=st.data())
    def say(self, what: str, data: st.DataObject) -> None:
        booking = data.draw(st.sampled_from(self.booked))
        key = data.draw(st.sampled_from(self.overlays)).id
        self.both(lambda one: getattr(one.viewer, what)(key, booking))

    @rule(data=st.data())
    def look(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(self.overlays)).id
        included = data.draw(st.sampled_from((None, True, False)))
        self.both(lambda one: one.viewer.members(key, included=included))

    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        """No figure outside changes; another one is laid so that there is always one."""
        before = self.both(lambda one: one.viewer.page())
        sketch = data.draw(SKETCHES)
        self.lay(sketch)
        gone = self.overlays.pop()

        self.both(lambda one: one.viewer.drop(gone.id))

        assert self.both(lambda one: one.viewer.page()) == before

    @invariant()
    def every_figure_agrees(self) -> None:
        self.both(lambda one: one.viewer.page())

    @invariant()
    def the_parts_are_the_whole(self) -> None:
        books = self.sides[0].books
        accounts = self.runner.run(books.accounts())
        scope = list(
            in_scope(
                transactions=self.runner.run(books.transactions()),
                accounts=accounts,
                currency_code="EUR",
            )
        )
        for row in self.runner.run(self.sides[1].viewer.page()).rows:
            members = self.runner.run(self.sides[1].viewer.members(row.id, included=True)).rows
            taken = {one.id for one in members}
            inside = [one for one in scope if one.id in taken]
            spent = spent_total(transactions=inside, accounts=accounts)
            stray = uncategorized_total(transactions=inside, accounts=accounts)
            parts = sum(one.amount_minor for one in row.figures.breakdown)
            assert row.figures.spent_minor == spent == parts + stray
            window = list(within(transactions=scope, span=row.overlay.span))
            if row.overlay.mode == "all" and len(inside) == len(window):
                assert spent == spent_total(transactions=window, accounts=accounts)


def test_both_back_ends_agree(shared_database: str) -> None:
    with both_works(url=shared_database) as both:

        class Machine(OverlaysAgree):
            back_ends = both

        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=8,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
