"""The facts behind figures of categories, gathered from dicts by the rules themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_adapters.memory.books import book_of
from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.insights.model.category_detail import (
    CategoryActivity,
    CountedBooking,
    gather_category_activities,
    gather_recent,
)
from piggypulse_core.insights.model.category_overview import CategoryFlows, gather_category_flows
from piggypulse_core.insights.model.uncategorized import (
    UncategorizedBookings,
    gather_uncategorized,
)
from piggypulse_core.insights.ports import CategoryReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.category import CategoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryCategoryFigures(CategoryReader):
    """The books seen through one transaction."""

    transaction: Transaction

    async def flows(
        self, *, owner: UserId, span: Span, until: date, currency_code: str | None
    ) -> CategoryFlows:
        book = book_of(self.transaction, owner=owner, currency_code=currency_code)
        return gather_category_flows(book=book, span=span, until=until)

    async def activities(
        self,
        *,
        owner: UserId,
        category: CategoryId,
        spans: Sequence[Span],
        currency_code: str | None,
    ) -> Sequence[CategoryActivity]:
        book = book_of(self.transaction, owner=owner, currency_code=currency_code)
        return gather_category_activities(book=book, category=category, spans=spans)

    async def recent(
        self, *, owner: UserId, category: CategoryId, span: Span, currency_code: str | None
    ) -> Sequence[CountedBooking]:
        book = book_of(self.transaction, owner=owner, currency_code=currency_code)
        return gather_recent(book=book, category=category, span=span)

    async def uncategorized(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> UncategorizedBookings:
        book = book_of(self.transaction, owner=owner, currency_code=currency_code)
        return gather_uncategorized(book=book, span=span)
