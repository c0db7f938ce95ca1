"""The same random history written into both back ends gives the same figures, on any day."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.ledger.model.balance import change
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from tests.strategies.books import days, goals, households, transactions
from tests.support.both_works import BothWorks, both_works
from tests.support.figures import Book, figures, pages
from tests.support.people import new_user
from tests.support.worked_example import Household, keep


class FiguresAgree(RuleBasedStateMachine):
    """Every step goes to both; every figure is asked of both."""

    back_ends: ClassVar[BothWorks]

    def __init__(self) -> None:
        super().__init__()
        self.booked: dict[TransactionId, Transaction] = {}
        self.made = 0
        self.house = Household(
            accounts={}, categories={}, vendors={}, periods={}, goals=(), transactions=()
        )
        self.books: tuple[Book, ...] = ()

    @initialize(house=households())
    def begin(self, house: Household) -> None:
        self.house = house
        self.books = self.back_ends.runner.run(self._begin(house))

    async def _begin(self, house: Household) -> tuple[Book, ...]:
        books = []
        for work in self.back_ends.works:
            owner = await new_user(work)
            await keep(work, owner=owner, house=house)
            books.append(Book(work=work, owner=owner))
        return tuple(books)

    @rule(data=st.data(), count=st.integers(1, 4))
    def book(self, data: st.DataObject, count: int) -> None:
        come = [
            data.draw(transactions(house=self.house, index=self.made + index))
            for index in range(count)
        ]
        self.made += count
        self._write(gone=[], come=come)

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        old = data.draw(st.sampled_from(list(self.booked.values())))
        index = int(old.description.removeprefix("no. "))
        self._write(gone=[old], come=[data.draw(transactions(house=self.house, index=index))])

    @precondition(lambda self: self.booked)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        self._write(gone=[data.draw(st.sampled_from(list(self.booked.values())))], come=[])

    @precondition(lambda self: self.house.goals)
    @rule(data=st.data())
    def set_goal(self, data: st.DataObject) -> None:
        index, old = data.draw(st.sampled_from(list(enumerate(self.house.goals))))
        category = next(one for one in self.house.categories.values() if one.id == old.category_id)
        new = data.draw(goals(index=index, category=category, known=self.house.periods))
        self.back_ends.runner.run(
            self._save(
                Goal(
                    id=old.id,
                    category_id=old.category_id,
                    standing=new.standing,
                    overrides=new.overrides,
                )
            )
        )

    @rule(today=days())
    def ask(self, today: date) -> None:
        self.back_ends.runner.run(self._compare(today))

    @rule(today=days(), data=st.data())
    def turn_pages(self, today: date, data: st.DataObject) -> None:
        period = data.draw(st.sampled_from(list(self.house.periods.values())))
        self.back_ends.runner.run(self._compare_pages(period.id, today))

    def teardown(self) -> None:
        if self.books:
            last = list(self.house.periods.values())[-1]
            self.back_ends.runner.run(self._compare(last.end))

    def _write(self, *, gone: list[Transaction], come: list[Transaction]) -> None:
        for old in gone:
            del self.booked[old.id]
        for new in come:
            self.booked[new.id] = new
        self.back_ends.runner.run(self._written(gone=gone, come=come))

    async def _written(self, *, gone: list[Transaction], come: list[Transaction]) -> None:
        accounts = {account.id: account for account in self.house.accounts.values()}
        made = change(gone=gone, come=come, accounts=accounts)
        for book in self.books:
            async with book.work() as unit:
                await unit.accounts.hold(owner=book.owner, accounts=list(accounts))
                await unit.transactions.write(owner=book.owner, change=made)

    async def _save(self, goal: Goal) -> None:
        for book in self.books:
            async with book.work() as unit:
                await unit.goals.hold(owner=book.owner)
                await unit.goals.save(owner=book.owner, goal=goal)

    async def _compare(self, today: date) -> None:
        asked = [None, *(period.id for period in self.house.periods.values())]
        for period in asked:
            in_memory, in_postgres = [
                await figures(book, period=period, today=today) for book in self.books
            ]
            for name, answer in in_memory.items():
                assert answer == in_postgres[name], name

    async def _compare_pages(self, period: UUID, today: date) -> None:
        in_memory, in_postgres = [
            await pages(book, period=period, today=today) for book in self.books
        ]
        for name, answer in in_memory.items():
            assert answer == in_postgres[name], name


def test_figures_agree(shared_database: str) -> None:
    with both_works(url=shared_database) as both:

        class Machine(FiguresAgree):
            back_ends = both

        run_state_machine_as_test(
            Machine, settings=settings(max_examples=10, stateful_step_count=12, deadline=None)
        )
