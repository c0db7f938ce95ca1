"""What transactions refer to: the rows somebody has, found by the ids a request names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.booking import (
    Booking,
    account_label,
    category_label,
    vendor_label,
)
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.transaction import Transaction
from piggypulse_core.ledger.model.vendor import Vendor, VendorId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceIds:
    """The ids that some transactions name."""

    accounts: frozenset[AccountId] = frozenset()
    categories: frozenset[CategoryId] = frozenset()
    vendors: frozenset[VendorId] = frozenset()

    def __or__(self, other: "ReferenceIds") -> "ReferenceIds":
        return ReferenceIds.union((self, other))

    @classmethod
    def union(cls, several: Iterable["ReferenceIds"], /) -> "ReferenceIds":
        """All the ids that any of several name."""
        every = list(several)
        return cls(
            accounts=frozenset(chain.from_iterable(one.accounts for one in every)),
            categories=frozenset(chain.from_iterable(one.categories for one in every)),
            vendors=frozenset(chain.from_iterable(one.vendors for one in every)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """Those of the rows asked for that the owner has."""

    accounts: Mapping[AccountId, Account] = field(default_factory=dict)
    categories: Mapping[CategoryId, Category] = field(default_factory=dict)
    vendors: Mapping[VendorId, Vendor] = field(default_factory=dict)

    def booking(self, *, transaction: Transaction) -> Booking:
        """A transaction with its names; everything it refers to must be here."""
        to_account, category, vendor = (
            transaction.to_account_id,
            transaction.category_id,
            transaction.vendor_id,
        )
        return Booking(
            transaction=transaction,
            from_account=account_label(self.accounts[transaction.from_account_id]),
            to_account=None if to_account is None else account_label(self.accounts[to_account]),
            category=None if category is None else category_label(self.categories[category]),
            vendor=None if vendor is None else vendor_label(self.vendors[vendor]),
        )


def ids_named(*, transactions: Iterable[Transaction]) -> ReferenceIds:
    """The ids that transactions refer to."""
    rows = list(transactions)
    sides = [side for row in rows for side in (row.from_account_id, row.to_account_id)]
    return ReferenceIds(
        accounts=frozenset(side for side in sides if side is not None),
        categories=frozenset(row.category_id for row in rows if row.category_id is not None),
        vendors=frozenset(row.vendor_id for row in rows if row.vendor_id is not None),
    )
