"""What people can ask about the figures of their categories."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.insights.model.category_detail import (
    TREND_PERIODS,
    CategoryDetail,
    TrendPoint,
    latest_periods,
    trend,
)
from piggypulse_core.insights.model.category_overview import CategoryOverview, category_overview
from piggypulse_core.insights.model.standpoint import Standpoint
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.category import CategoryId, PlannedCategory


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCategoryOverview:
    """Set every category, archived ones too, against its goal in a period and at its pace."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> CategoryOverview:
        async with self.work.snapshot() as unit:
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            found = await _period(
                unit=unit, owner=owner, period=period, standpoint=standpoint, clock=self.clock
            )
            base = standpoint.currency_code
            flows = await unit.category_figures.flows(
                owner=owner, span=found.span, until=today, currency_code=base
            )
            budget = await unit.budgets.budget(owner=owner, currency_code=base)
        return category_overview(
            flows=flows, budget=budget, period=found, today=today, standpoint=standpoint
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCategoryDetail:
    """Show what was counted in a category in a period and the periods before, and the newest."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, category: CategoryId, period: UUID | None
    ) -> CategoryDetail:
        async with self.work.snapshot() as unit:
            known = await unit.categories.get(owner=owner, category=category)
            standpoint = await unit.insights.standpoint(owner=owner)
            found = await _period(
                unit=unit, owner=owner, period=period, standpoint=standpoint, clock=self.clock
            )
            base = standpoint.currency_code
            shown = latest_periods(
                periods=await unit.periods.in_order(owner=owner),
                until=found.start,
                limit=TREND_PERIODS,
            )
            activities = await unit.category_figures.activities(
                owner=owner,
                category=category,
                spans=[one.span for one in shown],
                currency_code=base,
            )
            recent = await unit.category_figures.recent(
                owner=owner, category=category, span=found.span, currency_code=base
            )
            budget = await unit.budgets.budget(owner=owner, currency_code=base)
            goal_minor = await unit.category_goals.standing_minor(
                owner=owner, category=category, day=standpoint.today(now=self.clock.now())
            )
        return CategoryDetail(
            planned=PlannedCategory(category=known, goal_minor=goal_minor),
            activity=activities[-1],
            budgeted_minor=budget.of_category(category=category, period=found),
            trend=trend(periods=shown, activities=activities),
            recent=recent,
            excluded_accounts=standpoint.excluded_accounts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCategoryTrend:
    """Show what was counted in a category over each of the latest periods that have begun."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, category: CategoryId, limit: int
    ) -> Sequence[TrendPoint]:
        async with self.work.snapshot() as unit:
            await unit.categories.get(owner=owner, category=category)
            standpoint = await unit.insights.standpoint(owner=owner)
            shown = latest_periods(
                periods=await unit.periods.in_order(owner=owner),
                until=standpoint.today(now=self.clock.now()),
                limit=limit,
            )
            activities = await unit.category_figures.activities(
                owner=owner,
                category=category,
                spans=[one.span for one in shown],
                currency_code=standpoint.currency_code,
            )
        return trend(periods=shown, activities=activities)


async def _period(
    *,
    unit: InsightsUnit,
    owner: UserId,
    period: UUID | None,
    standpoint: Standpoint,
    clock: Clock,
) -> Period:
    """The period named, or the one that contains today."""
    if period is None:
        today = standpoint.today(now=clock.now())
        return await unit.periods.current(owner=owner, today=today)
    return await unit.periods.get(owner=owner, period=PeriodId(period))
