"""What people can do with subscriptions, over memory."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.model.goal import TargetIsComputed
from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.budgeting.model.subscription import (
    AlreadyCancelled,
    SubscriptionNotActive,
    SubscriptionNotFound,
    SubscriptionNotPaused,
)
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.money import AMOUNT_MINOR_MAX
from piggypulse_core.kernel.refusal import InvalidInput, ReferenceNotFound
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryTypeMismatch
from piggypulse_core.ledger.model.status import Archived
from piggypulse_core.ledger.model.vendor import VendorId
from tests.support.bookkeeping import Bookkeeper, regular
from tests.support.budgeting import Budgeter
from tests.support.clock import TODAY
from tests.support.subscribing import Subscriber, monthly

SOON = TODAY + timedelta(days=3)


@pytest.fixture
def books(work: MemoryWork, alice: UserId) -> Bookkeeper:
    return Bookkeeper(work=work, owner=alice)


@pytest.fixture
def subscriber(work: MemoryWork, alice: UserId) -> Subscriber:
    return Subscriber(work=work, owner=alice)


@pytest.fixture
def budget(work: MemoryWork, alice: UserId, subscriber: Subscriber) -> Budgeter:
    return Budgeter(work=work, owner=alice, clock=subscriber.clock)


@pytest.fixture
async def media(books: Bookkeeper) -> Category:
    return await books.category(name="Media", behavior="subscription")


async def goal(budget: Budgeter) -> int | None:
    rows = (await budget.targets()).rows
    return rows[0].state.value_minor if rows else None


class TestCreateSubscription:
    async def test_begins_with_the_charge_it_is_given(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON, name="  Mu\u0308sic "))

        assert (made.name, made.next_on, made.amount_minor) == ("M\u00fcsic", SOON, 1000)
        assert made.status(today=TODAY) == "active"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"name": " "}, "name"),
            ({"name": "x" * 256}, "name"),
            ({"amount_minor": 0}, "billingAmount"),
            ({"amount_minor": AMOUNT_MINOR_MAX + 1}, "billingAmount"),
            ({"billing_day": 0}, "billingDay"),
            ({"billing_day": 32}, "billingDay"),
            ({"next_on": date(1899, 12, 31)}, "nextChargeDate"),
        ],
    )
    async def test_refuses_members_that_make_no_sense(
        self, subscriber: Subscriber, media: Category, change: dict[str, Any], field: str
    ) -> None:
        form = replace(monthly(media, SOON), **change)

        with pytest.raises(InvalidInput) as refusal:
            await subscriber.subscribe(form)

        assert [fault.field for fault in refusal.value.faults] == [field]

    async def test_refuses_what_cannot_be_named(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category
    ) -> None:
        unknown = subscriber.ids.new()
        cases: list[tuple[SubscriptionForm, type[Exception]]] = [
            (replace(monthly(media, SOON), category_id=CategoryId(unknown)), ReferenceNotFound),
            (replace(monthly(media, SOON), vendor_id=VendorId(unknown)), ReferenceNotFound),
            (monthly(await books.category(type="income"), SOON), CategoryTypeMismatch),
            (monthly(await books.category(type="transfer"), SOON), CategoryTypeMismatch),
            (monthly(await books.category(archived_on=TODAY), SOON), Archived),
            (monthly(media, SOON, vendor=await books.vendor(archived_on=TODAY)), Archived),
        ]
        for form, refusal in cases:
            with pytest.raises(refusal):
                await subscriber.subscribe(form)
        assert await subscriber.every() == []


class TestUpdateSubscription:
    async def test_leaves_past_charges_alone(self, subscriber: Subscriber, media: Category) -> None:
        due = TODAY - timedelta(days=1)
        made = await subscriber.subscribe(monthly(media, due))
        await subscriber.tick()

        form = monthly(media, SOON, amount_minor=5000, cycle="yearly", name="Else")
        changed = await subscriber.replace(made.id, form)

        assert (changed.name, changed.next_on, changed.cycle) == ("Else", SOON, "yearly")
        assert changed.created_at == made.created_at
        assert await subscriber.charges(made.id) == [(due, due, 1000, False)]

    async def test_may_go_on_naming_what_is_archived(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category, work: MemoryWork
    ) -> None:
        vendor = await books.vendor()
        made = await subscriber.subscribe(monthly(media, SOON, vendor=vendor))
        async with work() as unit:
            for row in (media, vendor):
                rows = unit.transaction.writable(type(row), owner=subscriber.owner)
                rows[row.id] = replace(row, archived_on=TODAY)

        changed = await subscriber.replace(made.id, monthly(media, SOON, vendor=vendor))

        assert changed.vendor_id == vendor.id
        with pytest.raises(Archived):
            await subscriber.subscribe(monthly(media, SOON))

    async def test_keeps_where_it_stands(self, subscriber: Subscriber, media: Category) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.pause(made.id)

        changed = await subscriber.replace(made.id, monthly(media, SOON))

        assert changed.status(today=TODAY) == "paused"


class TestCancelSubscription:
    async def test_ends_it_today_or_on_a_day_to_come(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        now = await subscriber.subscribe(monthly(media, SOON))
        later = await subscriber.subscribe(monthly(media, SOON))

        assert (await subscriber.cancel(now.id)).status(today=TODAY) == "cancelled"
        told = await subscriber.cancel(later.id, SOON)

        assert told.status(today=TODAY) == told.status(today=TODAY + timedelta(days=2)) == "active"
        assert told.status(today=SOON) == "cancelled"
        with pytest.raises(AlreadyCancelled):
            await subscriber.cancel(now.id)
        assert (await subscriber.cancel(later.id)).cancelled_on == TODAY

    async def test_forgets_charges_taken_for_granted_after_it(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, date(2026, 3, 1)))
        await books.book(regular(await books.account(), media, on=date(2026, 5, 2)))
        await subscriber.tick()

        await subscriber.cancel(made.id, date(2026, 3, 20))

        billing = await subscriber.show(made.id)
        assert [
            (event.due_on.month, event.is_detected, billing.is_post_cancellation(event=event))
            for event in billing.history
        ] == [(5, True, True), (3, False, False)]
        assert billing.subscription.next_on == date(2026, 4, 1)

    async def test_is_still_charged_until_then(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.cancel(made.id, SOON)

        await subscriber.on(date(2026, 12, 1)).tick()

        assert [due for due, *_ in await subscriber.charges(made.id)] == [SOON]


class TestPauseAndResume:
    async def test_charges_pass_by_meanwhile(self, subscriber: Subscriber, media: Category) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))

        await subscriber.pause(made.id)
        await subscriber.on(date(2026, 8, 25)).tick()
        assert await subscriber.next_on(made.id) == date(2026, 9, 18)
        resumed = await subscriber.on(date(2026, 9, 18)).resume(made.id)

        assert resumed.next_on == date(2026, 9, 18)
        assert await subscriber.charges(made.id) == []

    async def test_resuming_finds_the_first_charge_by_itself(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.pause(made.id)

        resumed = await subscriber.on(date(2026, 9, 19)).resume(made.id)

        assert resumed.next_on == date(2026, 10, 18)

    async def test_a_charge_missed_before_the_pause_is_not_forgotten(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        due = TODAY - timedelta(days=1)
        made = await subscriber.subscribe(monthly(media, due))

        await subscriber.pause(made.id)

        assert await subscriber.charges(made.id) == [(due, due, 1000, False)]

    async def test_resuming_withdraws_a_cancellation_to_come(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.cancel(made.id, SOON)

        resumed = await subscriber.resume(made.id)

        assert resumed.cancelled_on is None
        assert resumed.next_on == SOON

    async def test_refuse_what_makes_no_difference(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))

        with pytest.raises(SubscriptionNotPaused):
            await subscriber.resume(made.id)
        await subscriber.pause(made.id)
        with pytest.raises(SubscriptionNotActive):
            await subscriber.pause(made.id)
        await subscriber.cancel(made.id)
        for attempt in (subscriber.pause, subscriber.resume):
            with pytest.raises((SubscriptionNotActive, SubscriptionNotPaused)):
                await attempt(made.id)


class TestAdvanceSubscriptions:
    async def test_takes_a_charge_for_granted_the_day_after_it_was_due(
        self, subscriber: Subscriber, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))

        await subscriber.on(SOON).tick()
        assert await subscriber.charges(made.id) == []
        await subscriber.on(SOON + timedelta(days=1)).tick()

        assert await subscriber.charges(made.id) == [(SOON, SOON, 1000, False)]
        assert await subscriber.next_on(made.id) == date(2026, 7, 18)

    async def test_a_booking_that_comes_later_is_that_charge(
        self, subscriber: Subscriber, books: Bookkeeper, media: Category
    ) -> None:
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.on(SOON + timedelta(days=5)).tick()
        [expected] = (await subscriber.show(made.id)).history

        paid = SOON + timedelta(days=5)
        await books.book(regular(await books.account(), media, 990, on=paid))

        [found] = (await subscriber.show(made.id)).history
        assert (found.id, found.due_on, found.date) == (expected.id, SOON, paid)
        assert found.is_detected


class TestComputedGoals:
    async def test_add_up_what_is_active_by_the_month(
        self, subscriber: Subscriber, budget: Budgeter, media: Category
    ) -> None:
        await budget.period(date(2026, 6, 1), date(2026, 6, 30))
        music = await subscriber.subscribe(monthly(media, SOON, amount_minor=1299))
        assert await goal(budget) == 1299
        await subscriber.subscribe(monthly(media, SOON, amount_minor=5000, cycle="yearly"))
        await subscriber.subscribe(monthly(media, SOON, amount_minor=2501, cycle="quarterly"))
        assert await goal(budget) == 1299 + 417 + 834

        await subscriber.pause(music.id)
        assert await goal(budget) == 417 + 834
        await subscriber.resume(music.id)
        await subscriber.replace(music.id, monthly(media, SOON, amount_minor=1000))
        assert await goal(budget) == 1000 + 417 + 834
        await subscriber.drop(music.id)
        assert await goal(budget) == 417 + 834

    async def test_follow_a_subscription_to_another_category(
        self, subscriber: Subscriber, books: Bookkeeper, budget: Budgeter, media: Category
    ) -> None:
        period = await budget.period(date(2026, 6, 1), date(2026, 6, 30))
        other = await books.category(name="Papers", behavior="subscription")
        made = await subscriber.subscribe(monthly(media, SOON, amount_minor=1299))

        await subscriber.replace(made.id, monthly(other, SOON, amount_minor=1299))

        rows = (await budget.targets(period)).rows
        assert [(row.category.name, row.state.value_minor) for row in rows] == [
            ("Media", 0),
            ("Papers", 1299),
        ]
        assert {row.source for row in rows} == {"computed"}

    async def test_leave_closed_periods_alone_and_keep_an_exclusion(
        self, subscriber: Subscriber, budget: Budgeter, media: Category
    ) -> None:
        may = await budget.period(date(2026, 5, 1), date(2026, 5, 31))
        june = await budget.period(date(2026, 6, 1), date(2026, 6, 30))
        await subscriber.on(date(2026, 5, 5)).subscribe(monthly(media, SOON, amount_minor=700))

        await subscriber.on(TODAY).subscribe(monthly(media, SOON, amount_minor=300))

        values = [(await budget.targets(one)).rows[0].state.value_minor for one in (may, june)]
        assert values == [700, 1000]

    async def test_end_when_a_cancellation_takes_effect(
        self, subscriber: Subscriber, budget: Budgeter, media: Category
    ) -> None:
        await budget.period(date(2026, 6, 1), date(2026, 6, 30))
        made = await subscriber.subscribe(monthly(media, SOON))
        await subscriber.cancel(made.id, SOON)
        assert await goal(budget) == 1000

        await subscriber.on(SOON).tick()

        assert await goal(budget) == 0

    async def test_are_not_for_people_to_set(
        self, subscriber: Subscriber, budget: Budgeter, media: Category
    ) -> None:
        await budget.period(date(2026, 6, 1), date(2026, 6, 30))
        await subscriber.subscribe(monthly(media, SOON))
        [row] = (await budget.targets()).rows

        with pytest.raises(TargetIsComputed):
            await budget.change_goal(row.id, 5)
        with pytest.raises(TargetIsComputed):
            await budget.exclude_goal(row.id)

    async def test_have_a_highest_value(
        self, subscriber: Subscriber, budget: Budgeter, media: Category
    ) -> None:
        await budget.period(date(2026, 6, 1), date(2026, 6, 30))
        for _ in range(2):
            await subscriber.subscribe(monthly(media, SOON, amount_minor=AMOUNT_MINOR_MAX))

        assert await goal(budget) == AMOUNT_MINOR_MAX

    async def test_are_for_categories_of_that_behaviour_only(
        self, subscriber: Subscriber, books: Bookkeeper, budget: Budgeter
    ) -> None:
        await budget.period(date(2026, 6, 1), date(2026, 6, 30))

        await subscriber.subscribe(monthly(await books.category(), SOON))

        assert await goal(budget) is None


async def test_strangers_find_nothing(
    subscriber: Subscriber, work: MemoryWork, bob: UserId, media: Category
) -> None:
    made = await subscriber.subscribe(monthly(media, SOON))
    stranger = Subscriber(work=work, owner=bob)

    for attempt in (
        stranger.show,
        stranger.drop,
        stranger.cancel,
        stranger.pause,
        stranger.resume,
    ):
        with pytest.raises(SubscriptionNotFound):
            await attempt(made.id)
    with pytest.raises(SubscriptionNotFound):
        await stranger.replace(made.id, monthly(media, SOON))
    with pytest.raises(ReferenceNotFound):
        await stranger.subscribe(monthly(media, SOON))
    assert (await subscriber.show(made.id)).subscription == made
