"""Booking, replacing and removing transactions, over memory."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.refusal import InvalidInput, ReferenceNotFound, Refusal
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.new_transaction import (
    FORMS_MAX,
    CurrenciesDiffer,
    SameAccount,
    TooManyItems,
    TransactionForm,
)
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.model.transaction import TransactionNotFound
from piggypulse_core.ledger.model.vendor import VendorId
from tests.support.bookkeeping import Bookkeeper, form_of, regular, transfer
from tests.support.clock import TODAY

NOBODYS = UUID("01900000-0000-7000-8000-ffffffffffff")


@pytest.fixture
def books(work: MemoryWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


def faults_of(refusal: Refusal) -> list[tuple[str, str]]:
    return [(fault.field, fault.code) for fault in refusal.faults]


async def refusal_of(books: Bookkeeper, form: TransactionForm) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await books.book(form)
    return caught.value


class TestCreateTransaction:
    async def test_answers_with_the_names_of_what_it_refers_to(self, books: Bookkeeper) -> None:
        giro = await books.account(name="Giro")
        food = await books.category(name="Food")
        market = await books.vendor(name="Market")

        booked = await books.book(regular(giro, food, 250, vendor=market, description="  Eggs "))

        assert booked.transaction.description == "Eggs"
        assert booked.from_account.name == "Giro"
        assert booked.to_account is None
        assert booked.category is not None
        assert booked.category.name == "Food"
        assert booked.vendor is not None
        assert booked.vendor.name == "Market"
        assert await books.show(booked) == booked

    async def test_forgets_the_second_account_of_what_is_no_transfer(
        self, books: Bookkeeper
    ) -> None:
        giro, other = await books.account(), await books.account()
        food = await books.category()

        booked = await books.book(replace(regular(giro, food), to_account_id=other.id))

        assert booked.transaction.to_account_id is None

    async def test_takes_no_category_as_uncategorised(self, books: Bookkeeper) -> None:
        giro = await books.account()

        booked = await books.book(regular(giro, None))

        assert booked.category is None
        assert booked.transaction.is_purchase

    @pytest.mark.parametrize("amount_minor", [1, AMOUNT_MINOR_MAX])
    async def test_takes_amounts_up_to_the_bounds(
        self, books: Bookkeeper, amount_minor: int
    ) -> None:
        giro = await books.account()

        booked = await books.book(regular(giro, None, amount_minor))

        assert booked.transaction.amount_minor == amount_minor

    async def test_names_every_member_that_makes_no_sense(self, books: Bookkeeper) -> None:
        giro = await books.account()
        form = TransactionForm(
            kind="transfer",
            date=date(2200, 1, 1),
            description="   ",
            amount_minor=0,
            from_account_id=giro.id,
        )

        refusal = await refusal_of(books, form)

        assert isinstance(refusal, InvalidInput)
        assert faults_of(refusal) == [
            ("date", "out_of_range"),
            ("description", "too_short"),
            ("amount", "out_of_range"),
            ("toAccountId", "required"),
            ("categoryId", "required"),
        ]

    @pytest.mark.parametrize(
        ("form", "field"),
        [
            ({"amount_minor": AMOUNT_MINOR_MAX + 1}, "amount"),
            ({"date": date(1899, 12, 31)}, "date"),
            ({"description": "a" * 501}, "description"),
            ({"description": "nul\x00"}, "description"),
        ],
    )
    async def test_refuses_what_lies_out_of_bounds(
        self, books: Bookkeeper, form: dict[str, Any], field: str
    ) -> None:
        giro = await books.account()

        refusal = await refusal_of(books, replace(regular(giro, None), **form))

        assert [fault.field for fault in refusal.faults] == [field]

    async def test_refuses_a_transfer_to_itself(self, books: Bookkeeper) -> None:
        giro, move = await books.account(), await books.category(type="transfer")

        refusal = await refusal_of(books, transfer(giro, giro, move))

        assert isinstance(refusal, SameAccount)

    async def test_refuses_a_transfer_between_currencies(self, books: Bookkeeper) -> None:
        giro, dollars = await books.account(), await books.account(currency_code="USD")
        move = await books.category(type="transfer")

        refusal = await refusal_of(books, transfer(giro, dollars, move))

        assert isinstance(refusal, CurrenciesDiffer)

    async def test_refuses_a_category_that_contradicts_the_kind(self, books: Bookkeeper) -> None:
        giro, other = await books.account(), await books.account()
        food, move = await books.category(), await books.category(type="transfer")

        for form in (regular(giro, move), transfer(giro, other, food)):
            assert isinstance(await refusal_of(books, form), CategoryTypeMismatch)

    async def test_names_every_reference_that_does_not_exist(self, books: Bookkeeper) -> None:
        form = TransactionForm(
            kind="transfer",
            date=TODAY,
            description="Nobody's",
            amount_minor=1,
            from_account_id=AccountId(NOBODYS),
            to_account_id=AccountId(UUID(int=7)),
            category_id=CategoryId(NOBODYS),
            vendor_id=VendorId(NOBODYS),
        )

        refusal = await refusal_of(books, form)

        assert isinstance(refusal, ReferenceNotFound)
        assert [fault.field for fault in refusal.faults] == [
            "fromAccountId",
            "toAccountId",
            "categoryId",
            "vendorId",
        ]

    async def test_refuses_every_archived_reference(self, books: Bookkeeper) -> None:
        form = transfer(
            await books.account(archived_on=TODAY),
            await books.account(archived_on=TODAY),
            await books.category(type="transfer", archived_on=TODAY),
        )
        shut = await books.vendor(archived_on=TODAY)

        refusal = await refusal_of(books, replace(form, vendor_id=shut.id))

        assert isinstance(refusal, Archived)
        assert faults_of(refusal) == [
            ("fromAccountId", "archived"),
            ("toAccountId", "archived"),
            ("categoryId", "archived"),
            ("vendorId", "archived"),
        ]

    async def test_names_graver_complaints_first_and_the_others_too(
        self, books: Bookkeeper
    ) -> None:
        giro = await books.account(archived_on=TODAY)
        form = replace(regular(giro, None, 0), vendor_id=VendorId(NOBODYS))

        refusal = await refusal_of(books, form)

        assert isinstance(refusal, InvalidInput)
        assert sorted(faults_of(refusal)) == [
            ("amount", "out_of_range"),
            ("fromAccountId", "archived"),
            ("vendorId", "reference_not_found"),
        ]


class TestCreateTransactions:
    async def test_books_none_for_none(self, books: Bookkeeper) -> None:
        assert await books.book_all() == []

    async def test_keeps_the_order_given_with_ascending_ids(self, books: Bookkeeper) -> None:
        giro = await books.account()
        forms = [regular(giro, None, amount) for amount in range(1, 21)]

        booked = await books.book_all(*forms)

        assert [row.transaction.amount_minor for row in booked] == list(range(1, 21))
        assert sorted(row.id for row in booked) == [row.id for row in booked]

    async def test_takes_a_thousand_and_no_more(self, books: Bookkeeper) -> None:
        giro = await books.account()
        forms = [regular(giro, None)] * FORMS_MAX

        assert len(await books.book_all(*forms)) == FORMS_MAX
        with pytest.raises(TooManyItems):
            await books.book_all(*forms, forms[0])

    async def test_books_nothing_if_one_item_is_bad_and_names_each_bad_one(
        self, books: Bookkeeper
    ) -> None:
        giro, shut = await books.account(), await books.account(archived_on=TODAY)
        good = regular(giro, None)
        stray = replace(good, vendor_id=VendorId(NOBODYS))

        with pytest.raises(Refusal) as caught:
            await books.book_all(good, regular(shut, None), stray, replace(good, amount_minor=0))

        assert isinstance(caught.value, InvalidInput)
        assert faults_of(caught.value) == [
            ("/1/fromAccountId", "archived"),
            ("/2/vendorId", "reference_not_found"),
            ("/3/amount", "out_of_range"),
        ]
        assert await books.transactions() == []

    async def test_takes_the_code_of_the_first_of_the_gravest(self, books: Bookkeeper) -> None:
        giro, shut = await books.account(), await books.account(archived_on=TODAY)
        move = await books.category(type="transfer")
        stray = replace(regular(giro, None), vendor_id=VendorId(NOBODYS))

        with pytest.raises(ReferenceNotFound):
            await books.book_all(regular(shut, None), stray)
        with pytest.raises(SameAccount):
            await books.book_all(stray, transfer(giro, giro, move), regular(giro, move))


class TestUpdateTransaction:
    async def test_keeps_the_id_and_replaces_everything_else(self, books: Bookkeeper) -> None:
        giro, visa = await books.account(), await books.account(type="CreditCard")
        move, food = await books.category(type="transfer"), await books.category()
        booked = await books.book(regular(giro, food, 500, vendor=await books.vendor()))

        changed = await books.rebook(booked, transfer(giro, visa, move, 700, on=date(2026, 1, 1)))

        assert changed.id == booked.id
        assert form_of(changed.transaction) == transfer(giro, visa, move, 700, on=date(2026, 1, 1))
        assert await books.show(booked) == changed
        assert await books.balance(giro) == -700
        assert await books.balance(visa) == -700

    async def test_may_keep_archived_rows_but_not_take_new_ones(
        self, books: Bookkeeper, work: MemoryWork
    ) -> None:
        giro, other = await books.account(), await books.account()
        move = await books.category(type="transfer")
        booked = await books.book(transfer(giro, other, move))
        async with work() as unit:
            accounts = unit.transaction.writable(Account, owner=books.owner)
            accounts[giro.id] = replace(accounts[giro.id], archived_on=TODAY)
        shut = await books.account(archived_on=TODAY)

        kept = await books.rebook(booked, transfer(other, giro, move, 5))

        assert kept.transaction.to_account_id == giro.id
        with pytest.raises(Archived):
            await books.rebook(booked, transfer(other, shut, move, 5))

    async def test_refuses_an_unknown_one_before_looking_at_the_form(
        self, books: Bookkeeper
    ) -> None:
        giro = await books.account()
        booked = await books.book(regular(giro, None))
        await books.delete(booked)

        with pytest.raises(TransactionNotFound):
            await books.rebook(booked, regular(giro, None, 0))

    async def test_changes_nothing_when_refused(self, books: Bookkeeper) -> None:
        giro = await books.account()
        booked = await books.book(regular(giro, None, 300))

        with pytest.raises(InvalidInput):
            await books.rebook(booked, regular(giro, None, 0))

        assert await books.show(booked) == booked
        assert await books.balance(giro) == -300


class TestDeleteTransaction:
    async def test_leaves_no_trace(self, books: Bookkeeper) -> None:
        giro = await books.account(opening_minor=900)
        booked = await books.book(regular(giro, None, 300))

        await books.delete(booked)

        assert await books.transactions() == []
        assert await books.accounts() == {giro.id: giro}

    async def test_refuses_a_second_time(self, books: Bookkeeper) -> None:
        booked = await books.book(regular(await books.account(), None))
        await books.delete(booked)

        with pytest.raises(TransactionNotFound):
            await books.delete(booked)
