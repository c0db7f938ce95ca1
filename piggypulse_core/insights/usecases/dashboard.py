"""What people can ask their dashboard."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.budgeting.model.period import PeriodId
from piggypulse_core.insights.model.current_period import CurrentPeriod, current_period
from piggypulse_core.insights.model.marks import marks
from piggypulse_core.insights.model.net_position import NetPosition, net_position
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCurrentPeriod:
    """Show a period's spending, future days included, against its targets and at its pace."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> CurrentPeriod:
        async with self.work.snapshot() as unit:
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            if period is None:
                found = await unit.periods.current(owner=owner, today=today)
            else:
                found = await unit.periods.get(owner=owner, period=PeriodId(period))
            base = standpoint.currency_code
            spent_by_day = await unit.insights.current_period(
                owner=owner, span=found.span, currency_code=base
            )
            budget = await unit.budgets.budget(owner=owner, currency_code=base)
        return current_period(
            spent_by_day=spent_by_day,
            period=found,
            today=today,
            budget=budget,
            standpoint=standpoint,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNetPosition:
    """Add up what is owned and owed today, and how that changed in a period so far."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> NetPosition:
        async with self.work.snapshot() as unit:
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            span = await unit.windows.window(owner=owner, period=period, today=today)
            levels = await unit.insights.net_position(
                owner=owner, marks=marks(span=span, today=today)
            )
        return net_position(levels=levels, standpoint=standpoint)
