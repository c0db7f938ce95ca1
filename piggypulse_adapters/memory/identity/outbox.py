"""Letters that wait, in memory."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.letter import ClaimedLetter, OutboxLetter
from piggypulse_core.identity.ports import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A letter and how far it got."""

    letter: OutboxLetter
    not_before: datetime
    attempts: int = 0
    claimed_until: datetime | None = None
    sent_at: datetime | None = None

    def is_due(self, *, at: datetime) -> bool:
        """Whether it waits, its time has come, and nobody has it."""
        free = self.claimed_until is None or self.claimed_until <= at
        return self.sent_at is None and self.not_before <= at and free


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLetter:
    """Which letter was the first to an address."""

    letter: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryOutbox(Outbox):
    """The letters seen through one transaction."""

    transaction: Transaction

    async def add(self, *, letter: OutboxLetter) -> None:
        self._rows()[letter.id] = OutboxRow(letter=letter, not_before=letter.created_at)

    async def claim(self, *, at: datetime, until: datetime) -> ClaimedLetter | None:
        due = [row for row in self._rows().values() if row.is_due(at=at)]
        if not due:
            return None
        row = min(due, key=lambda row: (row.not_before, row.letter.id))
        claimed = replace(row, attempts=row.attempts + 1, claimed_until=until)
        self._rows()[row.letter.id] = claimed
        return ClaimedLetter(letter=row.letter, attempts=claimed.attempts, until=until)

    async def count_before(self, *, letter: OutboxLetter, since: datetime) -> int:
        return sum(
            one.kind == letter.kind
            and (one.email_key, one.owner) == (letter.email_key, letter.owner)
            and since < one.created_at
            and (one.created_at, one.id) < (letter.created_at, letter.id)
            for one in (row.letter for row in self._rows().values())
        )

    async def is_first_to(self, *, address: bytes, letter: UUID) -> bool:
        firsts = self.transaction.writable(FirstLetter, owner=None)
        return firsts.setdefault(address, FirstLetter(letter=letter)).letter == letter

    async def settle(self, *, claimed: ClaimedLetter, at: datetime) -> None:
        row = self._claimed(claimed)
        if row is not None:
            key = row.letter.email_key if row.letter.email is None else None
            bare = replace(row.letter, email=None, email_key=key, parameters=MappingProxyType({}))
            self._rows()[bare.id] = replace(row, letter=bare, sent_at=at)

    async def postpone(self, *, claimed: ClaimedLetter, to: datetime) -> None:
        row = self._claimed(claimed)
        if row is not None:
            self._rows()[row.letter.id] = replace(row, not_before=to, claimed_until=None)

    async def drop(self, *, claimed: ClaimedLetter) -> None:
        row = self._claimed(claimed)
        if row is not None:
            del self._rows()[row.letter.id]

    async def hurry(self, *, at: datetime) -> int:
        waiting = [
            row for row in self._rows().values() if row.sent_at is None and row.not_before > at
        ]
        for row in waiting:
            self._rows()[row.letter.id] = replace(row, not_before=at)
        return len(waiting)

    def _rows(self) -> dict[UUID, OutboxRow]:
        return self.transaction.writable(OutboxRow, owner=None)

    def _claimed(self, claimed: ClaimedLetter) -> OutboxRow | None:
        row = self._rows().get(claimed.letter.id)
        mine = row is not None and row.sent_at is None and row.claimed_until == claimed.until
        return row if mine else None
