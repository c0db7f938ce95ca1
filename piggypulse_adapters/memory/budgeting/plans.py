"""Many periods changed at once, in memory."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piggypulse_adapters.memory.budgeting.periods import MemoryPeriods
from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import (
    Period,
    PeriodId,
    PeriodNameTaken,
    PeriodNotFound,
    PeriodOverlap,
)
from piggypulse_core.budgeting.model.proposal import PeriodChanges
from piggypulse_core.budgeting.ports import PlanStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPlans(PlanStore):
    """The periods seen through one transaction, many at a time."""

    transaction: Transaction

    async def apply(self, *, owner: UserId, changes: PeriodChanges) -> None:
        periods = MemoryPeriods(transaction=self.transaction)
        for gone in changes.remove:
            try:
                await periods.delete(owner=owner, period=gone)
            except PeriodNotFound:
                continue
        rows = self.transaction.writable(Period, owner=owner)
        rows.update({one.id: one for one in changes.update if one.id in rows})
        rows.update({one.id: one for one in changes.add})
        if len({row.start for row in rows.values()}) < len(rows):
            raise PeriodOverlap
        if len({row.name_key for row in rows.values()}) < len(rows):
            raise PeriodNameTaken

    async def overrides(
        self, *, owner: UserId, periods: Sequence[PeriodId]
    ) -> Mapping[PeriodId, int]:
        goals = self.transaction.rows(Goal, owner=owner).values()
        counted = {period: sum(period in goal.overrides for goal in goals) for period in periods}
        return {period: count for period, count in counted.items() if count}
