"""What the ledger needs from the world."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.balance import Change
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category, CategoryId, CategoryUse
from piggypulse_core.ledger.model.family import Family
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId, VendorUse
from piggypulse_core.settings.ports import SettingsUnit


class AccountStore(Protocol):
    """Keeps accounts; names are unique per owner by their folded key."""

    async def add(self, *, owner: UserId, account: Account) -> None:
        """Raises AccountNameTaken."""
        ...

    async def save(self, *, owner: UserId, account: Account) -> None:
        """Keep a held account as it is now, but for its net. Raises AccountNameTaken."""
        ...

    async def remove(self, *, owner: UserId, account: AccountId) -> None:
        """Raises AccountNotFound, and AccountInUse while anything refers to it."""
        ...

    async def get(self, *, owner: UserId, account: AccountId) -> Account:
        """Raises AccountNotFound."""
        ...

    async def hold(
        self, *, owner: UserId, accounts: Collection[AccountId]
    ) -> Mapping[AccountId, Account]:
        """The ones that exist, by id; nobody else writes to them until the unit ends."""
        ...

    async def every(self, *, owner: UserId) -> Sequence[Account]:
        """All of them, archived ones included, by id."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[Account]:
        """Newest first (id descending). Raises UnknownCursor."""
        ...

    async def options(self, *, owner: UserId) -> Sequence[Account]:
        """Active ones by name key, then id."""
        ...


class CategoryStore(Protocol):
    """Keeps categories; names are unique per owner and type by their folded key."""

    async def add(self, *, owner: UserId, category: Category) -> None:
        """Raises CategoryNameTaken."""
        ...

    async def save(self, *, owner: UserId, category: Category) -> None:
        """Keep a held category as it is now, but for its type. Raises CategoryNameTaken."""
        ...

    async def remove(self, *, owner: UserId, category: CategoryId) -> None:
        """Raises CategoryNotFound, and CategoryInUse while anything refers to it."""
        ...

    async def get(self, *, owner: UserId, category: CategoryId) -> Category:
        """Raises CategoryNotFound."""
        ...

    async def hold_family(self, *, owner: UserId, category: CategoryId) -> Family:
        """One with its parent and its children, for this unit alone to change until it ends.

        Raises CategoryNotFound.
        """
        ...

    async def hold(
        self, *, owner: UserId, categories: Collection[CategoryId]
    ) -> Mapping[CategoryId, Category]:
        """The ones that exist, by id; nobody changes or removes them until the unit ends."""
        ...

    async def every(self, *, owner: UserId) -> Sequence[Category]:
        """All of them, archived ones and the system one included, by name key, type, then id."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[CategoryUse]:
        """Newest first (id descending), without the system one. Raises UnknownCursor."""
        ...


class CategoryGoals(Protocol):
    """The goals of categories, as far as these set them off; budgeting fulfils it in the unit."""

    async def hold(self, *, owner: UserId) -> None:
        """Nobody else writes to goals of this owner until the unit ends; held before any row."""
        ...

    async def set_standing(
        self, *, owner: UserId, category: CategoryId, value_minor: int, stream: UUID, today: date
    ) -> None:
        """Set the value from the current period on, for every period if it is the first ever.

        `stream` becomes the id of the category's goal if it has none yet. Repeating what stands
        changes nothing.
        """
        ...

    async def standing_minor(self, *, owner: UserId, category: CategoryId, day: date) -> int | None:
        """The value that stands on a day, whatever periods say; None for an excluded one."""
        ...

    async def remove(self, *, owner: UserId, category: CategoryId) -> None:
        """All that was ever said of a category's goal goes, before the category does."""
        ...


class VendorStore(Protocol):
    """Keeps vendors; names are unique per owner by their folded key."""

    async def add(self, *, owner: UserId, vendor: Vendor) -> None:
        """Raises VendorNameTaken."""
        ...

    async def get(self, *, owner: UserId, vendor: VendorId) -> Vendor:
        """Raises VendorNotFound."""
        ...

    async def hold(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        """The ones that exist, by id; nobody changes or removes them until the unit ends."""
        ...

    async def claim(
        self, *, owner: UserId, vendors: Collection[VendorId]
    ) -> Mapping[VendorId, Vendor]:
        """As `hold`, and nobody else holds them either: nothing begins to name them meanwhile."""
        ...

    async def save(self, *, owner: UserId, vendor: Vendor) -> None:
        """Keep one this unit claimed as it is now. Raises VendorNameTaken."""
        ...

    async def remove(self, *, owner: UserId, vendor: VendorId) -> None:
        """Forget one this unit claimed and nothing names any more."""
        ...

    async def page(
        self, *, owner: UserId, status: StatusFilter, request: PageRequest
    ) -> Page[VendorUse]:
        """Newest first (id descending). Raises UnknownCursor."""
        ...

    async def options(self, *, owner: UserId) -> Sequence[Vendor]:
        """Active ones by name key, then id."""
        ...


class VendorReferences(Protocol):
    """The rows of every feature that name a vendor; a kind that comes later joins the lists."""

    async def exist(self, *, owner: UserId, vendor: VendorId) -> bool:
        """Whether anything names it."""
        ...

    async def hold(self, *, owner: UserId, vendor: VendorId) -> None:
        """Nobody else writes to what names it until the unit ends; held before the vendor is."""
        ...

    async def move(self, *, owner: UserId, vendor: VendorId, target: VendorId) -> None:
        """Let everything that names one vendor name another; both are claimed by this unit."""
        ...


class TransactionStore(Protocol):
    """Keeps transactions and, in the same step, the sums they add up to."""

    async def write(self, *, owner: UserId, change: Change) -> None:
        """Book, replace and remove, and move day sums and accounts' nets along.

        Every account whose sums move must be held by this unit.
        """
        ...

    async def hold(self, *, owner: UserId, transaction: TransactionId) -> Transaction:
        """One that nobody else writes to until the unit ends. Raises TransactionNotFound."""
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


class LedgerUnit(SettingsUnit, Protocol):
    """The stores of the ledger that one transaction offers."""

    @property
    def accounts(self) -> AccountStore: ...

    @property
    def categories(self) -> CategoryStore: ...

    @property
    def category_goals(self) -> CategoryGoals: ...

    @property
    def transactions(self) -> TransactionStore: ...

    @property
    def vendors(self) -> VendorStore: ...

    @property
    def vendor_references(self) -> VendorReferences: ...

    @property
    def windows(self) -> Windows: ...
