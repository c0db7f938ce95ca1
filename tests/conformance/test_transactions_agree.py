"""Memory and PostgreSQL are told the same about transactions and must answer the same."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    precondition,
    rule,
    run_state_machine_as_test,
)

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.booking import Booking
from tests.strategies.transactions import Sketch, Wish, World, anything, make_world, wishes
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper
from tests.support.database import postgres_work
from tests.support.people import new_user
from tests.support.works import AnyWork

PEOPLE = ("Alice", "Bob")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One person's books and rows in one back end, and those of the other person."""

    books: Bookkeeper
    world: World
    strangers: World


async def desks(work: AnyWork) -> dict[str, Desk]:
    """Both people in a back end; ids are counted, so that they are the same in each."""
    ids = CountingIds()
    books = {
        name: Bookkeeper(work=work, owner=await new_user(work, name=name), ids=ids)
        for name in PEOPLE
    }
    worlds = {name: await make_world(books[name]) for name in PEOPLE}
    return {
        name: Desk(books=books[name], world=worlds[name], strangers=worlds[other])
        for name, other in (PEOPLE, PEOPLE[::-1])
    }


Answer = object
Step = Callable[[Desk], Awaitable[Answer]]


async def answer(step: Step, desk: Desk) -> Answer:
    """What a step comes to: its result, or its refusal in full."""
    try:
        return await step(desk)
    except Refusal as refusal:
        return type(refusal), refusal.faults


class TransactionsAgree(RuleBasedStateMachine):
    """Two people book, rebook, remove and list at random."""

    url: str

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.memory, self.postgres = self.runner.run(self._begin())
        self.booked: dict[str, list[Booking]] = {name: [] for name in PEOPLE}

    async def _begin(self) -> tuple[dict[str, Desk], dict[str, Desk]]:
        work = await self.stack.enter_async_context(postgres_work(url=self.url))
        return await desks(MemoryWork()), await desks(work)

    def both(self, person: str, step: Step) -> Answer:
        """Take a step in both back ends; the answers must be equal."""
        expected, given = (
            self.runner.run(answer(step, side[person])) for side in (self.memory, self.postgres)
        )
        assert given == expected
        return expected

    @rule(person=st.sampled_from(PEOPLE), sketch=anything())
    def book(self, person: str, sketch: Sketch) -> None:
        result = self.both(
            person,
            lambda desk: desk.books.book(sketch.form(desk.world, strangers=desk.strangers)),
        )
        if isinstance(result, Booking):
            self.booked[person].append(result)

    @rule(person=st.sampled_from(PEOPLE), sketches=st.lists(anything(), max_size=6))
    def book_all(self, person: str, sketches: list[Sketch]) -> None:
        result = self.both(
            person,
            lambda desk: desk.books.book_all(
                *[sketch.form(desk.world, strangers=desk.strangers) for sketch in sketches]
            ),
        )
        if isinstance(result, list):
            self.booked[person] += result

    @precondition(lambda self: any(self.booked.values()))
    @rule(person=st.sampled_from(PEOPLE), sketch=anything(), data=st.data())
    def rebook(self, person: str, sketch: Sketch, data: st.DataObject) -> None:
        """Anybody's booking; a stranger's is refused."""
        old = data.draw(st.sampled_from(self._every()))
        result = self.both(
            person,
            lambda desk: desk.books.rebook(old, sketch.form(desk.world, strangers=desk.strangers)),
        )
        if isinstance(result, Booking):
            assert old in self.booked[person]

    @precondition(lambda self: any(self.booked.values()))
    @rule(person=st.sampled_from(PEOPLE), data=st.data())
    def remove(self, person: str, data: st.DataObject) -> None:
        """Anybody's booking, perhaps gone already."""
        old = data.draw(st.sampled_from(self._every()))
        if self.both(person, lambda desk: desk.books.remove(old)) is None:
            assert old in self.booked[person]

    @rule(person=st.sampled_from(PEOPLE), wish=wishes(), limit=st.integers(1, 5))
    def walk(self, person: str, wish: Wish, limit: int) -> None:
        self.both(person, lambda desk: desk.books.walk(wish.selection(desk.world), limit=limit))

    @precondition(lambda self: any(self.booked.values()))
    @rule(person=st.sampled_from(PEOPLE), wish=wishes(), data=st.data())
    def page(self, person: str, wish: Wish, data: st.DataObject) -> None:
        """From a cursor that need not be in the list."""
        cursor = data.draw(st.sampled_from(self._every())).id
        self.both(
            person,
            lambda desk: desk.books.page(wish.selection(desk.world), cursor=cursor, limit=2),
        )

    def teardown(self) -> None:
        try:
            for side in (self.memory, self.postgres):
                for desk in side.values():
                    self.runner.run(assert_sums_right(desk.books))
        finally:
            self.runner.run(self.stack.aclose())
            self.runner.close()

    def _every(self) -> list[Booking]:
        return [booking for name in PEOPLE for booking in self.booked[name]]


def test_both_back_ends_agree(shared_database: str) -> None:
    class Machine(TransactionsAgree):
        url = shared_database

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
