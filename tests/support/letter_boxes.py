"""A mailer that keeps what it was given, and fails when told to: for tests without a network."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.letter import NotSent
from piggypulse_core.identity.model.message import Message
from piggypulse_core.identity.ports import Mailer


@dataclass(slots=True, kw_only=True)
class LetterBox(Mailer):
    """What arrived, in order; `trouble` is the reason nothing does."""

    messages: list[Message] = field(default_factory=list)
    trouble: str | None = None
    arrives_all_the_same: bool = False

    async def send(self, *, message: Message) -> None:
        if self.trouble is None or self.arrives_all_the_same:
            self.messages.append(message)
        if self.trouble is not None:
            raise NotSent(self.trouble)
