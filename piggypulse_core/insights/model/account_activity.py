"""What was booked on one account in a period so far: by category, the newest, the largest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from piggypulse_core.insights.model.book import Book
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId

NEWEST_MAX = 50
UNCATEGORIZED_NAME = "Uncategorized"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryOutflow:
    """What purchases of one category took from an account."""

    category: CategoryId
    name: str
    value_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBooking:
    """A transaction as one of its accounts sees it: what came in, or less than nothing."""

    id: TransactionId
    date: date
    description: str
    category_name: str
    moved_minor: int

    @property
    def amount_minor(self) -> int:
        """How much was booked."""
        return abs(self.moved_minor)

    @property
    def direction(self) -> Literal["in", "out"]:
        """Whether it came in or went out."""
        return "in" if self.moved_minor > 0 else "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LargestOutflow:
    """The largest purchase; of equal ones the earliest, then the one recorded first."""

    category_name: str
    value_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountActivity:
    """The outflow of an account by what it was for, its newest bookings, its largest purchase.

    Categories come by value from the largest, then by name key and id, bookings newest first.
    """

    categories: Sequence[CategoryOutflow]
    transfers_out_minor: int
    uncategorized_minor: int
    newest: Sequence[AccountBooking]
    largest: LargestOutflow | None


NO_ACTIVITY = AccountActivity(
    categories=(), transfers_out_minor=0, uncategorized_minor=0, newest=(), largest=None
)


def gather_account_activity(*, book: Book, account: AccountId, span: Span) -> AccountActivity:
    """The activity of an account in some days."""
    touching = [
        row
        for row in book.transactions
        if account in (row.from_account_id, row.to_account_id) and row.date in span
    ]
    purchases = [row for row in touching if row.is_purchase]
    newest = sorted(touching, key=lambda row: (row.date, row.id), reverse=True)[:NEWEST_MAX]
    return AccountActivity(
        categories=_by_category(book=book, purchases=purchases),
        transfers_out_minor=sum(
            row.amount_minor
            for row in touching
            if row.to_account_id is not None and row.from_account_id == account
        ),
        uncategorized_minor=sum(row.amount_minor for row in purchases if row.category_id is None),
        newest=[_booking(book=book, account=account, row=row) for row in newest],
        largest=_largest(book=book, purchases=purchases),
    )


def gather_purchases(*, book: Book, account: AccountId, span: Span) -> int:
    """What purchases took from an account in some days."""
    return sum(
        row.amount_minor
        for row in book.transactions
        if row.is_purchase and row.from_account_id == account and row.date in span
    )


def _by_category(*, book: Book, purchases: Iterable[Transaction]) -> Sequence[CategoryOutflow]:
    sums: dict[CategoryId, int] = {}
    for row in purchases:
        if row.category_id is not None:
            sums[row.category_id] = sums.get(row.category_id, 0) + row.amount_minor
    named = [(value, book.categories[category]) for category, value in sums.items()]
    return [
        CategoryOutflow(category=category.id, name=category.name, value_minor=value)
        for value, category in sorted(named, key=lambda one: (-one[0], one[1].name_key, one[1].id))
    ]


def _booking(*, book: Book, account: AccountId, row: Transaction) -> AccountBooking:
    comes_in = row.is_income or row.to_account_id == account
    return AccountBooking(
        id=row.id,
        date=row.date,
        description=row.description,
        category_name=_category_name(book=book, row=row),
        moved_minor=row.amount_minor if comes_in else -row.amount_minor,
    )


def _largest(*, book: Book, purchases: Sequence[Transaction]) -> LargestOutflow | None:
    if not purchases:
        return None
    row = min(purchases, key=lambda one: (-one.amount_minor, one.date, one.id))
    return LargestOutflow(
        category_name=_category_name(book=book, row=row), value_minor=row.amount_minor
    )


def _category_name(*, book: Book, row: Transaction) -> str:
    return UNCATEGORIZED_NAME if row.category_id is None else book.categories[row.category_id].name


def running_balances(
    *, newest: Iterable[AccountBooking], closing_minor: int, sign: int
) -> Iterator[tuple[AccountBooking, int]]:
    """Each booking with the balance after it, from the newest back."""
    balance_minor = closing_minor
    for row in newest:
        yield row, balance_minor
        balance_minor -= sign * row.moved_minor
