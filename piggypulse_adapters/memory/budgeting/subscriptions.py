"""Subscriptions and their charges in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.settings.profiles import MemoryProfiles
from piggypulse_core.budgeting.model.billing import Billing, UpcomingCharge
from piggypulse_core.budgeting.model.matching import ledger_of, settled
from piggypulse_core.budgeting.model.subscription import (
    Subscription,
    SubscriptionId,
    SubscriptionNotFound,
)
from piggypulse_core.budgeting.ports import SubscriptionStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.book_change import BookChange
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.ledger.ports import Billings


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySubscriptions(SubscriptionStore, Billings):
    """The subscriptions seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, subscription: Subscription) -> None:
        rows = self.transaction.writable(Billing, owner=owner)
        rows[subscription.id] = Billing(subscription=subscription)

    async def get(self, *, owner: UserId, subscription: SubscriptionId) -> Billing:
        found = self.transaction.rows(Billing, owner=owner).get(subscription)
        if found is None:
            raise SubscriptionNotFound
        return found

    async def hold(self, *, owner: UserId, subscription: SubscriptionId) -> Billing:
        return await self.get(owner=owner, subscription=subscription)

    async def hold_due(self, *, owner: UserId, today: date) -> Sequence[Billing]:
        return [one for one in self._every(owner) if one.subscription.is_overdue(today=today)]

    async def save(self, *, owner: UserId, before: Billing, after: Billing) -> None:
        assert before.subscription.id == after.subscription.id
        self.transaction.writable(Billing, owner=owner)[after.subscription.id] = after

    async def delete(self, *, owner: UserId, subscription: SubscriptionId) -> None:
        await self.get(owner=owner, subscription=subscription)
        del self.transaction.writable(Billing, owner=owner)[subscription]

    async def every(
        self, *, owner: UserId, category: CategoryId | None = None
    ) -> Sequence[Subscription]:
        rows = [one.subscription for one in self._every(owner)]
        return sorted(
            (row for row in rows if category in (None, row.category_id)),
            key=lambda row: (row.created_at, row.id),
            reverse=True,
        )

    async def upcoming(self, *, owner: UserId, today: date, limit: int) -> Sequence[UpcomingCharge]:
        vendors = self.transaction.rows(Vendor, owner=owner)
        rows = sorted(
            (one.subscription for one in self._every(owner)), key=lambda row: (row.next_on, row.id)
        )
        return [
            UpcomingCharge(
                subscription=row,
                vendor_name=None if row.vendor_id is None else vendors[row.vendor_id].name,
            )
            for row in rows
            if row.is_active(today=today) and row.goes_on_until(day=row.next_on)
        ][:limit]

    async def settle(
        self, *, owner: UserId, books: BookChange, now: datetime, new_id: Callable[[], UUID]
    ) -> None:
        profile = await MemoryProfiles(transaction=self.transaction).get(owner=owner)
        changed = settled(
            billings=self._every(owner),
            ledger=ledger_of(books=books, currency_code=profile.currency_code),
            today=profile.today(now=now),
            new_id=new_id,
        )
        for after in changed:
            await self.save(owner=owner, before=after, after=after)

    async def any_active(self, *, owner: UserId, category: CategoryId, today: date) -> bool:
        rows = await self.every(owner=owner, category=category)
        return any(row.is_active(today=today) for row in rows)

    def _every(self, owner: UserId) -> list[Billing]:
        rows = self.transaction.rows(Billing, owner=owner).values()
        return sorted(rows, key=lambda one: one.subscription.id)
