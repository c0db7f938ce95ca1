"""Sending letters through PostgreSQL to a mail server on this machine."""

from uuid import UUID

from piggypulse_adapters.mail.smtp import SmtpMailer
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.letter import Delivery, LetterKind, OutboxLetter
from piggypulse_core.identity.usecases.letters import SendNextLetter
from piggypulse_core.identity.usecases.mailed_tokens import MintToken
from piggypulse_core.kernel.ids import UserId
from tests.support.people import address_of
from tests.support.post_office import PostOffice
from tests.support.sign_ins import KEYRING

IDS = SystemIds()


def sender(
    work: PostgresWork, office: PostOffice, clock: FixedClock, *, seconds: float = 20
) -> SendNextLetter:
    return SendNextLetter(
        work=work,
        clock=clock,
        mailer=SmtpMailer(
            host="127.0.0.1",
            port=office.port,
            security="none",
            sender="budget@example.com",
            seconds=seconds,
        ),
        mint=MintToken(work=work, clock=clock, tokens=SystemTokens(), keyring=KEYRING),
        keyring=KEYRING,
        client_url="https://budget.example.com",
    )


async def write(work: PostgresWork, clock: FixedClock, kind: LetterKind, to: UserId) -> UUID:
    known = {"email_key": address_of(to)} if kind == "reset" else {"owner": to}
    letter = OutboxLetter(id=IDS.new(), kind=kind, created_at=clock.now(), **known)
    async with work() as unit:
        await unit.outbox.add(letter=letter)
    return letter.id


async def send_all(send_next: SendNextLetter) -> list[Delivery]:
    done = []
    while (one := await send_next()) is not None:
        done.append(one)
    return done
