"""Letters that wait, in memory."""

from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.ports import Outbox


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryOutbox(Outbox):
    """The letters seen through one transaction."""

    transaction: Transaction

    async def add(self, *, letter: OutboxLetter) -> None:
        self.transaction.writable(OutboxLetter, owner=None)[letter.id] = letter
