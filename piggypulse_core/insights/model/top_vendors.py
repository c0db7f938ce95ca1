"""With whom most was spent in a period: purchases that name a vendor, no Allowance's."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from piggypulse_core.insights.model.book import Book
from piggypulse_core.kernel.dates import Span
from piggypulse_core.ledger.model.spending import counted_for_vendor
from piggypulse_core.ledger.model.vendor import VendorId

TOP_VENDORS = 10
TOP_VENDORS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorSpend:
    """A vendor, what was spent with it in a span, and in how many purchases."""

    id: VendorId
    name: str
    spend_minor: int
    purchases: int


def gather_top_vendors(*, book: Book, span: Span, limit: int) -> Sequence[VendorSpend]:
    """Vendors with any spend in a span, archived ones too: most spend first, then by name."""
    found = book.in_scope(span=span)
    spent = []
    for vendor in sorted(book.vendors.values(), key=lambda one: (one.name_key, one.id)):
        counted = list(
            counted_for_vendor(transactions=found, accounts=book.accounts, vendor=vendor.id)
        )
        if counted:
            spent.append(
                VendorSpend(
                    id=vendor.id,
                    name=vendor.name,
                    spend_minor=sum(row.amount_minor for row in counted),
                    purchases=len(counted),
                )
            )
    return list(islice(sorted(spent, key=lambda one: -one.spend_minor), limit))
