"""What retries need from the world."""

from datetime import datetime
from typing import Protocol

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.retries.model.kept_answer import KeptAnswer


class KeptAnswerStore(Protocol):
    """Keeps the answers of requests that succeeded."""

    async def claim(self, *, owner: UserId, key: str) -> bool:
        """Have a key to oneself until the transaction ends; False if somebody else has it."""
        ...

    async def find(self, *, owner: UserId, key: str) -> KeptAnswer | None:
        """The answer kept under a key, however old."""
        ...

    async def keep(self, *, owner: UserId, kept: KeptAnswer, stale: datetime) -> None:
        """Keep an answer, in place of one no younger than `stale`; raises Collided over another."""
        ...

    async def purge(self, *, before: datetime) -> None:
        """Forget everybody's answers that were kept before an instant."""
        ...


class RetryUnit(Protocol):
    """The stores one transaction needs to answer again."""

    @property
    def kept_answers(self) -> KeptAnswerStore: ...
