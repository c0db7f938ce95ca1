"""Laws of the ledger: what bookings do to balances, sums and spending, whatever their order."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.balance import balance
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.vendor import Vendor
from tests.strategies.transactions import Sketch, accepted, anything
from tests.support.bookkeeping import form_of
from tests.support.clock import TODAY
from tests.support.ledger import LAW, Ledger, in_a_ledger
from tests.support.ledger_rows import effect

histories = st.lists(accepted(), max_size=12)
some_histories = st.lists(accepted(), min_size=1, max_size=12)


@LAW
@given(histories)
def test_a_balance_is_the_opening_and_every_effect_up_to_the_day(sketches: list[Sketch]) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        rows, days = await ledger.books.transactions(), await ledger.books.days()
        for account in (await ledger.books.accounts()).values():
            for day in {row.date + timedelta(days=step) for row in rows for step in (-1, 0)}:
                moved = sum(effect(account, row) for row in rows if row.date <= day)
                assert balance(account=account, days=days, day=day) == account.opening_minor + moved
            assert account.net_minor * account.sign == sum(effect(account, row) for row in rows)

    in_a_ledger(story)


@LAW
@given(histories)
def test_balances_differ_between_days_by_what_flowed(sketches: list[Sketch]) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        days = await ledger.books.days()
        accounts = await ledger.books.accounts()
        for (account_id, day), sums in days.items():
            account = accounts[account_id]
            before = balance(account=account, days=days, day=day - timedelta(days=1))
            after = balance(account=account, days=days, day=day)
            assert after - before == account.sign * (sums.inflow_minor - sums.outflow_minor)

    in_a_ledger(story)


@LAW
@given(histories, accepted())
def test_booking_and_removing_restores_every_figure(sketches: list[Sketch], sketch: Sketch) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        before = await ledger.state()
        await ledger.books.delete(await ledger.book(sketch))
        assert await ledger.state() == before

    in_a_ledger(story)


@LAW
@given(some_histories, accepted(), st.data())
def test_rebooking_there_and_back_restores_every_figure(
    sketches: list[Sketch], sketch: Sketch, data: st.DataObject
) -> None:
    async def story(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        before = await ledger.state()
        old = data.draw(st.sampled_from(booked))
        await ledger.books.rebook(old, sketch.form(ledger.world))
        await ledger.books.rebook(old, form_of(old.transaction))
        assert await ledger.state() == before

    in_a_ledger(story)


@LAW
@given(some_histories, accepted(), st.data())
def test_rebooking_comes_to_removing_and_booking(
    sketches: list[Sketch], sketch: Sketch, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(sketches) - 1))

    async def rebooked(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        changed = await ledger.books.rebook(booked[place], sketch.form(ledger.world))
        after = await ledger.figures()
        await ledger.books.delete(changed)
        await ledger.book(sketch)
        assert await ledger.figures() == after

    in_a_ledger(rebooked)


@LAW
@given(some_histories, st.data())
def test_figures_do_not_depend_on_the_order_of_booking(
    sketches: list[Sketch], data: st.DataObject
) -> None:
    reordered = data.draw(st.permutations(sketches))

    async def story(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        before = await ledger.figures()
        for row in booked:
            await ledger.books.delete(row)
        await ledger.book_each(reordered)
        assert await ledger.figures() == before

    in_a_ledger(story)


@LAW
@given(histories, anything())
def test_a_refused_booking_changes_nothing(sketches: list[Sketch], sketch: Sketch) -> None:
    async def story(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        before = await ledger.state()
        try:
            added = await ledger.book(sketch)
        except Refusal:
            assert await ledger.state() == before
            for old in booked[:1]:
                with pytest.raises(Refusal):
                    await ledger.books.rebook(old, sketch.form(ledger.world))
                assert await ledger.state() == before
        else:
            await ledger.books.delete(added)

    in_a_ledger(story)


Archivable = TypeVar("Archivable", Account, Category, Vendor)


def archive(rows: dict[UUID, Archivable]) -> None:
    for key, row in rows.items():
        rows[key] = replace(row, archived_on=TODAY)


@LAW
@given(some_histories)
def test_archiving_changes_no_figure_and_leaves_bookings_editable(sketches: list[Sketch]) -> None:
    async def story(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        days, spent = await ledger.books.days(), await ledger.spent_minor()
        assert isinstance(ledger.books.work, MemoryWork)
        async with ledger.books.work() as unit:
            archive(unit.transaction.writable(Account, owner=ledger.books.owner))
            archive(unit.transaction.writable(Category, owner=ledger.books.owner))
            archive(unit.transaction.writable(Vendor, owner=ledger.books.owner))

        assert (await ledger.books.days(), await ledger.spent_minor()) == (days, spent)
        for old in booked:
            assert (await ledger.books.rebook(old, form_of(old.transaction))).id == old.id
        assert await ledger.books.days() == days

    in_a_ledger(story)
