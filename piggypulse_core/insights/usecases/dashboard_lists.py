"""What people can ask the lists of their dashboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.budgeted_categories import BudgetedCategories
from piggypulse_core.insights.model.period_charges import PeriodCharges
from piggypulse_core.insights.model.top_vendors import VendorSpend
from piggypulse_core.insights.model.uncategorized import Uncategorized
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.insights.readings.dashboard import read_budget
from piggypulse_core.insights.readings.lists import (
    categories_of,
    read_category_sums,
    read_period_charges,
    read_top_vendors,
    read_uncategorized,
)
from piggypulse_core.insights.readings.outlooks import look
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import Behavior


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTopVendors:
    """List the vendors with most spend in a whole period, the most first."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, period: UUID | None, limit: int
    ) -> Sequence[VendorSpend]:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_top_vendors(unit=unit, outlook=outlook, limit=limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadUncategorized:
    """Show how much of a whole period has no category, and the newest of it."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> Uncategorized:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_uncategorized(unit=unit, outlook=outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBudgetedCategories:
    """Set the expense categories of one behavior against their goals in a whole period."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, period: UUID | None, behavior: Behavior
    ) -> BudgetedCategories:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            sums = await read_category_sums(unit=unit, outlook=outlook)
            budget = await read_budget(unit=unit, outlook=outlook)
        return categories_of(outlook=outlook, sums=sums, budget=budget, behavior=behavior)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPeriodCharges:
    """Show what subscriptions charge in a period, and what those active today come to."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> PeriodCharges:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_period_charges(unit=unit, outlook=outlook)
