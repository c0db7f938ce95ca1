"""What people can ask their dashboard about one day, or one period, after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.cash_flow import CashFlow
from piggypulse_core.insights.model.net_position_history import PositionPoint
from piggypulse_core.insights.model.spending_history import SpendingPoint
from piggypulse_core.insights.model.spending_trend import SpendingTrend
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.insights.readings.outlooks import look
from piggypulse_core.insights.readings.series import (
    read_cash_flow,
    read_net_position_history,
    read_spending_history,
    read_spending_trend,
)
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSpendingHistory:
    """Show what was spent on each day of a period so far, and what it had come to by then."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> Sequence[SpendingPoint]:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_spending_history(unit=unit, outlook=outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadNetPositionHistory:
    """Add up what was owned and owed at the close of each day of a period so far."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> Sequence[PositionPoint]:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_net_position_history(unit=unit, outlook=outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCashFlow:
    """Set a whole period's income against its spending, future days included."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> CashFlow:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_cash_flow(unit=unit, outlook=outlook)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSpendingTrend:
    """Show a period's spending after that of the periods before it, and their average."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None, limit: int) -> SpendingTrend:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            periods = await unit.periods.in_order(owner=owner)
            return await read_spending_trend(
                unit=unit, outlook=outlook, periods=periods, limit=limit
            )
