"""A book: everything one person wrote down, of which every figure is a function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.spending import in_scope, within
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor, VendorId


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The records of one person; `currency_code` is the one that person counts in."""

    currency_code: str | None
    accounts: Mapping[AccountId, Account]
    transactions: Sequence[Transaction]
    categories: Mapping[CategoryId, Category] = field(default_factory=dict)
    vendors: Mapping[VendorId, Vendor] = field(default_factory=dict)

    def in_scope(self, *, span: Span) -> Sequence[Transaction]:
        """The transactions of a span that figures over several accounts count."""
        return list(
            in_scope(
                transactions=within(transactions=self.transactions, span=span),
                accounts=self.accounts,
                currency_code=self.currency_code,
            )
        )
