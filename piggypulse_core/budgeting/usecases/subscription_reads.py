"""What people can see of subscriptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from piggypulse_core.budgeting.model.billing import Billing, UpcomingCharge
from piggypulse_core.budgeting.model.subscription import (
    Subscription,
    SubscriptionId,
    SubscriptionStatus,
)
from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import CategoryId

VISITED_AT_ONCE_MAX: Final = 100
EASTERNMOST: Final = timedelta(hours=14)
"""It is a day later there than in UTC for most of the day; each owner's own day decides."""

CANCELLATIONS_VISITED_FOR: Final = timedelta(days=40)
"""How long a timer may have stood still without missing that a cancellation took effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Subscriptions, and the day they are looked at, which decides where they stand."""

    today: date
    rows: Sequence[Subscription]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSubscriptions:
    """List subscriptions, the newest first."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, status: SubscriptionStatus | None, category: CategoryId | None
    ) -> Seen:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            rows = await unit.subscriptions.every(owner=owner, category=category)
        today = profile.today(now=self.clock.now())
        return Seen(
            today=today, rows=[row for row in rows if status in (None, row.status(today=today))]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GetSubscription:
    """Show one subscription with its charges, the latest first."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, subscription: SubscriptionId
    ) -> tuple[Billing, date]:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            found = await unit.subscriptions.get(owner=owner, subscription=subscription)
        return found, profile.today(now=self.clock.now())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUpcomingCharges:
    """List the next charges of active subscriptions, the soonest first."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, limit: int) -> Sequence[UpcomingCharge]:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            return await unit.subscriptions.upcoming(owner=owner, today=today, limit=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindSubscribers:
    """Tell a timer whose subscriptions may have to be brought up to date, some owners at a time."""

    work: Work[BudgetingUnit]
    clock: Clock

    async def __call__(self, *, after: UserId | None) -> Sequence[UserId]:
        day = (self.clock.now() + EASTERNMOST).date()
        async with self.work.reading() as unit:
            return await unit.subscribers.to_visit(
                day=day,
                cancelled_since=day - CANCELLATIONS_VISITED_FOR,
                after=after,
                limit=VISITED_AT_ONCE_MAX,
            )
