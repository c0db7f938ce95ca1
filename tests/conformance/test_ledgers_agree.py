"""Two people keep ledgers in both back ends: same answers, same rows, and the laws hold."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from piggypulse_core.kernel.refusal import Fault, Refusal
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.vendor import Vendor, VendorId
from tests.strategies import ledgers
from tests.strategies.transactions import Wish, World, make_world, wishes
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import form_of
from tests.support.both_works import BothWorks, both_works
from tests.support.clock import TODAY
from tests.support.figures import figures
from tests.support.householder import Householder, Kind, Standing, SteppedIds, householder
from tests.support.ledger_rows import LedgerRows, assert_lawful
from tests.support.works import AnyWork

PEOPLE = ("Alice", "Bob")
WHO = st.sampled_from(PEOPLE)
KINDS = st.sampled_from(["accounts", "categories", "vendors"])
STANDINGS = st.sampled_from(["archive", "archive", "unarchive", "delete"])
IN_USE = {"account_in_use", "category_in_use", "vendor_in_use", "has_children"}
DRAWN = st.data()

Id = TypeVar("Id")
Row = TypeVar("Row")

Side = dict[str, Householder]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A refusal as an answer."""

    kind: type[Refusal]
    faults: tuple[Fault, ...]
    members: dict[str, object]

    @property
    def code(self) -> str:
        return self.kind.code


Step = Callable[[Householder], Awaitable[object]]


async def answer(step: Step, side: Householder) -> object:
    """What a step comes to: its result, or its refusal in full."""
    try:
        return await step(side)
    except Refusal as refusal:
        return Refused(kind=type(refusal), faults=refusal.faults, members=refusal.members)


@dataclass(slots=True, kw_only=True)
class EverSeen:
    """Rows of anybody, those that are gone included: what a request may name."""

    accounts: dict[AccountId, Account] = field(default_factory=dict)
    categories: dict[CategoryId, Category] = field(default_factory=dict)
    vendors: dict[VendorId, Vendor] = field(default_factory=dict)

    def add(self, rows: LedgerRows) -> None:
        self.accounts |= rows.accounts
        self.categories |= rows.categories
        self.vendors |= rows.vendors

    @property
    def world(self) -> World:
        return World(
            accounts=list(self.accounts.values()),
            categories=list(self.categories.values()),
            vendors=list(self.vendors.values()),
        )


