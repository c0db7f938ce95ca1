"""Links of letters as somebody holds them who read their mail."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from piggypulse_core.identity.model.credential import digest_of
from piggypulse_core.identity.model.mailed_token import (
    MAILED_TOKEN_KINDS,
    MailedTokenKind,
    new_mailed_token,
)
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.works import AnyWork

LIFE = timedelta(minutes=10)


async def give_link(
    work: AnyWork, kind: MailedTokenKind, /, *, owner: UserId, at: datetime = NOW
) -> str:
    """The secret of a link sent to somebody just now; the same for the same person and kind."""
    chance = sha256(f"{kind} {owner}".encode()).digest()
    made = new_mailed_token(kind=kind, chance=chance, expires_at=at + LIFE)
    async with work() as unit:
        await unit.mailed_tokens.replace(owner=owner, token=made.token)
    return made.secret


async def give_links(work: AnyWork, /, *, email: str) -> Mapping[str, str]:
    """One of each kind for whoever has an address, by names such as `reset link`."""
    async with work.reading() as unit:
        found = await unit.users.find(email_key=email)
    assert found is not None
    return {
        f"{kind} link": await give_link(work, kind, owner=found.owner)
        for kind in MAILED_TOKEN_KINDS
    }


async def works(
    work: AnyWork, secret: str, kind: MailedTokenKind, /, *, at: datetime = NOW
) -> bool:
    """Whether a link still does something."""
    async with work.reading() as unit:
        found = await unit.mailed_tokens.find(digest=digest_of(secret=secret), kind=kind, at=at)
    return found is not None
