"""Sign-ins that wait for a code, in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.sessions import MemorySessions
from piggypulse_core.identity.model.challenge import Challenge
from piggypulse_core.identity.model.session import Session
from piggypulse_core.identity.ports import ChallengeStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryChallenges(ChallengeStore):
    """The challenges seen through one transaction."""

    transaction: Transaction

    async def find(self, *, digest: bytes) -> Challenge | None:
        return self.transaction.rows(Challenge, owner=None).get(digest)

    async def add(self, *, owner: UserId, challenge: Challenge) -> None:
        assert challenge.owner == owner, "a challenge is its owner's"
        self.transaction.writable(Challenge, owner=None)[challenge.digest] = challenge

    async def count_try(self, *, owner: UserId, digest: bytes, at: datetime) -> bool:
        kept = self._of(owner, digest)
        if kept is None or not kept.is_open(now=at):
            return False
        rows = self.transaction.writable(Challenge, owner=None)
        rows[digest] = replace(kept, tries=kept.tries + 1)
        return True

    async def complete(self, *, owner: UserId, digest: bytes, at: datetime) -> bool:
        kept = self._of(owner, digest)
        if kept is None or kept.expires_at <= at:
            return False
        del self.transaction.writable(Challenge, owner=None)[digest]
        sessions = self.transaction.writable(Session, owner=owner)
        session = sessions[kept.session]
        if session.pending_until is None:
            return False
        sessions[kept.session] = replace(session, pending_until=None, last_seen_at=at, proven_at=at)
        return True

    async def trim(self, *, owner: UserId, keep: int) -> None:
        sessions = MemorySessions(transaction=self.transaction)
        pending = [
            one for one in await sessions.every(owner=owner) if one.pending_until is not None
        ]
        for one in pending[keep:]:
            await sessions.end(owner=owner, session=one.id)

    def _of(self, owner: UserId, digest: bytes) -> Challenge | None:
        kept = self.transaction.rows(Challenge, owner=None).get(digest)
        return kept if kept is not None and kept.owner == owner else None
