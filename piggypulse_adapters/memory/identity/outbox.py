"""Letters that wait, in memory."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.ports import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryOutbox(Outbox):
    """The letters seen through one transaction."""

    transaction: Transaction

    async def add(self, *, letter: OutboxLetter) -> None:
        self.transaction.writable(OutboxLetter, owner=None)[letter.id] = letter

    async def count_before(self, *, letter: OutboxLetter, since: datetime) -> int:
        rows = self.transaction.rows(OutboxLetter, owner=None).values()
        return sum(
            one.kind == letter.kind
            and (one.email_key, one.owner) == (letter.email_key, letter.owner)
            and since < one.created_at
            and (one.created_at, one.id) < (letter.created_at, letter.id)
            for one in rows
        )
