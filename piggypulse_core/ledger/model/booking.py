"""A booking: a transaction together with the names of what it refers to, as people read it."""

from dataclasses import dataclass

from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import (
    Behavior,
    Category,
    CategoryId,
    CategoryType,
    category_color,
)
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId


@dataclass(frozen=True, slots=True)
class AccountLabel:
    """What tells an account in a list."""

    id: AccountId
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class CategoryLabel:
    """What tells a category in a list; type and behaviour give its colour."""

    id: CategoryId
    name: str
    icon: str
    type: CategoryType
    behavior: Behavior | None

    @property
    def color(self) -> str:
        """The category's colour."""
        return category_color(type=self.type, behavior=self.behavior)


@dataclass(frozen=True, slots=True)
class VendorLabel:
    """What tells a vendor in a list."""

    id: VendorId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A transaction and the labels of what it names; no category means uncategorised."""

    transaction: Transaction
    from_account: AccountLabel
    to_account: AccountLabel | None
    category: CategoryLabel | None
    vendor: VendorLabel | None

    @property
    def id(self) -> TransactionId:
        """The transaction's id, which pages are cut by."""
        return self.transaction.id


def account_label(account: Account, /) -> AccountLabel:
    """An account as a booking shows it."""
    return AccountLabel(account.id, account.name, account.color)


def category_label(category: Category, /) -> CategoryLabel:
    """A category as a booking shows it."""
    return CategoryLabel(
        category.id, category.name, category.icon, category.type, category.behavior
    )


def vendor_label(vendor: Vendor, /) -> VendorLabel:
    """A vendor as a booking shows it."""
    return VendorLabel(vendor.id, vendor.name)
