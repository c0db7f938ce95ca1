"""What people can ask about the figures of their transactions."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.transaction_stats import TransactionStats, transaction_stats
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTransactionStats:
    """Add up a whole period's income and purchases; transfers only count as transactions."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(self, *, owner: UserId, period: UUID | None) -> TransactionStats:
        async with self.work.snapshot() as unit:
            standpoint = await unit.insights.standpoint(owner=owner)
            today = standpoint.today(now=self.clock.now())
            span = await unit.windows.window(owner=owner, period=period, today=today)
            flows = await unit.insights.transaction_stats(
                owner=owner, span=span, currency_code=standpoint.currency_code
            )
        return transaction_stats(flows=flows, standpoint=standpoint)
