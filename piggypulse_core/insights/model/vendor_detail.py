"""What was spent with a vendor: in a period, on what, and in the periods before it.

What counts are purchases that name a vendor and were not made from an Allowance.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.money import ratio
from piggypulse_core.kernel.text import name_key
from piggypulse_core.ledger.model.category import Category, CategoryId
from piggypulse_core.ledger.model.spending import (
    counted_for_vendor,
)
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import Vendor, VendorId

PERIODS_SHOWN = 6
CATEGORIES_SHOWN = 5
PURCHASES_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryShare:
    """What was spent with a vendor in a category; without one both ids are None."""

    category_id: CategoryId | None
    category_name: str | None
    spend_minor: int
    purchases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodShares:
    """A period and what was spent with a vendor in it, by category; in no order."""

    id: PeriodId
    name: str
    shares: Sequence[CategoryShare]

    @property
    def spend_minor(self) -> int:
        """What was spent with the vendor in the period."""
        return sum(one.spend_minor for one in self.shares)

    @property
    def purchases(self) -> int:
        """How many purchases that was."""
        return sum(one.purchases for one in self.shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """A transaction a vendor's spend is a sum of."""

    id: TransactionId
    date: date
    amount_minor: int
    description: str
    category_id: CategoryId | None
    category_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorFacts:
    """The period asked about, preceded by those before it; and its newest purchases first."""

    periods: Sequence[PeriodShares]
    purchases: Sequence[Purchase]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSpend:
    """A period and what was spent with a vendor in it."""

    id: PeriodId
    name: str
    spend_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopCategory:
    """A category's part of what was spent with a vendor; hundredths of a percent."""

    id: CategoryId
    name: str
    spend_minor: int
    basis_points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorDetail:
    """A vendor's figures in a period; `trend` ends with that period."""

    vendor: Vendor
    spend_minor: int
    purchases: int
    average_minor: int
    trend: Sequence[PeriodSpend]
    top_categories: Sequence[TopCategory]
    recent: Sequence[Purchase]
    excluded_accounts: Sequence[ExcludedAccount]


def gather_vendor_facts(
    *,
    book: Book,
    categories: Mapping[CategoryId, Category],
    periods: Sequence[Period],
    vendor: VendorId,
    span: Span,
) -> VendorFacts:
    """A vendor's facts in a period, out of all periods."""
    begun = sorted((one for one in periods if one.start <= span.start), key=lambda one: one.start)
    newest = sorted(
        _counted(book=book, vendor=vendor, span=span),
        key=lambda row: (row.date, row.id),
        reverse=True,
    )
    return VendorFacts(
        periods=[
            PeriodShares(
                id=one.id,
                name=one.name,
                shares=_shares(
                    rows=list(_counted(book=book, vendor=vendor, span=one.span)),
                    categories=categories,
                ),
            )
            for one in begun[-PERIODS_SHOWN:]
        ],
        purchases=[
            Purchase(
                id=row.id,
                date=row.date,
                amount_minor=row.amount_minor,
                description=row.description,
                category_id=row.category_id,
                category_name=_name(category=row.category_id, categories=categories),
            )
            for row in newest[:PURCHASES_SHOWN]
        ],
    )


def vendor_detail(*, vendor: Vendor, facts: VendorFacts, standpoint: Standpoint) -> VendorDetail:
    """The detail out of a vendor's facts."""
    shown = facts.periods[-1]
    return VendorDetail(
        vendor=vendor,
        spend_minor=shown.spend_minor,
        purchases=shown.purchases,
        average_minor=ratio(shown.spend_minor, shown.purchases),
        trend=[
            PeriodSpend(id=one.id, name=one.name, spend_minor=one.spend_minor)
            for one in facts.periods
        ],
        top_categories=top_categories(shown=shown),
        recent=facts.purchases,
        excluded_accounts=standpoint.excluded_accounts,
    )


def top_categories(*, shown: PeriodShares) -> Sequence[TopCategory]:
    """Those with most spend first, then by name; uncategorised purchases only count in the sum."""
    named = [
        TopCategory(
            id=one.category_id,
            name=one.category_name,
            spend_minor=one.spend_minor,
            basis_points=ratio(10_000 * one.spend_minor, shown.spend_minor),
        )
        for one in shown.shares
        if one.category_id is not None and one.category_name is not None
    ]
    ranked = sorted(named, key=lambda one: (-one.spend_minor, name_key(text=one.name), one.id))
    return ranked[:CATEGORIES_SHOWN]


def _counted(*, book: Book, vendor: VendorId, span: Span) -> Iterator[Transaction]:
    return counted_for_vendor(
        transactions=book.in_scope(span=span),
        accounts=book.accounts,
        vendor=vendor,
    )


def _shares(
    *, rows: Sequence[Transaction], categories: Mapping[CategoryId, Category]
) -> Sequence[CategoryShare]:
    shares = []
    for category in {row.category_id for row in rows}:
        found = [row for row in rows if row.category_id == category]
        shares.append(
            CategoryShare(
                category_id=category,
                category_name=_name(category=category, categories=categories),
                spend_minor=sum(row.amount_minor for row in found),
                purchases=len(found),
            )
        )
    return shares


def _name(*, category: CategoryId | None, categories: Mapping[CategoryId, Category]) -> str | None:
    return None if category is None else categories[category].name
