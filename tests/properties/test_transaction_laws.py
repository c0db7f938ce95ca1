"""Laws of transactions: what they conserve, what lists show of them, what batches come to."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.kernel.currency import currency_by_code
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.spending import category_actual
from tests.strategies.transactions import (
    WORDS,
    Sketch,
    Wish,
    accepted,
    anything,
    purchases_and_income,
    transfers,
    wishes,
)
from tests.support.bookkeeping import form_of
from tests.support.ledger import LAW, Ledger, in_a_ledger

EVERYTHING = Selection(uncategorized="include")

histories = st.lists(accepted(), max_size=12)


@LAW
@given(histories, transfers())
def test_a_transfer_moves_the_same_amount_between_two_accounts_and_nothing_else(
    sketches: list[Sketch], sketch: Sketch
) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        before, worth_before = await ledger.books.accounts(), await ledger.worth_minor()
        booked = (await ledger.book(sketch)).transaction
        after = await ledger.books.accounts()

        moved = {key: after[key].net_minor - before[key].net_minor for key in before}
        assert {key: net for key, net in moved.items() if net} == {
            booked.from_account_id: -booked.amount_minor,
            booked.to_account_id: booked.amount_minor,
        }
        assert await ledger.worth_minor() == worth_before

    in_a_ledger(story)


@LAW
@given(st.lists(anything(), max_size=15))
def test_nothing_booked_contradicts_itself(sketches: list[Sketch]) -> None:
    async def story(ledger: Ledger) -> None:
        for sketch in sketches:
            try:
                await ledger.book(sketch)
            except Refusal:
                continue
        accounts = await ledger.books.accounts()
        for row in await ledger.books.transactions():
            if row.kind == "regular":
                assert row.to_account_id is None
                assert row.category_type in (None, "income", "expense")
            else:
                assert row.to_account_id is not None
                assert row.to_account_id != row.from_account_id
                assert row.category_type == "transfer"
                source, target = accounts[row.from_account_id], accounts[row.to_account_id]
                assert source.currency_code == target.currency_code

    in_a_ledger(story)


@LAW
@given(histories, accepted())
def test_allowances_count_when_filled_and_not_when_emptied(
    sketches: list[Sketch], sketch: Sketch
) -> None:
    async def story(ledger: Ledger) -> None:
        async def actuals() -> list[int]:
            rows, accounts = await ledger.books.transactions(), await ledger.books.accounts()
            return [
                category_actual(transactions=rows, accounts=accounts, category=category.id)
                for category in ledger.world.categories
            ]

        await ledger.book_each(sketches)
        spent_before, actuals_before = await ledger.spent_minor(), await actuals()
        row = (await ledger.book(sketch)).transaction
        spent = await ledger.spent_minor() - spent_before
        accounts = await ledger.books.accounts()
        from_allowance = accounts[row.from_account_id].type == "Allowance"
        to_allowance = (
            row.to_account_id is not None and accounts[row.to_account_id].type == "Allowance"
        )

        if row.is_purchase and from_allowance:
            assert (spent, await actuals()) == (0, actuals_before)
        elif row.is_purchase or (to_allowance and not from_allowance):
            assert spent == row.amount_minor
        else:
            assert spent == 0

    in_a_ledger(story)


@LAW
@given(histories)
def test_a_batch_comes_to_booking_one_by_one(sketches: list[Sketch]) -> None:
    async def story(ledger: Ledger) -> None:
        one_by_one = await ledger.book_each(sketches)
        figures = await ledger.figures()
        for row in one_by_one:
            await ledger.books.delete(row)
        at_once = await ledger.books.book_all(*[sketch.form(ledger.world) for sketch in sketches])

        assert [form_of(row.transaction) for row in at_once] == [
            form_of(row.transaction) for row in one_by_one
        ]
        assert [row.id for row in at_once] == sorted(row.id for row in at_once)
        assert await ledger.figures() == figures

    in_a_ledger(story)


@LAW
@given(st.lists(anything(), max_size=8))
def test_one_bad_item_anywhere_means_no_item(sketches: list[Sketch]) -> None:
    async def is_bad(ledger: Ledger, form: TransactionForm) -> bool:
        try:
            await ledger.books.delete(await ledger.books.book(form))
        except Refusal:
            return True
        return False

    async def story(ledger: Ledger) -> None:
        forms = [sketch.form(ledger.world) for sketch in sketches]
        bad = {index for index, form in enumerate(forms) if await is_bad(ledger, form)}
        if not bad:
            assert len(await ledger.books.book_all(*forms)) == len(forms)
            return
        with pytest.raises(Refusal) as caught:
            await ledger.books.book_all(*forms)
        assert {int(fault.field.split("/")[1]) for fault in caught.value.faults} == bad
        assert await ledger.books.transactions() == []

    in_a_ledger(story)


@LAW
@given(histories, wishes(), st.integers(1, 5))
def test_pages_of_any_size_join_to_the_list(sketches: list[Sketch], wish: Wish, limit: int) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        rows = await ledger.books.walk(wish.selection(ledger.world), limit=limit)

        keys = [(row.transaction.date, row.id) for row in rows]
        assert keys == sorted(set(keys), reverse=True)
        assert rows == await ledger.books.walk(wish.selection(ledger.world))

    in_a_ledger(story)


@LAW
@given(histories, wishes())
def test_conditions_together_show_what_each_alone_would(sketches: list[Sketch], wish: Wish) -> None:
    async def story(ledger: Ledger) -> None:
        await ledger.book_each(sketches)
        together = wish.selection(ledger.world)
        alone = [
            Selection(uncategorized="include", first_day=together.first_day),
            Selection(uncategorized="include", last_day=together.last_day),
            Selection(uncategorized="include", direction=together.direction),
            Selection(uncategorized="include", accounts=together.accounts),
            Selection(uncategorized="include", categories=together.categories),
            Selection(uncategorized="include", vendors=together.vendors),
            Selection(uncategorized="include", search=together.search),
            Selection(uncategorized=together.uncategorized),
        ]
        shown = [{row.id for row in await ledger.books.walk(one)} for one in alone]

        assert {row.id for row in await ledger.books.walk(together)} == set.intersection(*shown)

    in_a_ledger(story)


def is_found(booking: Booking, account: Account, words: str) -> bool:
    """Whether a booking is found by some words, out of the rule on paper."""
    places = currency_by_code(account.currency_code).decimal_places
    amount = f"{Decimal(booking.transaction.amount_minor).scaleb(-places):.{places}f}"
    vendor = "" if booking.vendor is None else booking.vendor.name
    folded = name_key(text=words)
    return (
        folded in name_key(text=booking.transaction.description)
        or folded in name_key(text=vendor)
        or words.replace(",", ".") in amount
    )


@LAW
@given(
    st.lists(purchases_and_income(), max_size=10),
    st.sampled_from([words for words in WORDS if words]) | st.text(min_size=1, max_size=3),
)
def test_search_finds_what_contains_the_words(sketches: list[Sketch], words: str) -> None:
    async def story(ledger: Ledger) -> None:
        booked = await ledger.book_each(sketches)
        accounts = await ledger.books.accounts()
        found = await ledger.books.walk(Selection(uncategorized="include", search=words))

        expected = {row.id for row in booked if is_found(row, accounts[row.from_account.id], words)}
        assert {row.id for row in found} == expected

    in_a_ledger(story)
