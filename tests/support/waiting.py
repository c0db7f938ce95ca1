"""Sign-ins that wait for a code, made without asking for a password."""

from dataclasses import replace
from datetime import datetime

from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.challenge import PENDING_LIFE, Challenged, new_challenge
from piggypulse_core.identity.model.session import Device, Lifetimes, SessionId
from piggypulse_core.identity.model.sign_in import begin_sign_in
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.works import AnyWork

TOKENS = SystemTokens()
LIFETIMES = Lifetimes()


async def waiting(work: AnyWork, owner: UserId, *, at: datetime = NOW) -> Challenged:
    """A sign-in that waits for a code."""
    sign_in = begin_sign_in(
        id=SessionId(SystemIds().new()),
        device=Device(client="browser"),
        now=at,
        lifetimes=LIFETIMES,
        cookie_chance=TOKENS.chance(),
        token_chance=TOKENS.chance(),
    )
    pending = replace(sign_in, session=replace(sign_in.session, pending_until=at + PENDING_LIFE))
    made = new_challenge(owner=owner, sign_in=pending, chance=TOKENS.chance(), now=at)
    async with work() as unit:
        await unit.sessions.add(
            owner=owner, session=pending.session, credentials=pending.credentials
        )
        await unit.challenges.add(owner=owner, challenge=made.challenge)
    return made