class LedgersAgree(RuleBasedStateMachine):
    """Ids go by the steps, so that a row has the same one in each back end."""

    def __init__(self, both: BothWorks) -> None:
        super().__init__()
        self.runner = both.runner
        self.seen = EverSeen()
        self.booked: list[Booking] = []
        self.worlds: dict[str, World] = {}
        self.ids: list[SteppedIds] = []
        self.steps = 0
        self.sides = [self.runner.run(self._furnished(work)) for work in both.works]
        self.known: dict[str, LedgerRows] = {}
        self.last = PEOPLE[0]
        for who in PEOPLE:
            self.known[who] = self._rows(who)
            self.seen.add(self.known[who])

    async def _furnished(self, work: AnyWork) -> Side:
        ids = SteppedIds()
        self.ids.append(ids)
        side = {name: await householder(work, ids=ids, name=name) for name in PEOPLE}
        self.worlds = {name: await make_world(side[name].books) for name in PEOPLE}
        return side

    def _rows(self, who: str) -> LedgerRows:
        memory, postgres = (self.runner.run(side[who].rows()) for side in self.sides)
        assert postgres == memory
        return postgres

    def ask(self, who: str, step: Step) -> object:
        """Ask both back ends; the answers must be equal."""
        expected, given = (self.runner.run(answer(step, side[who])) for side in self.sides)
        assert given == expected
        return given

    def do(self, who: str, step: Step) -> object:
        """Take a step in both.

        Since their own last step nobody's rows have changed (C6), nor do they by a refusal (L9).
        """
        if who != self.last:
            assert self._rows(who) == self.known[who]
            self.last = who
        self.steps += 1
        for ids in self.ids:
            ids.begin(self.steps)
        result = self.ask(who, step)
        rows = self._rows(who)
        if isinstance(result, Refused):
            assert rows == self.known[who]
        elif rows != self.known[who]:
            assert_lawful(rows)
            self.known[who] = rows
            self.seen.add(rows)
        return result

    @initialize(data=DRAWN)
    def begin(self, data: st.DataObject) -> None:
        """Both have charges to come and something booked."""
        for who in PEOPLE:
            active = self.known[who].active
            form = data.draw(ledgers.subscription_forms(active))
            self.do(who, lambda one: one.subscriber.subscribe(form))  # noqa: B023 - taken at once
            forms = data.draw(st.lists(ledgers.sound(active), min_size=1, max_size=6))
            made = self.do(who, lambda one: one.books.book_all(*forms))  # noqa: B023 - taken at once
            assert isinstance(made, list)
            self.booked += made

    @rule(who=WHO, form=ledgers.account_forms())
    def open_account(self, who: str, form: AccountForm) -> None:
        self.do(who, lambda one: one.open_account(form))

    @rule(who=WHO, data=DRAWN)
    def edit_account(self, who: str, data: st.DataObject) -> None:
        old = data.draw(self._rather(self.known[who].accounts, self.seen.accounts))
        edit = data.draw(ledgers.account_edits(old))
        self.do(who, lambda one: one.edit_account(old.id, edit))

    @rule(who=WHO, balance_minor=st.sampled_from([0, -7, 10**15 - 1, 10**15]), data=DRAWN)
    def adjust(self, who: str, balance_minor: int, data: st.DataObject) -> None:
        """Law L6."""
        account = data.draw(self._rather(self.known[who].accounts, self.seen.accounts))
        days = self.known[who].days
        if isinstance(self.do(who, lambda one: one.adjust(account.id, balance_minor)), Account):
            held = self.known[who].accounts[account.id]
            assert self.known[who].balance_minor(held, TODAY) == balance_minor
            assert self.known[who].days == days

    @rule(who=WHO, kind=KINDS, standing=STANDINGS, data=DRAWN)
    def put_away_or_drop(
        self, who: str, kind: Kind, standing: Standing, data: st.DataObject
    ) -> None:
        """Law C4: a row can go exactly when nothing names it."""
        row = data.draw(self._rather(getattr(self.known[who], kind), getattr(self.seen, kind)))
        named = row.id in self.known[who].named
        result = self.do(who, lambda one: one.keep(kind, row.id, standing))
        if isinstance(result, Refused) and result.code in IN_USE:
            assert named
        elif result is None:
            assert not named

    @rule(who=WHO, data=DRAWN)
    def make_category(self, who: str, data: st.DataObject) -> None:
        form = data.draw(ledgers.category_forms(self._parents(who, data)))
        self.do(who, lambda one: one.make_category(form))

    @rule(who=WHO, data=DRAWN)
    def edit_category(self, who: str, data: st.DataObject) -> None:
        old = data.draw(self._rather(self.known[who].categories, self.seen.categories))
        edit = data.draw(ledgers.category_edits(old, self._parents(who, data)))
        self.do(who, lambda one: one.edit_category(old.id, edit))

    @rule(who=WHO, name=ledgers.names(), note=st.sampled_from([None, "", "Corner"]))
    def add_vendor(self, who: str, name: str, note: str | None) -> None:
        self.do(who, lambda one: one.add_vendor(name, note))

    @rule(who=WHO, name=ledgers.names(), data=DRAWN)
    def rename_vendor(self, who: str, name: str, data: st.DataObject) -> None:
        vendor = data.draw(self._rather(self.known[who].vendors, self.seen.vendors))
        self.do(who, lambda one: one.rename_vendor(vendor.id, name))

    @rule(who=WHO, data=DRAWN)
    def merge(self, who: str, data: st.DataObject) -> None:
        """Law C3."""
        gone, target = data.draw(
            ledgers.pairs(list(self.known[who].vendors.values()), self.seen.world.vendors)
        )
        expected = self.known[who].merged(vendor=gone.id, target=target.id)
        if self.do(who, lambda one: one.merge(gone.id, target.id)) is None:
            assert self.known[who] == expected

    @rule(who=WHO, data=DRAWN)
    def subscribe(self, who: str, data: st.DataObject) -> None:
        form = data.draw(ledgers.subscription_forms(self.known[who].active))
        self.do(who, lambda one: one.subscriber.subscribe(form))

    @rule(who=WHO, data=DRAWN)
    def book(self, who: str, data: st.DataObject) -> None:
        """Law T1."""
        form = data.draw(ledgers.bookings(self.known[who].active, self.seen.world))
        before = self.known[who].accounts
        result = self.do(who, lambda one: one.books.book(form))
        if isinstance(result, Booking):
            self.booked.append(result)
        if isinstance(result, Booking) and form.kind == "transfer":
            after = self.known[who].accounts
            moved = {key: after[key].net_minor - before[key].net_minor for key in before}
            assert {key: net for key, net in moved.items() if net} == {
                form.from_account_id: -form.amount_minor,
                form.to_account_id: form.amount_minor,
            }

    @rule(who=WHO, data=DRAWN)
    def book_all(self, who: str, data: st.DataObject) -> None:
        one_form = ledgers.bookings(self.known[who].active, self.seen.world)
        forms = data.draw(st.lists(one_form, max_size=5))
        result = self.do(who, lambda one: one.books.book_all(*forms))
        if isinstance(result, list):
            self.booked += result

    @precondition(lambda self: self.booked)
    @rule(who=WHO, data=DRAWN)
    def rebook(self, who: str, data: st.DataObject) -> None:
        """Anybody's booking, perhaps gone already."""
        old = data.draw(st.sampled_from(self.booked))
        form = data.draw(
            ledgers.edits(
                row=old.transaction, world=self.known[who].active, anything=self.seen.world
            )
        )
        self.do(who, lambda one: one.books.rebook(old, form))

    @precondition(lambda self: self.booked)
    @rule(who=WHO, data=DRAWN)
    def remove(self, who: str, data: st.DataObject) -> None:
        """Anybody's booking, perhaps gone already."""
        old = data.draw(st.sampled_from(self.booked))
        self.do(who, lambda one: one.books.delete(old))

    @rule(who=WHO, data=DRAWN)
    def book_and_remove(self, who: str, data: st.DataObject) -> None:
        """Law L3: nothing is left of it."""
        form = data.draw(ledgers.bookings(self.known[who].active, self.seen.world))
        before = self.known[who].figures
        made = self.do(who, lambda one: one.books.book(form))
        if isinstance(made, Booking):
            self.do(who, lambda one: one.books.delete(made))
            assert self.known[who].figures == before

    @rule(who=WHO, data=DRAWN)
    def rebook_there_and_back(self, who: str, data: st.DataObject) -> None:
        """Law L3; the way back is barred only where it leads to what is archived."""
        known = self.known[who]
        if not known.transactions:
            return
        old = data.draw(st.sampled_from(known.transactions))
        form = data.draw(ledgers.bookings(known.active, self.seen.world))
        there = self.do(who, lambda one: one.books.rebook(old, form))
        if isinstance(there, Refused):
            return
        back = self.do(who, lambda one: one.books.rebook(old, form_of(old)))
        if isinstance(back, Refused):
            assert back.code == "archived"
        else:
            assert self.known[who].figures == known.figures

    @rule(who=WHO, data=DRAWN)
    def rebook_or_book_anew(self, who: str, data: st.DataObject) -> None:
        """Law L3: both come to the same but for the id."""
        known = self.known[who]
        if not known.transactions or not known.active.accounts:
            return
        old = data.draw(st.sampled_from(known.transactions))
        form = data.draw(ledgers.sound(known.active))
        assert isinstance(self.do(who, lambda one: one.books.rebook(old, form)), Booking)
        rebooked = self.known[who].figures
        self.do(who, lambda one: one.books.delete(old))
        assert isinstance(self.do(who, lambda one: one.books.book(form)), Booking)
        assert self.known[who].figures == rebooked

    @rule(who=WHO, data=DRAWN)
    def save_as_it_is(self, who: str, data: st.DataObject) -> None:
        """Law L8: whatever has been archived since, a booking can be saved again."""
        known = self.known[who]
        if known.transactions:
            old = data.draw(st.sampled_from(known.transactions))
            result = self.do(who, lambda one: one.books.rebook(old, form_of(old)))
            assert isinstance(result, Booking)
            assert self.known[who].figures == known.figures

    @rule(who=WHO, wish=wishes(), limit=st.integers(1, 5))
    def look(self, who: str, wish: Wish, limit: int) -> None:
        selection = wish.selection(self.worlds[who])
        self.ask(who, lambda one: one.books.walk(selection, limit=limit))
        self.ask(who, lambda one: one.lists(limit=limit))

    @precondition(lambda self: self.booked)
    @rule(who=WHO, wish=wishes(), data=DRAWN)
    def turn_a_page(self, who: str, wish: Wish, data: st.DataObject) -> None:
        """From a cursor that need not be in the list."""
        cursor = data.draw(st.sampled_from(self.booked)).id
        selection = wish.selection(self.worlds[who])
        self.ask(who, lambda one: one.books.page(selection, cursor=cursor, limit=2))

    def teardown(self) -> None:
        for who in PEOPLE:
            assert self._rows(who) == self.known[who]
            self.ask(who, lambda one: figures(one.book, period=None, today=TODAY))
            self.ask(who, lambda one: one.subscriber.upcoming())
            self._compare_balances(who)
            for side in self.sides:
                self.runner.run(assert_sums_right(side[who].books))

    def _compare_balances(self, who: str) -> None:
        """Laws L1 and L2 for what is shown."""
        told = self.ask(who, lambda one: one.balances())
        assert isinstance(told, tuple)
        today, last = told
        rows = self.known[who]
        assert today == {
            key: rows.balance_minor(rows.accounts[key], TODAY) for key in rows.accounts
        }
        assert last == {key: today[key] for key in last}

    def _rather(self, mine: Mapping[Id, Row], anybodys: Mapping[Id, Row]) -> st.SearchStrategy[Row]:
        """Mostly one's own."""
        return st.sampled_from([*list(mine.values()) * 4, *anybodys.values()])

    def _parents(self, who: str, data: st.DataObject) -> list[Category]:
        several = self.known[who].categories, self.seen.categories
        return list(data.draw(st.sampled_from(several)).values())


def test_both_back_ends_keep_the_same_lawful_ledgers(shared_database: str) -> None:
    with both_works(url=shared_database) as both:
        run_state_machine_as_test(
            partial(LedgersAgree, both),  # type: ignore[arg-type]  # it is only called, to make one
            settings=settings(
                max_examples=8,
                stateful_step_count=30,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
