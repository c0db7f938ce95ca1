"""Schedules in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.budgeting.model.schedule import NoSchedule, Schedule
from piggypulse_core.budgeting.ports import ScheduleStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Onboarded:
    """There is one for whoever has completed onboarding."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySchedules(ScheduleStore):
    """The schedules seen through one transaction."""

    transaction: Transaction

    async def find(self, *, owner: UserId) -> Schedule | None:
        return self.transaction.rows(Schedule, owner=owner).get(owner)

    async def save(self, *, owner: UserId, schedule: Schedule) -> None:
        self.transaction.writable(Schedule, owner=owner)[owner] = schedule

    async def delete(self, *, owner: UserId) -> None:
        if self.transaction.writable(Schedule, owner=owner).pop(owner, None) is None:
            raise NoSchedule

    async def settled_in(self, *, owner: UserId) -> bool:
        return owner in self.transaction.rows(Onboarded, owner=owner)

    async def settle_in(self, *, owner: UserId, at: datetime) -> None:
        self.transaction.writable(Onboarded, owner=owner)[owner] = Onboarded(at=at)

    async def automatic_owners(self, *, after: UserId | None, limit: int) -> Sequence[UserId]:
        found = [
            owner
            for owner in sorted(self.transaction.owners(Schedule))
            if (after is None or owner > after) and await self._is_automatic(owner)
        ]
        return found[:limit]

    async def _is_automatic(self, owner: UserId, /) -> bool:
        kept = await self.find(owner=owner)
        return kept is not None and kept.automatic is not None
