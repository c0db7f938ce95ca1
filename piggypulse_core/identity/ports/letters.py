"""What letters need: a place to wait in, and somebody who takes them along."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from piggypulse_core.identity.model.letter import ClaimedLetter, OutboxLetter
from piggypulse_core.identity.model.message import Message


class Outbox(Protocol):
    """Keeps letters until they are sent; one written here is gone with its unit if that fails.

    Whoever claimed a letter may say what became of it until the claim is over; later it belongs to
    somebody else, and nothing is written.
    """

    async def add(self, *, letter: OutboxLetter) -> None: ...

    async def claim(self, *, at: datetime, until: datetime) -> ClaimedLetter | None:
        """The letter that is due for the longest and that nobody has; none when there is none."""
        ...

    async def count_before(self, *, letter: OutboxLetter, since: datetime) -> int:
        """How many of its kind, address and user came before it, since then, sent or waiting."""
        ...

    async def is_first_to(self, *, address: bytes, letter: UUID) -> bool:
        """Whether no other letter was ever the first to an address, which a digest stands for."""
        ...

    async def settle(self, *, claimed: ClaimedLetter, at: datetime) -> None:
        """It was sent: what it said is forgotten, and the address of somebody who is gone."""
        ...

    async def postpone(self, *, claimed: ClaimedLetter, to: datetime) -> None: ...

    async def drop(self, *, claimed: ClaimedLetter) -> None: ...

    async def hurry(self, *, at: datetime) -> int:
        """Make every letter that waits for its next attempt due; how many those are."""
        ...


class Mailer(Protocol):
    """Takes letters to where they are read."""

    async def send(self, *, message: Message) -> None:
        """Hand one over, in less than a minute. Raises NotSent.

        What was handed over may have arrived even if this fails: better twice than not at all.
        """
        ...
