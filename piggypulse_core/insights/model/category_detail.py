"""One category's own page: a period, the periods before it, and what was booked last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.category import CategoryId, PlannedCategory
from piggypulse_core.ledger.model.spending import counted_in_category
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import VendorId

TREND_PERIODS = 6
TREND_PERIODS_MAX = 24
RECENT_MAX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryActivity:
    """What was counted in a category over some days: the sum, and how many bookings."""

    total_minor: int
    transactions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendPoint:
    """A period and what was counted in a category over all of it."""

    period: Period
    total_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedBooking:
    """A transaction that a category's sum includes."""

    id: TransactionId
    date: date
    amount_minor: int
    description: str
    vendor_id: VendorId | None
    vendor_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDetail:
    """A category in a period, days to come included; the trend oldest first, bookings newest."""

    planned: PlannedCategory
    activity: CategoryActivity
    budgeted_minor: int | None
    trend: Sequence[TrendPoint]
    recent: Sequence[CountedBooking]
    excluded_accounts: Sequence[ExcludedAccount]


def latest_periods(*, periods: Iterable[Period], until: date, limit: int) -> Sequence[Period]:
    """The periods that start latest, none after a day, oldest first."""
    started = sorted((one for one in periods if one.start <= until), key=lambda one: one.start)
    return started[-limit:]


def trend(
    *, periods: Sequence[Period], activities: Sequence[CategoryActivity]
) -> Sequence[TrendPoint]:
    """Periods with what was counted in each."""
    return [
        TrendPoint(period=period, total_minor=activity.total_minor)
        for period, activity in zip(periods, activities, strict=True)
    ]


def gather_category_activities(
    *, book: Book, category: CategoryId, spans: Sequence[Span]
) -> Sequence[CategoryActivity]:
    """What was counted in a category over each of some spans."""
    found = []
    for span in spans:
        counted = _counted(book=book, category=category, span=span)
        found.append(
            CategoryActivity(
                total_minor=sum(row.amount_minor for row in counted), transactions=len(counted)
            )
        )
    return found


def gather_recent(*, book: Book, category: CategoryId, span: Span) -> Sequence[CountedBooking]:
    """The newest of what was counted in a category."""
    counted = _counted(book=book, category=category, span=span)
    newest = sorted(counted, key=lambda row: (row.date, row.id), reverse=True)[:RECENT_MAX]
    return [
        CountedBooking(
            id=row.id,
            date=row.date,
            amount_minor=row.amount_minor,
            description=row.description,
            vendor_id=row.vendor_id,
            vendor_name=None if row.vendor_id is None else book.vendors[row.vendor_id].name,
        )
        for row in newest
    ]


def _counted(*, book: Book, category: CategoryId, span: Span) -> list[Transaction]:
    return list(
        counted_in_category(
            transactions=book.in_scope(span=span),
            accounts=book.accounts,
            category=category,
        )
    )
