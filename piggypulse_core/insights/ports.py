"""What insights need from the world: the sums and rows that figures are finished from."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.insights.model.account_activity import AccountActivity
from piggypulse_core.insights.model.account_days import AccountDays
from piggypulse_core.insights.model.cash_flow import CashSums
from piggypulse_core.insights.model.category_detail import CategoryActivity, CountedBooking
from piggypulse_core.insights.model.category_overview import CategoryFlows
from piggypulse_core.insights.model.current_period import SpentByDay
from piggypulse_core.insights.model.levels import AccountLevels
from piggypulse_core.insights.model.marks import Marks
from piggypulse_core.insights.model.period_charges import SubscriptionFacts
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.transaction_stats import Flows
from piggypulse_core.insights.model.uncategorized import UncategorizedBookings
from piggypulse_core.insights.model.vendor_detail import VendorFacts
from piggypulse_core.insights.model.vendor_stats import VendorTotals
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.balance import DayTable
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from piggypulse_core.ledger.model.vendor import VendorId


class InsightsReader(Protocol):
    """Gathers; it neither divides nor rounds nor compares with a goal."""

    async def standpoint(self, *, owner: UserId) -> Standpoint: ...

    async def current_period(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> SpentByDay:
        """Only accounts in the currency; days without spending are absent."""
        ...

    async def spent(
        self, *, owner: UserId, spans: Sequence[Span], currency_code: str | None
    ) -> Sequence[int]:
        """Spending of each span; only accounts in the currency."""
        ...

    async def cash_flow(self, *, owner: UserId, span: Span, currency_code: str | None) -> CashSums:
        """Only accounts in the currency."""
        ...

    async def net_position(self, *, owner: UserId, marks: Marks) -> Sequence[AccountLevels]:
        """Every account, archived and foreign ones too, newest first."""
        ...

    async def subscriptions(self, *, owner: UserId, span: Span) -> Sequence[SubscriptionFacts]:
        """Every subscription with what was charged in a span, in no order."""
        ...

    async def account_summaries(
        self, *, owner: UserId, marks: Marks, status: StatusFilter, request: PageRequest
    ) -> Page[AccountLevels]:
        """Newest account first (id descending). Raises UnknownCursor."""
        ...

    async def transaction_stats(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> Flows:
        """Only accounts in the currency."""
        ...


class VendorReader(Protocol):
    """Gathers what was spent with vendors, over accounts in a currency."""

    async def totals(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> VendorTotals: ...

    async def top(
        self, *, owner: UserId, span: Span, currency_code: str | None, limit: int
    ) -> Sequence[VendorSpend]:
        """Those with any spend, archived ones too: most spend first, then by name key and id."""
        ...

    async def facts(
        self, *, owner: UserId, vendor: VendorId, span: Span, currency_code: str | None
    ) -> VendorFacts:
        """Of an existing vendor; the span is that of an existing period."""
        ...


class AccountReader(Protocol):
    """Gathers what one account's figures are made of, in its own currency."""

    async def days(
        self,
        *,
        owner: UserId,
        account: AccountId | None,
        status: StatusFilter,
        after: date,
        until: date,
    ) -> Sequence[AccountDays]:
        """The days after one and until another, of one account or all, newest account first."""
        ...

    async def activity(self, *, owner: UserId, account: AccountId, span: Span) -> AccountActivity:
        """What was booked on an account in some days."""
        ...

    async def purchases(self, *, owner: UserId, account: AccountId, span: Span) -> int:
        """The sum of purchases from an account in some days."""
        ...


class CategoryReader(Protocol):
    """Gathers what figures of categories are made of, over accounts in one currency."""

    async def flows(
        self, *, owner: UserId, span: Span, until: date, currency_code: str | None
    ) -> CategoryFlows:
        """What was booked on each category in a span, and in its days up to a day."""
        ...

    async def activities(
        self,
        *,
        owner: UserId,
        category: CategoryId,
        spans: Sequence[Span],
        currency_code: str | None,
    ) -> Sequence[CategoryActivity]:
        """What was counted in a category, one for each span."""
        ...

    async def recent(
        self, *, owner: UserId, category: CategoryId, span: Span, currency_code: str | None
    ) -> Sequence[CountedBooking]:
        """The newest RECENT_MAX of what was counted in a category, newest first."""
        ...

    async def uncategorized(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> UncategorizedBookings:
        """What has no category, with the newest UNCATEGORIZED_SHOWN, newest first."""
        ...


class ReckoningStore(Protocol):
    """Shows what is booked and what is kept as its sums, so that one can be held to the other."""

    async def count_owners(self) -> int:
        """How many people there are."""
        ...

    async def owners(self, *, after: UserId | None, limit: int) -> Sequence[UserId]:
        """The next people by id."""
        ...

    async def days(self, *, owner: UserId) -> DayTable:
        """The day sums as they are kept."""
        ...

    async def transactions(
        self, *, owner: UserId, after: TransactionId | None, limit: int
    ) -> Sequence[Transaction]:
        """The next transactions by id."""
        ...


class InsightsUnit(BudgetingUnit, Protocol):
    """What one transaction offers for reading figures."""

    @property
    def insights(self) -> InsightsReader: ...

    @property
    def vendor_figures(self) -> VendorReader: ...

    @property
    def account_figures(self) -> AccountReader: ...

    @property
    def category_figures(self) -> CategoryReader: ...

    @property
    def reckoning(self) -> ReckoningStore: ...
