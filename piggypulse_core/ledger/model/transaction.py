"""A transaction: an amount on a day, from an account, and where it went."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.refusal import NotFound
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId, CategoryType
from piggypulse_core.ledger.model.vendor import VendorId

TransactionId = NewType("TransactionId", UUID)

TransactionKind = Literal["regular", "transfer"]


class TransactionNotFound(NotFound):
    """You have no such transaction."""

    code = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One booking. `category_type` repeats its category's type, which never changes.

    Regular ones have an income or expense category, or none (then they count as a purchase);
    transfers have a transfer category and a second account.
    """

    id: TransactionId
    kind: TransactionKind
    date: date
    description: str
    amount_minor: int
    from_account_id: AccountId
    to_account_id: AccountId | None = None
    category_id: CategoryId | None = None
    category_type: CategoryType | None = None
    vendor_id: VendorId | None = None

    @property
    def search_key(self) -> str:
        """What words are searched for in."""
        return name_key(text=self.description)

    @property
    def is_income(self) -> bool:
        """Money that comes in from outside."""
        return self.category_type == "income"

    @property
    def is_purchase(self) -> bool:
        """Money that goes out for good: an expense, or a regular one without category."""
        return self.kind == "regular" and self.category_type != "income"
