"""The facts behind figures, gathered from dicts by the rules themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.books import book_of
from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.settings.profiles import MemoryProfiles
from piggypulse_core.budgeting.model.billing import Billing
from piggypulse_core.insights.model.book import Book
from piggypulse_core.insights.model.cash_flow import CashSums, gather_cash
from piggypulse_core.insights.model.current_period import SpentByDay, gather_spent_by_day
from piggypulse_core.insights.model.levels import AccountLevels, gather_levels
from piggypulse_core.insights.model.marks import Marks
from piggypulse_core.insights.model.period_charges import (
    SubscriptionFacts,
    gather_subscription_facts,
)
from piggypulse_core.insights.model.stability import gather_spent
from piggypulse_core.insights.model.standpoint import Standpoint, gather_standpoint
from piggypulse_core.insights.model.transaction_stats import Flows, gather_flows
from piggypulse_core.insights.ports import InsightsReader
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.model.status import StatusFilter, passes


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryInsights(InsightsReader):
    """The books seen through one transaction."""

    transaction: Transaction

    async def standpoint(self, *, owner: UserId) -> Standpoint:
        profile = await MemoryProfiles(transaction=self.transaction).get(owner=owner)
        book = self._book(owner=owner, currency_code=profile.currency_code)
        return gather_standpoint(book=book, timezone=profile.timezone)

    async def current_period(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> SpentByDay:
        book = self._book(owner=owner, currency_code=currency_code)
        return gather_spent_by_day(book=book, span=span)

    async def spent(
        self, *, owner: UserId, spans: Sequence[Span], currency_code: str | None
    ) -> Sequence[int]:
        return gather_spent(book=self._book(owner=owner, currency_code=currency_code), spans=spans)

    async def cash_flow(self, *, owner: UserId, span: Span, currency_code: str | None) -> CashSums:
        return gather_cash(book=self._book(owner=owner, currency_code=currency_code), span=span)

    async def net_position(self, *, owner: UserId, marks: Marks) -> Sequence[AccountLevels]:
        return gather_levels(book=self._book(owner=owner, currency_code=None), marks=marks)

    async def subscriptions(self, *, owner: UserId, span: Span) -> Sequence[SubscriptionFacts]:
        billings = self.transaction.rows(Billing, owner=owner).values()
        return gather_subscription_facts(billings=billings, span=span)

    async def account_summaries(
        self, *, owner: UserId, marks: Marks, status: StatusFilter, request: PageRequest
    ) -> Page[AccountLevels]:
        levels = gather_levels(book=self._book(owner=owner, currency_code=None), marks=marks)
        listed = [
            one for one in levels if passes(archived_on=one.account.archived_on, status=status)
        ]
        return page_of(rows=listed, request=request)

    async def transaction_stats(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> Flows:
        return gather_flows(book=self._book(owner=owner, currency_code=currency_code), span=span)

    def _book(self, *, owner: UserId, currency_code: str | None) -> Book:
        return book_of(self.transaction, owner=owner, currency_code=currency_code)
