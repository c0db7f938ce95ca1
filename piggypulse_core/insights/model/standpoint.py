"""Where figures are seen from: the owner's day, their currency, and the accounts left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from piggypulse_core.insights.model.book import Book
from piggypulse_core.kernel import dates
from piggypulse_core.ledger.model.account import Account, AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedAccount:
    """An account whose currency is not the owner's, so that no figure over several includes it."""

    id: AccountId
    name: str
    currency_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """What every figure over several accounts needs to know about its owner."""

    timezone: str
    currency_code: str | None
    excluded_accounts: Sequence[ExcludedAccount]

    def today(self, *, now: datetime) -> date:
        """The civil date where the owner lives."""
        return dates.today(zone=self.timezone, now=now)


def in_scope(*, account: Account, currency_code: str | None) -> bool:
    """Whether figures over several accounts include this one: only those of the same currency."""
    return account.currency_code == currency_code


def gather_standpoint(*, book: Book, timezone: str) -> Standpoint:
    """The standpoint of a book's owner; accounts left out come by name."""
    excluded = (
        one
        for one in book.accounts.values()
        if not in_scope(account=one, currency_code=book.currency_code)
    )
    return Standpoint(
        timezone=timezone,
        currency_code=book.currency_code,
        excluded_accounts=[
            ExcludedAccount(id=one.id, name=one.name, currency_code=one.currency_code)
            for one in sorted(excluded, key=lambda one: (one.name_key, one.id))
        ],
    )
