"""What keeps transactions, and which days a list of them is about."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.balance import Change
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId


class TransactionStore(Protocol):
    """Keeps transactions and, in the same step, the sums they add up to."""

    async def write(self, *, owner: UserId, change: Change) -> None:
        """Book, update and delete, and move day sums and accounts' nets along.

        Every account whose sums move must be held by this unit.
        """
        ...

    async def hold(self, *, owner: UserId, transaction: TransactionId) -> Transaction:
        """One that nobody else writes to until the unit ends. Raises TransactionNotFound."""
        ...

    async def among(
        self, *, owner: UserId, transactions: Collection[TransactionId]
    ) -> Mapping[TransactionId, Transaction]:
        """The ones that exist, by id."""
        ...

    async def get(self, *, owner: UserId, transaction: TransactionId) -> Booking:
        """Raises TransactionNotFound."""
        ...

    async def page(
        self, *, owner: UserId, selection: Selection, request: PageRequest
    ) -> Page[Booking]:
        """Latest day first, within a day the latest recorded first. Raises UnknownCursor."""
        ...

    async def has_any(self, *, owner: UserId) -> bool:
        """Whether anything was ever booked and not removed."""
        ...

    async def net_until(self, *, owner: UserId, account: AccountId, day: date) -> int:
        """What came in less what went out up to the close of a day, on an account there is."""
        ...


class Windows(Protocol):
    """Knows which days a figure is about; fulfilled by budgeting, which keeps the periods."""

    async def window(self, *, owner: UserId, period: UUID | None, today: date) -> Span:
        """The named period's days, else those of the one that contains today.

        Raises the not-found refusals of periods.
        """
        ...
