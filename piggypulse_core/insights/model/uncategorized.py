"""What of a period was booked without a category: how much, and what came last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.spending import uncategorized_total
from piggypulse_core.ledger.model.transaction import TransactionId

UNCATEGORIZED_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class UncategorizedBooking:
    """A purchase without a category."""

    id: TransactionId
    date: date
    amount_minor: int
    description: str
    from_account_id: AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class UncategorizedBookings:
    """How many there are in a span, the newest of them first, and what they add to spending.

    Those made from an Allowance are among them, for they too want a category; they add nothing.
    """

    transactions: int
    newest: Sequence[UncategorizedBooking]
    spent_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncategorized:
    """A period's purchases without a category."""

    bookings: UncategorizedBookings
    excluded_accounts: Sequence[ExcludedAccount]


def gather_uncategorized(*, book: Book, span: Span) -> UncategorizedBookings:
    """Those of a span, in the book's currency."""
    found = [row for row in book.in_scope(span=span) if row.is_purchase and row.category_id is None]
    latest = sorted(found, key=lambda row: (row.date, row.id), reverse=True)
    return UncategorizedBookings(
        transactions=len(found),
        newest=[
            UncategorizedBooking(
                id=row.id,
                date=row.date,
                amount_minor=row.amount_minor,
                description=row.description,
                from_account_id=row.from_account_id,
            )
            for row in latest[:UNCATEGORIZED_SHOWN]
        ],
        spent_minor=uncategorized_total(transactions=found, accounts=book.accounts),
    )


def uncategorized(*, bookings: UncategorizedBookings, standpoint: Standpoint) -> Uncategorized:
    """The answer out of a span's bookings."""
    return Uncategorized(bookings=bookings, excluded_accounts=standpoint.excluded_accounts)
