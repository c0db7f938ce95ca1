"""What people can see of subscriptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
