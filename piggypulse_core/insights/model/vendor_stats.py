"""What was spent with vendors in a period altogether: purchases that name one, no Allowance's."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.standpoint import ExcludedAccount, Standpoint
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.money import ratio
from piggypulse_core.ledger.model.spending import counts_as_purchase


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorTotals:
    """How many vendors there are, how many were paid in a span, and how much altogether."""

    vendors: int
    paid: int
    spend_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorStats:
    """Vendors, archived ones included; what was spent with them, and on average per paid one."""

    vendors: int
    spend_minor: int
    average_minor: int
    excluded_accounts: Sequence[ExcludedAccount]


def gather_vendor_totals(*, book: Book, span: Span, vendors: int) -> VendorTotals:
    """The totals of a span; `vendors` is how many there are."""
    spent = [
        row
        for row in book.in_scope(span=span)
        if row.vendor_id is not None and counts_as_purchase(transaction=row, accounts=book.accounts)
    ]
    return VendorTotals(
        vendors=vendors,
        paid=len({row.vendor_id for row in spent}),
        spend_minor=sum(row.amount_minor for row in spent),
    )


def vendor_stats(*, totals: VendorTotals, standpoint: Standpoint) -> VendorStats:
    """The stats out of a span's totals."""
    return VendorStats(
        vendors=totals.vendors,
        spend_minor=totals.spend_minor,
        average_minor=ratio(totals.spend_minor, totals.paid),
        excluded_accounts=standpoint.excluded_accounts,
    )
