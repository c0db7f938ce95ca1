"""What portability needs from the world."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.ports import BudgetingUnit, ScheduleStore
from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor
from piggypulse_core.ledger.ports import CategoryStore
from piggypulse_core.portability.model.archive import ArchivedOverlay
from piggypulse_core.portability.model.statement import StatementLine
from piggypulse_core.settings.ports import SettingsUnit

Result = TypeVar("Result")


class ErasureStore(Protocol):
    """Makes what somebody has kept here go away."""

    async def lock(self, *, owner: UserId) -> None:
        """Nobody adds anything of theirs until the unit ends."""
        ...

    async def clear(self, *, owner: UserId) -> None:
        """Everything they counted and planned goes; who they are stays."""
        ...

    async def erase(self, *, owner: UserId, email_key: str, subject: bytes) -> None:
        """Every row goes; of the log only event, time and outcome stay, under a pseudonym."""
        ...


class ArchiveReader(Protocol):
    """Gives every row somebody has, archived ones included, in the order of their ids.

    A batch at a time, and never an empty one: whoever reads needs little memory, however many
    rows there are. Between batches nothing is held but the unit itself.
    """

    def accounts(self, *, owner: UserId) -> AsyncIterator[Sequence[Account]]: ...

    def categories(self, *, owner: UserId) -> AsyncIterator[Sequence[Category]]:
        """The system one included."""
        ...

    def vendors(self, *, owner: UserId) -> AsyncIterator[Sequence[Vendor]]: ...

    def periods(self, *, owner: UserId) -> AsyncIterator[Sequence[Period]]: ...

    def goals(self, *, owner: UserId) -> AsyncIterator[Sequence[Goal]]:
        """With all their states."""
        ...

    def subscriptions(self, *, owner: UserId) -> AsyncIterator[Sequence[Billing]]:
        """With all their charges."""
        ...

    def overlays(self, *, owner: UserId) -> AsyncIterator[Sequence[ArchivedOverlay]]:
        """With caps, rules and what was said of transactions."""
        ...

    def transactions(self, *, owner: UserId) -> AsyncIterator[Sequence[Transaction]]: ...


class StatementReader(Protocol):
    """Gives every transaction with the names of what it refers to."""

    def lines(self, *, owner: UserId) -> AsyncIterator[Sequence[StatementLine]]:
        """Latest day first, within a day the latest id first; a batch at a time, none empty."""
        ...


class Turns(Protocol):
    """Lets few act at once, where each holds on to something that all need."""

    def taken(self, *, owner: UserId) -> AbstractContextManager[None]:
        """A turn for the length of a block. Raises ExportsBusy, at once."""
        ...


class PortabilityUnit(IdentityUnit, Protocol):
    """The stores one transaction needs to make data go away."""

    @property
    def categories(self) -> CategoryStore: ...

    @property
    def erasures(self) -> ErasureStore: ...


class ExportUnit(IdentityUnit, SettingsUnit, Protocol):
    """The stores one transaction needs to give data away."""

    @property
    def schedules(self) -> ScheduleStore: ...

    @property
    def archives(self) -> ArchiveReader: ...

    @property
    def statements(self) -> StatementReader: ...


class Aside(Protocol):
    """Does slow sums where they hold nobody up."""

    async def __call__(
        self,
        work: Callable[[], Result],
        /,
        *,
        meanwhile: Callable[[], Awaitable[object]] | None = None,
    ) -> Result:
        """What the sum comes to; `meanwhile` is asked every few seconds until then."""
        ...


class ImportUnit(BudgetingUnit, IdentityUnit, Protocol):
    """The stores one transaction needs to take data in."""

    @property
    def archives(self) -> ArchiveReader: ...
