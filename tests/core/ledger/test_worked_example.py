"""The example that was worked out by hand: balances, worth and spending after each step."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import balance, worth
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.spending import category_actual, spent_total
from piggypulse_core.ledger.model.transaction import Transaction
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The household of the example."""

    books: Bookkeeper
    main: Account
    card: Account
    fun: Account
    pay: Category
    groceries: Category
    dining: Category
    move: Category

    async def figures(self) -> tuple[int, int, int, int, int]:
        """Main, Card, Fun, what all are worth, and spending."""
        accounts, days = await self.books.accounts(), await self.books.days()
        three = [accounts[account.id] for account in (self.main, self.card, self.fun)]
        main, card, fun = (balance(account=one, days=days, day=TODAY) for one in three)
        total = sum(worth(account=one, days=days, day=TODAY) for one in three)
        rows = await self.books.transactions()
        return main, card, fun, total, spent_total(transactions=rows, accounts=accounts)

    async def actual(self, category: Category) -> int:
        rows: list[Transaction] = await self.books.transactions()
        return category_actual(
            transactions=rows, accounts=await self.books.accounts(), category=category.id
        )


@pytest.fixture
async def example(work: MemoryWork, alice: UserId) -> Example:
    books = Bookkeeper(work=work, owner=alice)
    return Example(
        books=books,
        main=await books.account(type="Checking", opening_minor=100_000),
        card=await books.account(type="CreditCard", opening_minor=20_000),
        fun=await books.account(type="Allowance"),
        pay=await books.category(type="income"),
        groceries=await books.category(),
        dining=await books.category(),
        move=await books.category(type="transfer"),
    )


Step = Callable[[Example], Awaitable[object]]

STEPS: tuple[tuple[Step, tuple[int, int, int, int, int]], ...] = (
    (
        lambda it: it.books.book(regular(it.main, it.pay, 300_000)),
        (400_000, 20_000, 0, 380_000, 0),
    ),
    (
        lambda it: it.books.book(regular(it.card, it.groceries, 7_000)),
        (400_000, 27_000, 0, 373_000, 7_000),
    ),
    (
        lambda it: it.books.book(transfer(it.main, it.card, it.move, 5_000)),
        (395_000, 22_000, 0, 373_000, 7_000),
    ),
    (
        lambda it: it.books.book(transfer(it.main, it.fun, it.move, 20_000)),
        (375_000, 22_000, 20_000, 373_000, 27_000),
    ),
    (
        lambda it: it.books.book(regular(it.fun, it.dining, 4_000)),
        (375_000, 22_000, 16_000, 369_000, 27_000),
    ),
)


async def test_every_step_comes_out_as_on_paper(example: Example) -> None:
    assert await example.figures() == (100_000, 20_000, 0, 80_000, 0)

    for step, expected in STEPS:
        await step(example)

        assert await example.figures() == expected
    assert await example.actual(example.groceries) == 7_000
    assert await example.actual(example.dining) == 0


async def test_a_future_booking_waits_for_its_day(example: Example) -> None:
    later = replace(regular(example.main, example.pay, 500), date=TODAY.replace(year=2030))

    await example.books.book(later)

    assert await example.books.balance(example.main) == 100_000
    assert await example.books.balance(example.main, later.date) == 100_500
