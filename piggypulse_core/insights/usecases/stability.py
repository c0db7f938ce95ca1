"""What people can ask about how they kept to their budgets."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.budgeting.model.period import PeriodId
from piggypulse_core.insights.model.stability import Stability, budgeted_periods, stability
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStability:
    """Tell how many closed periods, up to the end of one, stayed within their budgets.

    Each is held to the goals that were in force in it, and a little more: to the tolerance its
    owner prefers. Periods without a budget are left out.
    """

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> Stability:
        async with self.work.snapshot() as unit:
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            if period is None:
                until = await unit.periods.current(owner=owner, today=today)
            else:
                until = await unit.periods.get(owner=owner, period=PeriodId(period))
            base = standpoint.currency_code
            periods = budgeted_periods(
                periods=await unit.periods.in_order(owner=owner),
                until=until,
                today=today,
                budget=await unit.budgets.budget(owner=owner, currency_code=base),
            )
            spent = await unit.insights.spent(
                owner=owner, spans=[one.span for one in periods], currency_code=base
            )
            preferences = await unit.preferences.get(owner=owner)
        return stability(
            periods=periods,
            spent=spent,
            tolerance_basis_points=preferences.stability_tolerance_basis_points,
            standpoint=standpoint,
        )
