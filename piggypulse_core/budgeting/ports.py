"""What budgeting needs from the world."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.ports import LedgerUnit


class PeriodStore(Protocol):
    """Keeps periods; no two of an owner share a day, whoever writes at the same time."""

    async def add(self, *, owner: UserId, period: Period) -> None:
        """Raises PeriodOverlap (naming the first one in the way) and PeriodNameTaken."""
        ...

    async def remove(self, *, owner: UserId, period: PeriodId) -> None:
        """The goal overrides of that period go with it. Raises PeriodNotFound."""
        ...

    async def get(self, *, owner: UserId, period: PeriodId) -> Period:
        """Raises PeriodNotFound."""
        ...

    async def current(self, *, owner: UserId, today: date) -> Period:
        """The one that contains today. Raises NoCurrentPeriod."""
        ...

    async def previous(self, *, owner: UserId, before: date) -> Period | None:
        """The one with the latest end before a day."""
        ...

    async def in_order(self, *, owner: UserId) -> Sequence[Period]:
        """All of them by start."""
        ...

    async def page(
        self, *, owner: UserId, only: PeriodFilter, today: date, request: PageRequest
    ) -> Page[Period]:
        """The current one, upcoming by start, past from the latest. Raises UnknownCursor."""
        ...


class BudgetingUnit(LedgerUnit, Protocol):
    """The stores of budgeting that one transaction offers."""

    @property
    def periods(self) -> PeriodStore: ...
