"""What goes away from somebody's books and what comes, for those who follow them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piggypulse_core.ledger.model.account import Account, AccountId
from piggypulse_core.ledger.model.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class BookChange:
    """Bookings that go and come, in their order; `accounts` holds every account they name."""

    accounts: Mapping[AccountId, Account]
    gone: Sequence[Transaction] = ()
    come: Sequence[Transaction] = ()
