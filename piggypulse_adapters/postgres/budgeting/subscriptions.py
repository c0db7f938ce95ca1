"""Subscriptions and their charges in PostgreSQL."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.settings.profiles import PostgresProfiles
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, UpcomingCharge
from piggypulse_core.budgeting.model.matching import difference, ledger_of, payment_of, settled
from piggypulse_core.budgeting.model.subscription import (
    Subscription,
    SubscriptionId,
    SubscriptionNotFound,
)
from piggypulse_core.budgeting.ports import SubscriptionStore
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.book_change import BookChange
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.ports import Billings

SQL = load(package=__package__, file="subscriptions.sql")


def subscription_from(row: tuple[Any, ...]) -> Subscription:
    """A subscription out of the first twelve columns."""
    return Subscription(
        id=row[0],
        name=row[1],
        category_id=row[2],
        vendor_id=row[3],
        amount_minor=row[4],
        cycle=row[5],
        billing_day=row[6],
        next_on=row[7],
        is_paused=row[8],
        cancelled_on=row[9],
        created_at=row[10],
        updated_at=row[11],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresSubscriptions(SubscriptionStore, Billings):
    """The subscriptions seen through one connection."""

    connection: Connection

    async def add(self, *, owner: UserId, subscription: Subscription) -> None:
        await self.connection.execute(
            SQL["add_subscription"], {"owner": owner, **asdict(subscription)}
        )

    async def get(self, *, owner: UserId, subscription: SubscriptionId) -> Billing:
        return await self._one(SQL["get_subscription"], owner=owner, subscription=subscription)

    async def hold(self, *, owner: UserId, subscription: SubscriptionId) -> Billing:
        return await self._one(SQL["hold_subscription"], owner=owner, subscription=subscription)

    async def hold_due(self, *, owner: UserId, today: date) -> Sequence[Billing]:
        cursor = await self.connection.execute(
            SQL["hold_overdue_subscriptions"], {"owner": owner, "today": today}, binary=True
        )
        return await self._billings(owner, await cursor.fetchall())

    async def save(self, *, owner: UserId, before: Billing, after: Billing) -> None:
        change = difference(before=before, after=after)
        if change.subscription is not None:
            await self.connection.execute(
                SQL["save_subscription"], {"owner": owner, **asdict(change.subscription)}
            )
        obsolete = [*change.removed, *(one.id for one in change.written)]
        if obsolete:
            await self.connection.execute(
                SQL["delete_billing_events"], {"owner": owner, "events": obsolete}
            )
        if change.written:
            await self.connection.execute(
                SQL["write_billing_events"],
                {
                    "owner": owner,
                    "subscription": after.subscription.id,
                    **_columns(change.written),
                },
            )

    async def delete(self, *, owner: UserId, subscription: SubscriptionId) -> None:
        cursor = await self.connection.execute(
            SQL["delete_subscription"], {"owner": owner, "subscription": subscription}
        )
        if await cursor.fetchone() is None:
            raise SubscriptionNotFound

    async def every(
        self, *, owner: UserId, category: CategoryId | None = None
    ) -> Sequence[Subscription]:
        cursor = await self.connection.execute(
            SQL["list_subscriptions"], {"owner": owner, "category": category}, binary=True
        )
        return [subscription_from(row) for row in await cursor.fetchall()]

    async def upcoming(self, *, owner: UserId, today: date, limit: int) -> Sequence[UpcomingCharge]:
        cursor = await self.connection.execute(
            SQL["list_upcoming_charges"],
            {"owner": owner, "today": today, "limit": limit},
            binary=True,
        )
        return [
            UpcomingCharge(subscription=subscription_from(row), vendor_name=row[12])
            for row in await cursor.fetchall()
        ]

    async def settle(
        self, *, owner: UserId, books: BookChange, now: datetime, new_id: Callable[[], UUID]
    ) -> None:
        concerned = await self._concerned(owner=owner, books=books)
        if not concerned:
            return
        profile = await PostgresProfiles(connection=self.connection).get(owner=owner)
        before = {one.subscription.id: one for one in concerned}
        changed = settled(
            billings=concerned,
            ledger=ledger_of(books=books, currency_code=profile.currency_code),
            today=profile.today(now=now),
            new_id=new_id,
        )
        # A transaction moves from one charge to another: it has to be let go of first.
        for after in sorted(changed, key=lambda one: _finds(before[one.subscription.id], one)):
            await self.save(owner=owner, before=before[after.subscription.id], after=after)

    async def any_active(self, *, owner: UserId, category: CategoryId, today: date) -> bool:
        rows = await self.every(owner=owner, category=category)
        return any(row.is_active(today=today) for row in rows)

    async def _concerned(self, *, owner: UserId, books: BookChange) -> Sequence[Billing]:
        come = [one for row in books.come if (one := payment_of(row)) is not None]
        cursor = await self.connection.execute(
            SQL["hold_concerned_subscriptions"],
            {
                "owner": owner,
                "vendors": sorted({one.vendor_id for one in come if one.vendor_id is not None}),
                "categories": sorted({one.category_id for one in come}),
                "gone": [row.id for row in books.gone],
            },
            binary=True,
        )
        return await self._billings(owner, await cursor.fetchall())

    async def _one(
        self, statement: bytes, *, owner: UserId, subscription: SubscriptionId
    ) -> Billing:
        cursor = await self.connection.execute(
            statement, {"owner": owner, "subscription": subscription}, binary=True
        )
        found = await self._billings(owner, await cursor.fetchall())
        if not found:
            raise SubscriptionNotFound
        return found[0]

    async def _billings(self, owner: UserId, rows: Sequence[tuple[Any, ...]]) -> Sequence[Billing]:
        """Subscriptions with their charges, which are read once nobody else can write them."""
        subscriptions = [subscription_from(row) for row in rows]
        if not subscriptions:
            return []
        cursor = await self.connection.execute(
            SQL["list_billing_events"],
            {"owner": owner, "subscriptions": [one.id for one in subscriptions]},
            binary=True,
        )
        events = defaultdict[UUID, dict[date, BillingEvent]](dict)
        for row in await cursor.fetchall():
            events[row[0]][row[2]] = _event_from(row)
        return [Billing(subscription=one, events=events[one.id]) for one in subscriptions]


def _event_from(row: tuple[Any, ...]) -> BillingEvent:
    return BillingEvent(
        id=row[1], due_on=row[2], date=row[3], amount_minor=row[4], transaction_id=row[5]
    )


def _finds(before: Billing, after: Billing) -> bool:
    """Whether a change writes a transaction down that was not there."""
    known = {one.transaction_id for one in before.events.values()}
    return any(one.transaction_id not in known for one in after.events.values())


def _columns(events: Sequence[BillingEvent]) -> Mapping[str, Sequence[Any]]:
    return {
        "ids": [one.id for one in events],
        "dues": [one.due_on for one in events],
        "dates": [one.date for one in events],
        "amounts": [one.amount_minor for one in events],
        "transactions": [one.transaction_id for one in events],
    }
