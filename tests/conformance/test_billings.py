"""What bookings are to subscriptions, held to one suite over memory and PostgreSQL."""

from datetime import date, timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.bookkeeping import Bookkeeper, regular, transfer
from tests.support.clock import TODAY
from tests.support.subscribing import Subscriber, monthly
from tests.support.works import AnyWork

IDS = SystemIds()
SOON = TODAY + timedelta(days=3)
NEXT_MONTH = date(2026, 7, 18)


@pytest.fixture
def books(work: AnyWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


@pytest.fixture
def subscriber(work: AnyWork, alice: UserId) -> Subscriber:
    return Subscriber(work=work, owner=alice)


@pytest.fixture
async def media(books: Bookkeeper) -> Category:
    return await books.category(name="Media")


@pytest.fixture
async def vendor(books: Bookkeeper) -> Vendor:
    return await books.vendor(name="Radio")


@pytest.fixture
async def giro(books: Bookkeeper) -> Account:
    return await books.account(name="Giro")


class TestBillings:
    async def test_a_booking_pays_for_the_next_charge(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))

        booked = await books.book(regular(giro, media, 1100, on=TODAY))

        billing = await subscriber.show(made.id)
        assert await subscriber.charges(made.id) == [(SOON, TODAY, 1100, True)]
        assert billing.history[0].transaction_id == booked.id
        assert billing.subscription.next_on == NEXT_MONTH

    async def test_a_booking_that_is_removed_opens_it_again(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        before = await subscriber.state()
        booked = await books.book(regular(giro, media, on=SOON))

        await books.delete(booked)

        assert await subscriber.state() == before
        assert await subscriber.next_on(made.id) == SOON

    async def test_a_past_charge_is_taken_for_granted_again(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        due = TODAY - timedelta(days=2)
        made = await subscriber.subscribe(monthly(media, due))
        await subscriber.tick()
        before = await subscriber.state()
        booked = await books.book(regular(giro, media, 1050, on=TODAY))
        assert await subscriber.charges(made.id) == [(due, TODAY, 1050, True)]

        await books.delete(booked)

        assert await subscriber.state() == before
        assert await subscriber.charges(made.id) == [(due, due, 1000, False)]

    async def test_an_edit_moves_a_booking_from_one_charge_to_another(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        other = await books.category(name="Papers")
        music = await subscriber.subscribe(monthly(media, SOON))
        paper = await subscriber.subscribe(monthly(other, SOON))
        booked = await books.book(regular(giro, media, on=SOON))

        await books.rebook(booked, regular(giro, other, on=SOON))

        assert await subscriber.charges(music.id) == []
        assert await subscriber.charges(paper.id) == [(SOON, SOON, 1000, True)]
        assert await subscriber.next_on(music.id) == SOON

    async def test_an_edit_that_changes_nothing_of_it_keeps_the_charge(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        for _ in range(2):
            await subscriber.subscribe(monthly(media, SOON))
        booked = await books.book(regular(giro, media, on=SOON))
        before = await subscriber.state()

        await books.rebook(booked, regular(giro, media, on=SOON, description="Else"))

        assert await subscriber.state() == before

    async def test_an_edit_finds_a_charge_made_after_the_booking(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        booked = await books.book(regular(giro, media, on=SOON))
        made = await subscriber.subscribe(monthly(media, SOON))

        await books.rebook(booked, regular(giro, media, on=SOON))

        assert await subscriber.charges(made.id) == [(SOON, SOON, 1000, True)]

    async def test_an_edit_to_another_day_keeps_the_charges_id(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        booked = await books.book(regular(giro, media, on=SOON))
        [before] = (await subscriber.show(made.id)).history

        await books.rebook(booked, regular(giro, media, on=TODAY))

        [after] = (await subscriber.show(made.id)).history
        assert (after.id, after.date) == (before.id, TODAY)

    async def test_the_vendor_decides_where_one_is_named(
        self,
        subscriber: Subscriber,
        books: Bookkeeper,
        media: Category,
        giro: Account,
        vendor: Vendor,
    ) -> None:
        other = await books.category(name="Other")
        made = await subscriber.subscribe(monthly(media, SOON, vendor=vendor))

        await books.book(regular(giro, media, on=SOON))
        assert await subscriber.charges(made.id) == []
        await books.book(regular(giro, other, on=SOON, vendor=vendor))

        assert await subscriber.charges(made.id) == [(SOON, SOON, 1000, True)]

    async def test_what_is_no_expense_in_the_own_currency_pays_for_nothing(
        self,
        subscriber: Subscriber,
        books: Bookkeeper,
        media: Category,
        giro: Account,
        vendor: Vendor,
    ) -> None:
        pay = await books.category(name="Pay", type="income")
        move = await books.category(name="Move", type="transfer")
        dollars = await books.account(currency_code="USD")
        spare = await books.account()
        made = await subscriber.subscribe(monthly(media, SOON, vendor=vendor))

        for form in (
            regular(giro, None, on=SOON, vendor=vendor),
            regular(giro, pay, on=SOON, vendor=vendor),
            regular(dollars, media, on=SOON, vendor=vendor),
            transfer(giro, spare, move, on=SOON),
            regular(giro, media, 1101, on=SOON, vendor=vendor),
            regular(giro, media, 899, on=SOON, vendor=vendor),
            regular(giro, media, on=SOON - timedelta(days=6), vendor=vendor),
            regular(giro, media, on=SOON + timedelta(days=6), vendor=vendor),
        ):
            await books.book(form)

        assert await subscriber.charges(made.id) == []
        assert await subscriber.next_on(made.id) == SOON

    async def test_a_batch_finds_what_its_bookings_would_one_by_one(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        near = await subscriber.subscribe(monthly(media, SOON, name="Near"))
        far = await subscriber.subscribe(monthly(media, SOON + timedelta(days=4), name="Far"))

        await books.book_all(
            regular(giro, media, on=SOON + timedelta(days=1)),
            regular(giro, media, on=SOON),
            regular(giro, media, on=SOON),
        )

        assert await subscriber.charges(near.id) == [(SOON, SOON + timedelta(days=1), 1000, True)]
        due = SOON + timedelta(days=4)
        assert await subscriber.charges(far.id) == [(due, SOON, 1000, True)]

    async def test_charges_after_a_cancellation_are_told_apart(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, giro: Account
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.cancel(made.id, TODAY)
        before = await subscriber.state()

        booked = await books.book(regular(giro, media, on=date(2026, 9, 20)))

        billing = await subscriber.show(made.id)
        [event] = billing.history
        assert event.due_on == date(2026, 9, 18)
        assert billing.is_post_cancellation(event=event)
        assert billing.subscription.next_on == SOON
        await books.delete(booked)
        assert await subscriber.state() == before

    async def test_tell_whether_a_category_has_one_that_goes_on(
        self, work: AnyWork, alice: UserId, bob: UserId, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))

        async def goes_on(owner: UserId) -> bool:
            async with work.reading() as unit:
                return await unit.billings.any_active(owner=owner, category=media.id, today=TODAY)

        assert await goes_on(alice)
        assert not await goes_on(bob)
        await subscriber.pause(made.id)
        assert not await goes_on(alice)
