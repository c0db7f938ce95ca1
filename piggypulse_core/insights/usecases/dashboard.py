"""What people can ask their dashboard."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.current_period import CurrentPeriod
from piggypulse_core.insights.model.dashboard import Dashboard, Part
from piggypulse_core.insights.model.net_position import NetPosition
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.insights.readings.dashboard import (
    read_budget,
    read_current_period,
    read_net_position,
)
from piggypulse_core.insights.readings.outlooks import look
from piggypulse_core.insights.readings.parts import read_dashboard
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
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            budget = await read_budget(unit=unit, outlook=outlook)
            return await read_current_period(unit=unit, outlook=outlook, budget=budget)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNetPosition:
    """Add up what is owned and owed today, and how that changed in a period so far."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> NetPosition:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_net_position(unit=unit, outlook=outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDashboard:
    """Show some parts of a dashboard, all of one instant, each as its own operation does."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, period: UUID | None, parts: Collection[Part]
    ) -> Dashboard:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_dashboard(unit=unit, outlook=outlook, parts=parts)
