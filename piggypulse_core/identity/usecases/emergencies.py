"""A lost second factor: removed by whoever shows the password and reads the mailbox."""

from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.challenge import PENDING_LIFE
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.email import checked_email
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import LinkInvalid
from piggypulse_core.identity.model.session import Caller
from piggypulse_core.identity.ports import IdentityUnit, Keyring
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForEmergency:
    """Let a letter with a link be sent that removes a second factor.

    Whoever asks has shown the password within the last quarter of an hour and waits for a code; the
    cookie or the challenge of that sign-in proves it. Without proof the answer is the same, and
    whatever sends letters drops the row.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring

    async def __call__(
        self, *, email: str, challenge: str | None, presented: Presented | None, caller: Caller
    ) -> None:
        faults = Faults()
        address = checked_email(text=email, faults=faults)
        faults.settle()
        now, pseudonym = self.clock.now(), self.keyring.pseudonym
        event = replace(
            audited(id=self.ids.new(), kind="emergency_asked", at=now, by=caller),
            subject=pseudonym(text=address.key),
            source=None if caller.ip is None else pseudonym(text=str(caller.ip)),
        )
        async with self.work() as unit:
            proven = await _by_challenge(unit=unit, challenge=challenge, now=now)
            if proven is None:
                proven = await _by_cookie(unit=unit, presented=presented, now=now)
            # Whether the address is theirs is found out when the letter is sent, not here.
            letter = OutboxLetter(
                id=self.ids.new(),
                kind="emergency",
                owner=proven,
                email_key=address.key,
                created_at=now,
            )
            await unit.outbox.add(letter=letter)
            await unit.audit.record(owner=None, event=event)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFactor:
    """Remove a second factor and its backup codes with the link of a letter; every session ends."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids

    async def __call__(self, *, token: str, caller: Caller) -> None:
        digest, now = digest_of(secret=token), self.clock.now()
        async with self.work.reading() as unit:
            owner = await unit.mailed_tokens.find(digest=digest, kind="emergency", at=now)
        if owner is None:
            raise LinkInvalid
        event = audited(id=self.ids.new(), kind="emergency_done", at=now, by=caller)
        letter = OutboxLetter(
            id=self.ids.new(), kind="two_factor_removed", owner=owner, created_at=now
        )
        async with self.work() as unit:
            if await unit.users.hold(owner=owner) is None:
                raise LinkInvalid
            if not await unit.mailed_tokens.take(
                owner=owner, digest=digest, kind="emergency", at=now
            ):
                raise LinkInvalid
            await unit.two_factor.delete(owner=owner)
            await unit.sessions.end_others(owner=owner, keep=None)
            await unit.audit.record(owner=owner, event=event)
            await unit.outbox.add(letter=letter)


async def _by_challenge(
    *, unit: IdentityUnit, challenge: str | None, now: datetime
) -> UserId | None:
    """A challenge goes with its session, and when it is met: while it is there, so is the proof."""
    if not challenge:
        return None
    found = await unit.challenges.find(digest=digest_of(secret=challenge))
    if found is None or now >= found.created_at + PENDING_LIFE:
        return None
    return found.owner


async def _by_cookie(
    *, unit: IdentityUnit, presented: Presented | None, now: datetime
) -> UserId | None:
    if presented is None:
        return None
    digest = digest_of(secret=presented.secret)
    found = await unit.sessions.find(digest=digest, kind=presented.kind)
    return found.owner if found is not None and found.is_pending(now=now) else None
