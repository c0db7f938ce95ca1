"""Transactions in every back end: one suite, memory and PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import UnknownCursor
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.transaction import TransactionId, TransactionNotFound
from tests.support.audit import assert_sums_right
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY
from tests.support.works import AnyWork

EVERYTHING = Selection(uncategorized="include")
NOBODYS = TransactionId(UUID("01900000-0000-7000-8000-ffffffffffff"))


@pytest.fixture
def books(work: AnyWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


@pytest.fixture
def others(work: AnyWork, bob: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=bob)


async def texts(books: Bookkeeper, selection: Selection) -> list[str]:
    return [row.transaction.description for row in await books.walk(selection)]


class TestWriting:
    async def test_shows_what_was_booked(self, books: Bookkeeper) -> None:
        giro, visa = await books.account(), await books.account(type="CreditCard")
        move, food = await books.category(type="transfer"), await books.category()
        market = await books.vendor()

        for form in (regular(giro, food, vendor=market), transfer(giro, visa, move)):
            booked = await books.book(form)

            assert await books.show(booked) == booked
        await assert_sums_right(books)

    async def test_a_batch_of_all_kinds_adds_up(self, books: Bookkeeper) -> None:
        giro, fun = await books.account(), await books.account(type="Allowance")
        pay, move = await books.category(type="income"), await books.category(type="transfer")
        forms = [
            form
            for step in range(40)
            for form in (
                regular(giro, pay, 3 + step, on=TODAY - timedelta(days=step % 7)),
                regular(giro, None, 5 + step, on=TODAY - timedelta(days=step % 5)),
                transfer(giro, fun, move, 7 + step, on=TODAY - timedelta(days=step % 3)),
                regular(fun, None, 11 + step, on=TODAY - timedelta(days=step % 2)),
            )
        ]

        booked = await books.book_all(*forms)

        assert await books.walk(EVERYTHING) == sorted(
            booked, key=lambda row: (row.transaction.date, row.id), reverse=True
        )
        await assert_sums_right(books)

    async def test_replacing_moves_sums_between_days_and_accounts(self, books: Bookkeeper) -> None:
        giro, visa = await books.account(), await books.account(type="CreditCard")
        move = await books.category(type="transfer")
        booked = await books.book(regular(giro, None, 500))
        stays = await books.book(regular(giro, None, 80))

        await books.rebook(booked, transfer(giro, visa, move, 60))
        await assert_sums_right(books)
        await books.rebook(booked, regular(visa, None, 70, on=date(1900, 1, 1)))
        await assert_sums_right(books)
        await books.delete(booked)
        await assert_sums_right(books)

        assert await books.walk(EVERYTHING) == [stays]

    async def test_a_day_may_gain_spending_and_nothing_else(self, books: Bookkeeper) -> None:
        giro, visa = await books.account(), await books.account(type="CreditCard")
        move = await books.category(type="transfer")
        booked = await books.book(transfer(giro, visa, move, 60))

        await books.rebook(booked, regular(giro, None, 60))
        await assert_sums_right(books)
        await books.rebook(booked, transfer(giro, visa, move, 60))
        await assert_sums_right(books)

    async def test_replacing_by_the_same_changes_nothing(self, books: Bookkeeper) -> None:
        giro = await books.account()
        booked = await books.book(regular(giro, None, 500))

        assert await books.rebook(booked, regular(giro, None, 500)) == booked
        await assert_sums_right(books)

    async def test_sums_outgrow_64_bits(self, books: Bookkeeper) -> None:
        giro = await books.account()
        most = regular(giro, None, 10**15 - 1)
        for _ in range(10):
            await books.book_all(*[most] * 1000)

        async with books.work.reading() as unit:
            held = await unit.accounts.get(owner=books.owner, account=giro.id)

        assert held.net_minor == -10_000 * (10**15 - 1)

    async def test_takes_large_sums_after_small_ones(self, books: Bookkeeper) -> None:
        giro = await books.account()
        for _ in range(5):
            await books.delete(await books.book(regular(giro, None, 1)))

        await books.delete(await books.book(regular(giro, None, 10**15 - 1)))

        await assert_sums_right(books)

    async def test_says_whether_anything_is_booked(self, books: Bookkeeper) -> None:
        async def has_any() -> bool:
            async with books.work.reading() as unit:
                return await unit.transactions.has_any(owner=books.owner)

        assert not await has_any()
        booked = await books.book(regular(await books.account(), None))
        assert await has_any()
        await books.delete(booked)
        assert not await has_any()


class TestStrangers:
    async def test_finds_exactly_what_an_unknown_id_finds(
        self, books: Bookkeeper, others: Bookkeeper
    ) -> None:
        giro = await books.account()
        booked = await books.book(regular(giro, None))
        own = regular(await others.account(), None)
        nobodys = replace(booked, transaction=replace(booked.transaction, id=NOBODYS))

        for one in (booked, nobodys):
            with pytest.raises(TransactionNotFound):
                await others.show(one)
            with pytest.raises(TransactionNotFound):
                await others.rebook(one, own)
            with pytest.raises(TransactionNotFound):
                await others.delete(one)
            with pytest.raises(UnknownCursor):
                await others.page(EVERYTHING, cursor=one.id)

        assert await books.walk(EVERYTHING) == [booked]
        assert await others.walk(EVERYTHING) == []
        await assert_sums_right(books)

    async def test_cannot_book_on_others_rows(self, books: Bookkeeper, others: Bookkeeper) -> None:
        giro, food, market = await books.account(), await books.category(), await books.vendor()
        own = await others.account()

        for form in (
            regular(giro, None),
            regular(own, food),
            regular(own, None, vendor=market),
            transfer(own, giro, await others.category(type="transfer")),
        ):
            with pytest.raises(Refusal) as caught:
                await others.book(form)
            assert [fault.code for fault in caught.value.faults] == ["reference_not_found"]

        assert await others.walk(EVERYTHING) == []
        await assert_sums_right(books)

    async def test_choose_nothing_by_others_ids(
        self, books: Bookkeeper, others: Bookkeeper
    ) -> None:
        giro, food, market = await books.account(), await books.category(), await books.vendor()
        await books.book(regular(giro, food, vendor=market))
        await others.book(regular(await others.account(), None))

        for selection in (
            Selection(accounts=frozenset({giro.id})),
            Selection(categories=frozenset({food.id})),
            Selection(vendors=frozenset({market.id})),
        ):
            assert await others.walk(replace(selection, uncategorized="include")) == []


class TestLists:
    async def test_goes_by_day_then_by_the_order_of_recording(self, books: Bookkeeper) -> None:
        giro, food = await books.account(), await books.category()
        for text, on in (("b", TODAY), ("a", date(2026, 1, 1)), ("c", TODAY)):
            await books.book(regular(giro, food, on=on, description=text))

        assert await texts(books, Selection()) == ["c", "b", "a"]

    @pytest.mark.parametrize("limit", [1, 3, 4, 7, 8, 200])
    async def test_pages_join_to_the_list(self, books: Bookkeeper, limit: int) -> None:
        giro, food = await books.account(), await books.category()
        booked = await books.book_all(
            *[regular(giro, food, on=TODAY - timedelta(days=step % 3)) for step in range(8)]
        )

        rows = await books.walk(Selection(), limit=limit)

        assert sorted(row.id for row in rows) == [row.id for row in booked]

    async def test_a_cursor_must_be_in_the_very_list(self, books: Bookkeeper) -> None:
        giro, food = await books.account(), await books.category()
        today = await books.book(regular(giro, food))

        assert (await books.page(Selection(), cursor=today.id)).rows == []
        with pytest.raises(UnknownCursor):
            await books.page(Selection(last_day=date(2026, 1, 1)), cursor=today.id)

    async def test_leaves_the_uncategorised_out_unless_asked(self, books: Bookkeeper) -> None:
        giro, food = await books.account(), await books.category()
        await books.book(regular(giro, food, description="with"))
        await books.book(regular(giro, None, description="without"))

        assert await texts(books, Selection()) == ["with"]
        assert await texts(books, Selection(uncategorized="include")) == ["without", "with"]
        assert await texts(books, Selection(uncategorized="only")) == ["without"]
        assert await texts(books, Selection(uncategorized="only", direction="income")) == []
        assert await texts(books, Selection(uncategorized="only", direction="expense")) == [
            "without"
        ]

    async def test_finds_either_side_of_a_transfer(self, books: Bookkeeper) -> None:
        giro, visa, other = [await books.account() for _ in range(3)]
        move = await books.category(type="transfer")
        booked = await books.book(transfer(giro, visa, move))

        for account in (giro, visa):
            chosen = Selection(accounts=frozenset({account.id, other.id}))
            assert await books.walk(chosen) == [booked]
        assert await books.walk(Selection(accounts=frozenset({other.id}))) == []
        assert await books.walk(Selection(accounts=frozenset())) == []

    async def test_days_that_contradict_each_other_give_an_empty_list(
        self, books: Bookkeeper
    ) -> None:
        await books.book(regular(await books.account(), await books.category()))

        page = await books.page(Selection(first_day=TODAY, last_day=TODAY - timedelta(days=1)))

        assert (page.rows, page.total, page.has_more) == ([], 0, False)


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("STRASSE", ["Hauptstraße 5"]),
            ("hauptstraß", ["Hauptstraße 5"]),
            ("50%", ["50% off_now"]),
            ("f_n", ["50% off_now"]),
            ("%", ["50% off_now"]),
            ("_", ["50% off_now"]),
            ("\\", ["back\\slash"]),
            ("ΣΊΣΥΦΟΣ", ["Σίσυφος"]),
            ("é", ["cafe\u0301"]),
            ("nothing like it", []),
        ],
    )
    async def test_folds_and_takes_every_character_as_it_is(
        self, books: Bookkeeper, words: str, found: list[str]
    ) -> None:
        giro, food = await books.account(), await books.category()
        for text in ("Hauptstraße 5", "50% off_now", "back\\slash", "Σίσυφος", "cafe\u0301"):
            await books.book(regular(giro, food, 1, description=text))

        expected = [text.replace("e\u0301", "é") for text in found]
        assert await texts(books, Selection(search=words)) == expected

    async def test_looks_at_the_vendors_name(self, books: Bookkeeper) -> None:
        giro, food = await books.account(), await books.category()
        market = await books.vendor(name="Größe & Söhne")
        booked = await books.book(regular(giro, food, vendor=market))

        assert await books.walk(Selection(search="GRÖSSE")) == [booked]

    @pytest.mark.parametrize(
        ("currency_code", "amount_minor", "words", "is_found"),
        [
            ("EUR", 123456, "1234.56", True),
            ("EUR", 123456, "1234,56", True),
            ("EUR", 123456, "4.5", True),
            ("EUR", 123456, "123456", False),
            ("EUR", 5, "0.05", True),
            ("EUR", 5, "00.05", False),
            ("EUR", 10, "0.1", True),
            ("EUR", 999_999_999_999_999, "9999999999999.99", True),
            ("JPY", 123456, "123456", True),
            ("JPY", 123456, ".", False),
        ],
    )
    async def test_looks_at_the_amount_in_major_units(
        self,
        books: Bookkeeper,
        currency_code: str,
        amount_minor: int,
        words: str,
        is_found: bool,  # noqa: FBT001 - a column of the table above
    ) -> None:
        purse, food = await books.account(currency_code=currency_code), await books.category()
        await books.book(regular(purse, food, amount_minor, description="x"))

        assert (await books.walk(Selection(search=words)) != []) is is_found
