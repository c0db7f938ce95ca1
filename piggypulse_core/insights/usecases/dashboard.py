"""What people can ask their dashboard."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.marks import marks
from piggypulse_core.insights.model.net_position import NetPosition, net_position
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


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
