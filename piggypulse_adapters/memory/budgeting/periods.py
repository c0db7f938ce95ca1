"""Periods in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import (
    NoCurrentPeriod,
    Period,
    PeriodId,
    PeriodNameTaken,
    PeriodNotFound,
    overlap_with,
)
from piggypulse_core.budgeting.model.period_list import PeriodFilter, place
from piggypulse_core.budgeting.ports import PeriodStore
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest, page_of
from piggypulse_core.ledger.ports import Windows


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPeriods(PeriodStore, Windows):
    """The periods seen through one transaction."""

    transaction: Transaction

    async def add(self, *, owner: UserId, period: Period) -> None:
        for other in await self.in_order(owner=owner):
            if other.span.overlaps(period.span):
                raise overlap_with(other=other)
        rows = self.transaction.writable(Period, owner=owner)
        if any(row.name_key == period.name_key for row in rows.values()):
            raise PeriodNameTaken
        rows[period.id] = period

    async def delete(self, *, owner: UserId, period: PeriodId) -> None:
        if self.transaction.writable(Period, owner=owner).pop(period, None) is None:
            raise PeriodNotFound
        goals = self.transaction.writable(Goal, owner=owner)
        for id_, goal in goals.items():
            goals[id_] = goal.without(period=period)

    async def get(self, *, owner: UserId, period: PeriodId) -> Period:
        found = self.transaction.rows(Period, owner=owner).get(period)
        if found is None:
            raise PeriodNotFound
        return found

    async def current(self, *, owner: UserId, today: date) -> Period:
        found = await self.containing(owner=owner, day=today)
        if found is None:
            raise NoCurrentPeriod
        return found

    async def containing(self, *, owner: UserId, day: date) -> Period | None:
        for row in self.transaction.rows(Period, owner=owner).values():
            if day in row.span:
                return row
        return None

    async def previous(self, *, owner: UserId, before: date) -> Period | None:
        earlier = [row for row in await self.in_order(owner=owner) if row.end < before]
        return earlier[-1] if earlier else None

    async def in_order(self, *, owner: UserId) -> Sequence[Period]:
        rows = self.transaction.rows(Period, owner=owner).values()
        return sorted(rows, key=lambda row: row.start)

    async def page(
        self, *, owner: UserId, only: PeriodFilter, today: date, request: PageRequest
    ) -> Page[Period]:
        rows = self.transaction.rows(Period, owner=owner).values()
        listed = sorted(
            (row for row in rows if only.passes(period=row, today=today)),
            key=lambda row: place(period=row, today=today),
        )
        return page_of(rows=listed, request=request)

    async def window(self, *, owner: UserId, period: UUID | None, today: date) -> Span:
        if period is None:
            return (await self.current(owner=owner, today=today)).span
        return (await self.get(owner=owner, period=PeriodId(period))).span
