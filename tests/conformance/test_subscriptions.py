"""The subscription store, and what bookings do to it, held to one suite over both back ends."""

from datetime import date, timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, BillingEventId
from piggypulse_core.budgeting.model.subscription import SubscriptionId, SubscriptionNotFound
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryInUse
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


class TestSubscriptionStore:
    async def test_gives_back_what_it_was_given(
        self, work: AnyWork, alice: UserId, subscriber: Subscriber, media: Category, vendor: Vendor
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON, vendor=vendor, cycle="yearly"))

        async with work.reading() as unit:
            kept = await unit.subscriptions.get(owner=alice, subscription=made.id)
        assert kept == Billing(subscription=made)

    async def test_writes_down_what_changes(
        self, work: AnyWork, alice: UserId, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        first, second = (
            BillingEvent(id=BillingEventId(IDS.new()), due_on=day, date=day, amount_minor=index + 1)
            for index, day in enumerate((date(2026, 4, 1), date(2026, 5, 1)))
        )
        states = [
            Billing(subscription=made, events={first.due_on: first}),
            Billing(subscription=made, events={first.due_on: first, second.due_on: second}),
            Billing(subscription=made, events={second.due_on: second}),
            Billing(subscription=made),
        ]

        for after in states:
            async with work() as unit:
                before = await unit.subscriptions.hold(owner=alice, subscription=made.id)
                await unit.subscriptions.save(owner=alice, before=before, after=after)
            async with work.reading() as unit:
                assert await unit.subscriptions.get(owner=alice, subscription=made.id) == after

    async def test_lists_the_newest_first(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category
    ) -> None:
        other = await books.category(name="Other")
        old = await subscriber.subscribe(monthly(media, SOON))
        middle = await subscriber.subscribe(monthly(other, SOON))
        new = await subscriber.on(SOON).subscribe(monthly(media, SOON))

        assert [one.id for one in await subscriber.every()] == [new.id, middle.id, old.id]
        found = await subscriber.every(category=media.id)
        assert [one.id for one in found] == [new.id, old.id]
        assert await subscriber.every(category=CategoryId(IDS.new())) == []

    async def test_lists_the_next_charges_of_what_goes_on(
        self, subscriber: Subscriber, media: Category, vendor: Vendor
    ) -> None:
        late, soon, paused, ending, ended, lasting = [
            await subscriber.subscribe(monthly(media, TODAY + timedelta(days=day), vendor=payee))
            for day, payee in ((9, None), (3, vendor), (1, None), (8, None), (4, None), (5, None))
        ]
        await subscriber.pause(paused.id)
        await subscriber.cancel(ending.id, TODAY + timedelta(days=7))
        await subscriber.cancel(ended.id)
        await subscriber.cancel(lasting.id, TODAY + timedelta(days=5))

        found = await subscriber.upcoming()

        assert [(one.subscription.id, one.vendor_name) for one in found] == [
            (soon.id, "Radio"),
            (lasting.id, None),
            (late.id, None),
        ]
        assert len(await subscriber.upcoming(1)) == 1

    async def test_removes_one_with_its_charges(
        self,
        work: AnyWork,
        subscriber: Subscriber,
        books: Bookkeeper,
        media: Category,
        giro: Account,
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        booked = await books.book(regular(giro, media, on=SOON))

        await subscriber.drop(made.id)

        assert await subscriber.every() == []
        assert await books.show(booked) == booked
        await books.remove(booked)

    async def test_follows_its_vendor_into_another(
        self, work: AnyWork, subscriber: Subscriber, books: Bookkeeper, media: Category
    ) -> None:
        giro, owner = await books.account(), books.owner
        vendor, other = await books.vendor(name="Radio"), await books.vendor(name="Cable")
        made = await subscriber.subscribe(monthly(media, SOON, vendor=vendor))
        await books.book(regular(giro, media, on=SOON, vendor=vendor))
        before = await subscriber.show(made.id)

        async with work() as unit:
            assert await unit.vendor_references.exist(owner=owner, vendor=vendor.id)
            await unit.vendor_references.move(owner=owner, vendor=vendor.id, target=other.id)
            assert not await unit.vendor_references.exist(owner=owner, vendor=vendor.id)

        after = await subscriber.show(made.id)
        assert after.subscription.vendor_id == other.id
        assert after.events == before.events

    async def test_keeps_the_category_it_names(
        self, work: AnyWork, alice: UserId, subscriber: Subscriber, media: Category
    ) -> None:
        await subscriber.subscribe(monthly(media, SOON))

        with pytest.raises(CategoryInUse):
            async with work() as unit:
                await unit.categories.remove(owner=alice, category=media.id)

    async def test_a_stranger_finds_nothing(
        self, work: AnyWork, alice: UserId, bob: UserId, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, date(2026, 5, 1)))

        for one in (made.id, SubscriptionId(IDS.new())):
            async with work() as unit:
                store = unit.subscriptions
                for attempt in (
                    store.get(owner=bob, subscription=one),
                    store.hold(owner=bob, subscription=one),
                    store.remove(owner=bob, subscription=one),
                ):
                    with pytest.raises(SubscriptionNotFound):
                        await attempt
        async with work() as unit:
            assert await unit.subscriptions.every(owner=bob) == []
            assert await unit.subscriptions.hold_due(owner=bob, today=TODAY) == []
            assert await unit.subscriptions.upcoming(owner=bob, today=TODAY, limit=5) == []
            assert len(await unit.subscriptions.hold_due(owner=alice, today=TODAY)) == 1


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

        await books.remove(booked)

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

        await books.remove(booked)

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
        await books.remove(booked)
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


class TestSubscribers:
    async def test_are_those_with_something_due_or_cancelled_of_late(
        self, work: AnyWork, bob: UserId, subscriber: Subscriber, media: Category
    ) -> None:
        other = Subscriber(work=work, owner=bob)
        elsewhere = await Bookkeeper(work=work, owner=bob).category()
        made = await subscriber.subscribe(monthly(media, SOON))
        ended = await other.subscribe(monthly(elsewhere, SOON))
        mine = {subscriber.owner, bob}

        async def visited(day: date) -> set[UserId]:
            found: list[UserId] = []
            async with work.reading() as unit:
                while page := await unit.subscribers.to_visit(
                    day=day,
                    cancelled_since=day - timedelta(days=40),
                    after=found[-1] if found else None,
                    limit=1,
                ):
                    found += page
            assert found == sorted(set(found))
            return mine & set(found)

        assert await visited(SOON) == set()
        assert await visited(SOON + timedelta(days=1)) == mine
        await subscriber.cancel(made.id, SOON - timedelta(days=1))
        await other.cancel(ended.id, SOON - timedelta(days=60))
        assert await visited(SOON + timedelta(days=1)) == {subscriber.owner}
