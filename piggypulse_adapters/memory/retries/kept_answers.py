"""Kept answers in memory."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.retries.model.kept_answer import KeptAnswer
from piggypulse_core.retries.ports import KeptAnswerStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryKeptAnswers(KeptAnswerStore):
    """Everybody's answers, seen through one transaction, which is the only one that writes."""

    transaction: Transaction

    async def claim(self, *, owner: UserId, key: str) -> bool:  # noqa: ARG002 - the port's signature
        """Nobody else writes as it is."""
        return True

    async def find(self, *, owner: UserId, key: str) -> KeptAnswer | None:
        return self.transaction.rows(KeptAnswer, owner=owner).get(key)

    async def keep(self, *, owner: UserId, kept: KeptAnswer, stale: datetime) -> None:
        rows = self.transaction.writable(KeptAnswer, owner=owner)
        if kept.key in rows and rows[kept.key].kept_at > stale:
            raise Collided
        rows[kept.key] = kept

    async def purge(self, *, before: datetime) -> None:
        for owner in self.transaction.owners(KeptAnswer):
            rows = self.transaction.writable(KeptAnswer, owner=owner)
            for old in [one.key for one in rows.values() if one.kept_at < before]:
                del rows[old]
