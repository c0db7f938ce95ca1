"""Sending letters without a network: one sender, with a mailbox at the other end."""

from collections.abc import Mapping
from uuid import UUID

from piggypulse_adapters.memory.identity.outbox import OutboxRow
from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.letter import Delivery, LetterKind, OutboxLetter
from piggypulse_core.identity.usecases.letters import HurryLetters, SendNextLetter
from piggypulse_core.identity.usecases.mailed_tokens import MintToken
from piggypulse_core.kernel.ids import UserId
from tests.support.letter_boxes import LetterBox
from tests.support.sign_ins import KEYRING

IDS = SystemIds()


class Post:
    """One sender over memory, with a mailbox at the other end."""

    def __init__(self, *, work: MemoryWork, clock: FixedClock) -> None:
        self.work, self.clock, self.box = work, clock, LetterBox()
        self.send_next = SendNextLetter(
            work=work,
            clock=clock,
            mailer=self.box,
            mint=MintToken(work=work, clock=clock, tokens=SystemTokens(), keyring=KEYRING),
            keyring=KEYRING,
            client_url="https://budget.example.org/app",
        )
        self.hurry = HurryLetters(work=work, clock=clock)

    async def write(
        self,
        kind: LetterKind,
        *,
        owner: UserId | None = None,
        email_key: str | None = None,
        email: str | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> UUID:
        letter = OutboxLetter(
            id=IDS.new(),
            kind=kind,
            owner=owner,
            email_key=email_key,
            email=email,
            parameters=parameters or {},
            created_at=self.clock.now(),
        )
        async with self.work() as unit:
            await unit.outbox.add(letter=letter)
        return letter.id

    async def send_all(self) -> list[Delivery]:
        done = []
        while (one := await self.send_next()) is not None:
            done.append(one)
        return done

    @property
    def rows(self) -> list[OutboxRow]:
        return list(self.work.database.tables.get((OutboxRow, None), {}).values())
