"""What bookings are to the subscriptions that a higher feature keeps."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.book_change import BookChange
from piggypulse_core.ledger.model.category import CategoryId


class Billings(Protocol):
    """What bookings are to subscriptions; budgeting fulfils it in the same unit."""

    async def settle(
        self, *, owner: UserId, books: BookChange, now: datetime, new_id: Callable[[], UUID]
    ) -> None:
        """Find the charges that what comes pays for, and open those again that what goes paid.

        Bookings that come must be written already, and those that go must still be there.
        """
        ...

    async def any_active(self, *, owner: UserId, category: CategoryId, today: date) -> bool:
        """Whether a subscription of a category goes on."""
        ...
