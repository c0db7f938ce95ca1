"""One person's subscriptions over any back end, driven through the use cases alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, UpcomingCharge
from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.budgeting.model.subscription import (
    BillingCycle,
    Subscription,
    SubscriptionId,
    SubscriptionStatus,
)
from piggypulse_core.budgeting.usecases.subscription_reads import (
    GetSubscription,
    ListSubscriptions,
    ListUpcomingCharges,
)
from piggypulse_core.budgeting.usecases.subscriptions import (
    AdvanceSubscriptions,
    CancelSubscription,
    CreateSubscription,
    DeleteSubscription,
    PauseSubscription,
    ResumeSubscription,
    UpdateSubscription,
)
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.budgeting import noon
from tests.support.clock import NOW
from tests.support.works import AnyWork

_IDS = SystemIds()


def monthly(
    category: Category,
    next_on: date,
    /,
    *,
    amount_minor: int = 1000,
    name: str = "Music",
    vendor: Vendor | None = None,
    cycle: BillingCycle = "monthly",
    billing_day: int | None = None,
) -> SubscriptionForm:
    """A form, charged every month unless told otherwise."""
    return SubscriptionForm(
        name=name,
        category_id=category.id,
        vendor_id=None if vendor is None else vendor.id,
        amount_minor=amount_minor,
        cycle=cycle,
        billing_day=billing_day or next_on.day,
        next_on=next_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Subscribes, pauses and cancels for one owner, on whatever day it is."""

    work: AnyWork
    owner: UserId
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    ids: Ids = field(default_factory=lambda: _IDS)

    def on(self, day: date, /) -> "Subscriber":
        """The same person on another day."""
        self.clock.instant = noon(day)
        return self

    @property
    def today(self) -> date:
        return self.clock.instant.date()

    async def subscribe(self, form: SubscriptionForm, /) -> Subscription:
        use_case = CreateSubscription(work=self.work, ids=self.ids, clock=self.clock)
        made, _ = await use_case(owner=self.owner, form=form)
        return made

    async def replace(self, key: SubscriptionId, form: SubscriptionForm, /) -> Subscription:
        use_case = UpdateSubscription(work=self.work, ids=self.ids, clock=self.clock)
        changed, _ = await use_case(owner=self.owner, subscription=key, form=form)
        return changed

    async def drop(self, key: SubscriptionId, /) -> None:
        use_case = DeleteSubscription(work=self.work, ids=self.ids, clock=self.clock)
        await use_case(owner=self.owner, subscription=key)

    async def cancel(self, key: SubscriptionId, on: date | None = None, /) -> Subscription:
        use_case = CancelSubscription(work=self.work, ids=self.ids, clock=self.clock)
        cancelled, _ = await use_case(owner=self.owner, subscription=key, on=on)
        return cancelled

    async def pause(self, key: SubscriptionId, /) -> Subscription:
        use_case = PauseSubscription(work=self.work, ids=self.ids, clock=self.clock)
        paused, _ = await use_case(owner=self.owner, subscription=key)
        return paused

    async def resume(self, key: SubscriptionId, /) -> Subscription:
        use_case = ResumeSubscription(work=self.work, ids=self.ids, clock=self.clock)
        resumed, _ = await use_case(owner=self.owner, subscription=key)
        return resumed

    async def tick(self) -> None:
        """What a timer does once a day, or whenever it gets to it."""
        use_case = AdvanceSubscriptions(work=self.work, ids=self.ids, clock=self.clock)
        await use_case(owner=self.owner)

    async def show(self, key: SubscriptionId, /) -> Billing:
        use_case = GetSubscription(work=self.work, clock=self.clock)
        billing, _ = await use_case(owner=self.owner, subscription=key)
        return billing

    async def charges(self, key: SubscriptionId, /) -> list[tuple[date, date, int, bool]]:
        """Due date, date, amount and whether it was found in the books; the earliest first."""
        return [_told(event) for event in reversed((await self.show(key)).history)]

    async def next_on(self, key: SubscriptionId, /) -> date:
        return (await self.show(key)).subscription.next_on

    async def every(
        self, *, status: SubscriptionStatus | None = None, category: CategoryId | None = None
    ) -> Sequence[Subscription]:
        use_case = ListSubscriptions(work=self.work, clock=self.clock)
        return (await use_case(owner=self.owner, status=status, category=category)).rows

    async def upcoming(self, limit: int = 50, /) -> Sequence[UpcomingCharge]:
        use_case = ListUpcomingCharges(work=self.work, clock=self.clock)
        return await use_case(owner=self.owner, limit=limit)

    async def state(self) -> object:
        """Everything about all of them but the ids of their charges."""
        return [
            (billing.subscription, [_told(event) for event in billing.history])
            for billing in [await self.show(one.id) for one in await self.every()]
        ]


def _told(event: BillingEvent) -> tuple[date, date, int, bool]:
    return event.due_on, event.date, event.amount_minor, event.is_detected
