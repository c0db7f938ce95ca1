"""What people can ask about how they kept to their budgets."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.stability import Stability
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.insights.readings.dashboard import read_budget
from piggypulse_core.insights.readings.outlooks import look
from piggypulse_core.insights.readings.stability import read_stability
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
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_stability(
                unit=unit,
                outlook=outlook,
                budget=await read_budget(unit=unit, outlook=outlook),
                periods=await unit.periods.in_order(owner=owner),
            )
