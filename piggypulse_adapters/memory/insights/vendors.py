"""The facts behind figures of vendors, gathered from dicts by the rules themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.books import book_of
from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.top_vendors import VendorSpend, gather_top_vendors
from piggypulse_core.insights.model.vendor_detail import VendorFacts, gather_vendor_facts
from piggypulse_core.insights.model.vendor_stats import VendorTotals, gather_vendor_totals
from piggypulse_core.insights.ports import VendorReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import Category
from piggypulse_core.ledger.model.vendor import Vendor, VendorId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryVendorFigures(VendorReader):
    """The books seen through one transaction."""

    transaction: Transaction

    async def totals(self, *, owner: UserId, span: Span, currency_code: str | None) -> VendorTotals:
        return gather_vendor_totals(
            book=self._book(owner=owner, currency_code=currency_code),
            span=span,
            vendors=len(self.transaction.rows(Vendor, owner=owner)),
        )

    async def top(
        self, *, owner: UserId, span: Span, currency_code: str | None, limit: int
    ) -> Sequence[VendorSpend]:
        book = self._book(owner=owner, currency_code=currency_code)
        return gather_top_vendors(book=book, span=span, limit=limit)

    async def facts(
        self, *, owner: UserId, vendor: VendorId, span: Span, currency_code: str | None
    ) -> VendorFacts:
        return gather_vendor_facts(
            book=self._book(owner=owner, currency_code=currency_code),
            categories=self.transaction.rows(Category, owner=owner),
            periods=list(self.transaction.rows(Period, owner=owner).values()),
            vendor=vendor,
            span=span,
        )

    def _book(self, *, owner: UserId, currency_code: str | None) -> Book:
        return book_of(self.transaction, owner=owner, currency_code=currency_code)
