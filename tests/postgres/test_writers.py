"""Thirty-two people's worth of haste on two accounts: what was acknowledged is what is there."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle

import pytest

from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import balance
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY
from tests.support.database import postgres_work
from tests.support.people import new_user

WRITERS = 32
ROUNDS = 2


@pytest.fixture
async def books(shared_database: str) -> AsyncIterator[Bookkeeper]:
    async with postgres_work(url=shared_database, size=WRITERS) as work:
        yield Bookkeeper(work=work, owner=await new_user(work))


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """One client, and what it was told is there."""

    books: Bookkeeper
    forms: Iterator[TransactionForm]
    told: dict[TransactionId, Transaction] = field(default_factory=dict)

    async def write(self) -> None:
        """Create, edit, which moves between kinds, accounts and days, and drop every other."""
        for turn in range(ROUNDS):
            kept = await self.create()
            edited = await self.edit(kept)
            assert edited.id == kept.id
            dropped = await self.create()
            await (self.drop(dropped) if turn % 2 else self.edit(dropped))

    async def create(self) -> Booking:
        return self._heard(await self.books.book(next(self.forms)))

    async def edit(self, old: Booking) -> Booking:
        return self._heard(await self.books.rebook(old, next(self.forms)))

    async def drop(self, old: Booking) -> None:
        await self.books.delete(old)
        del self.told[old.id]

    def _heard(self, booked: Booking) -> Booking:
        self.told[booked.id] = booked.transaction
        return booked


def forms_of(
    number: int, *, giro: Account, visa: Account, pay: Category, move: Category
) -> Iterator[TransactionForm]:
    """Purchases, income and transfers either way, over three days; each writer begins elsewhere."""
    forms = [
        regular(giro, None, 1 + number),
        transfer(giro, visa, move, 100 + number),
        regular(visa, None, 10_000 + number, on=TODAY - timedelta(days=1)),
        transfer(visa, giro, move, 1000 + number),
        regular(giro, pay, 100_000 + number, on=TODAY - timedelta(days=2)),
        transfer(visa, giro, move, 3 + number, on=TODAY - timedelta(days=2)),
        regular(visa, pay, 7 + number),
    ]
    return cycle(forms[number % len(forms) :] + forms[: number % len(forms)])


async def test_what_writers_were_told_is_what_is_there(books: Bookkeeper) -> None:
    giro = await books.account(opening_minor=5)
    visa = await books.account(type="CreditCard", opening_minor=7)
    pay, move = await books.category(type="income"), await books.category(type="transfer")
    writers = [
        Writer(books=books, forms=forms_of(number, giro=giro, visa=visa, pay=pay, move=move))
        for number in range(WRITERS)
    ]

    await asyncio.gather(*[writer.write() for writer in writers])

    told = {key: row for writer in writers for key, row in writer.told.items()}
    rows = await books.transactions()
    assert {row.id: row for row in rows} == told
    await assert_sums_right(books)
    days = await books.days()
    for account in (await books.accounts()).values():
        last = max(row.date for row in rows)
        expected = account.opening_minor + account.sign * account.net_minor
        assert balance(account=account, days=days, day=last) == expected
