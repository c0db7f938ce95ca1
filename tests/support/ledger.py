"""Stories told over somebody's books in memory, whose stored sums are audited at the end."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import settings

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.dates import LAST_DAY
from piggypulse_core.ledger.model.balance import worth
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.spending import category_actual, spent_total
from tests.strategies.transactions import Sketch, World, make_world
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper
from tests.support.people import new_user

Result = TypeVar("Result")

LAW = settings(max_examples=40, deadline=None)
"""Each example is a whole history, so there are fewer; busy machines are no failure."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Somebody's books and rows, in memory."""

    books: Bookkeeper
    world: World

    async def book(self, sketch: Sketch) -> Booking:
        return await self.books.book(sketch.form(self.world))

    async def book_each(self, sketches: list[Sketch]) -> list[Booking]:
        return [await self.book(sketch) for sketch in sketches]

    async def figures(self) -> object:
        """Everything that can be said about the books, ids of bookings apart."""
        accounts, rows = await self.books.accounts(), await self.books.transactions()
        return (
            accounts,
            await self.books.days(),
            spent_total(transactions=rows, accounts=accounts),
            [
                category_actual(transactions=rows, accounts=accounts, category=category.id)
                for category in self.world.categories
            ],
        )

    async def spent_minor(self) -> int:
        return spent_total(
            transactions=await self.books.transactions(), accounts=await self.books.accounts()
        )

    async def worth_minor(self) -> int:
        """What everything is worth at the end of the calendar."""
        days = await self.books.days()
        return sum(
            worth(account=account, days=days, day=LAST_DAY)
            for account in (await self.books.accounts()).values()
        )

    async def state(self) -> object:
        return await self.books.accounts(), await self.books.transactions()


def in_a_ledger(story: Callable[[Ledger], Awaitable[Result]]) -> Result:
    """Tell a story in a new ledger."""

    async def told() -> Result:
        work = MemoryWork()
        books = Bookkeeper(work=work, owner=await new_user(work))
        ledger = Ledger(books, await make_world(books))
        result = await story(ledger)
        await assert_sums_right(books)
        return result

    return asyncio.run(told())
