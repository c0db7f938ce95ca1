"""The subscription store, held to one suite over memory and PostgreSQL."""

from datetime import date, timedelta

import pytest

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, BillingEventId
from piggypulse_core.budgeting.model.subscription import SubscriptionId, SubscriptionNotFound
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryInUse
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.bookkeeping import Bookkeeper, regular
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
        await books.delete(booked)

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
                await unit.categories.delete(owner=alice, category=media.id)

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
                    store.delete(owner=bob, subscription=one),
                ):
                    with pytest.raises(SubscriptionNotFound):
                        await attempt
        async with work() as unit:
            assert await unit.subscriptions.every(owner=bob) == []
            assert await unit.subscriptions.hold_due(owner=bob, today=TODAY) == []
            assert await unit.subscriptions.upcoming(owner=bob, today=TODAY, limit=5) == []
            assert len(await unit.subscriptions.hold_due(owner=alice, today=TODAY)) == 1


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
