"""A book: everything one person wrote down, of which every figure is a function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The records of one person; `currency_code` is the one that person counts in."""

    currency_code: str | None
    accounts: Mapping[AccountId, Account]
    transactions: Sequence[Transaction]
