"""Ending the lock of an address with what a letter brought."""

from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.credential import digest_of
from piggypulse_core.identity.model.email import EmailAddress
from piggypulse_core.identity.model.mailed_token import LinkInvalid
from piggypulse_core.identity.model.session import Caller
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.ports import IdentityUnit, Keyring
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """Forget the wrong passwords tried for an address, everywhere they were counted."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring
    ladder: Ladder = field(default_factory=Ladder)

    async def __call__(self, *, token: str, caller: Caller) -> None:
        digest, now = digest_of(secret=token), self.clock.now()
        async with self.work.reading() as unit:
            owner = await unit.mailed_tokens.find(digest=digest, kind="unlock", at=now)
        if owner is None:
            raise LinkInvalid
        event = audited(id=self.ids.new(), kind="unlocked", at=now, by=caller)
        async with self.work() as unit:
            if await unit.users.hold(owner=owner) is None:
                raise LinkInvalid
            if not await unit.mailed_tokens.take(owner=owner, digest=digest, kind="unlock", at=now):
                raise LinkInvalid
            email = (await unit.users.get(owner=owner)).email
            key = self.keyring.throttle_key(text=f"address {EmailAddress(text=email).key}")
            await unit.throttle.clear(address=key, ladder=self.ladder)
            await unit.audit.record(owner=owner, event=event)
