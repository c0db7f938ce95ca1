"""What insights need from the world: the sums and rows that figures are finished from."""

from collections.abc import Sequence
from typing import Protocol

from piggypulse_core.budgeting.ports import BudgetingUnit
from piggypulse_core.insights.model.current_period import SpentByDay
from piggypulse_core.insights.model.levels import AccountLevels
from piggypulse_core.insights.model.marks import Marks
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.insights.model.transaction_stats import Flows
from piggypulse_core.insights.model.vendor_detail import VendorFacts
from piggypulse_core.insights.model.vendor_stats import VendorTotals
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.status import StatusFilter
from piggypulse_core.ledger.model.vendor import VendorId


class InsightsReader(Protocol):
    """Gathers; it neither divides nor rounds nor compares with a goal."""

    async def standpoint(self, *, owner: UserId) -> Standpoint: ...

    async def current_period(
        self, *, owner: UserId, span: Span, currency_code: str | None
    ) -> SpentByDay:
        """Only accounts in the currency; days without spending are absent."""
        ...

    async def net_position(self, *, owner: UserId, marks: Marks) -> Sequence[AccountLevels]:
        """Every account, archived and foreign ones too, newest first."""
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

    async def facts(
        self, *, owner: UserId, vendor: VendorId, span: Span, currency_code: str | None
    ) -> VendorFacts:
        """Of an existing vendor; the span is that of an existing period."""
        ...


class InsightsUnit(BudgetingUnit, Protocol):
    """What one transaction offers for reading figures."""

    @property
    def insights(self) -> InsightsReader: ...

    @property
    def vendor_figures(self) -> VendorReader: ...
