"""Whom a timer visits, in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.ports import Subscribers
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySubscribers(Subscribers):
    """The owners seen through one transaction."""

    transaction: Transaction

    async def to_visit(
        self, *, day: date, cancelled_since: date, after: UserId | None, limit: int
    ) -> Sequence[UserId]:
        known = {*self.transaction.database.tables, *self.transaction.copies}
        owners = [cast("UserId", owner) for kind, owner in known if kind is Billing]
        found = [
            owner
            for owner in sorted(owners)
            if (after is None or owner > after)
            and any(
                one.subscription.is_overdue(today=day)
                or cancelled_since <= (one.subscription.cancelled_on or date.min) <= day
                for one in self.transaction.rows(Billing, owner=owner).values()
            )
        ]
        return found[:limit]
