"""Forgotten passwords: asking for a letter, and setting another password with what it brought."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.credential import digest_of
from piggypulse_core.identity.model.email import EmailAddress, checked_email
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import ResetLinkInvalid
from piggypulse_core.identity.model.password import About
from piggypulse_core.identity.model.session import Caller
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.model.user import User
from piggypulse_core.identity.ports import IdentityUnit, Judgement, Keyring, Passwords
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForReset:
    """Let a letter with a link be sent, if somebody is registered with the address.

    Nobody is looked up before the letter is sent: whoever asks learns nothing, not even by time.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    keyring: Keyring

    async def __call__(self, *, email: str, caller: Caller) -> None:
        faults = Faults()
        address = checked_email(text=email, faults=faults)
        faults.settle()
        now, pseudonym = self.clock.now(), self.keyring.pseudonym
        event = replace(
            audited(id=self.ids.new(), kind="reset_asked", at=now, by=caller),
            subject=pseudonym(text=address.key),
            source=None if caller.ip is None else pseudonym(text=str(caller.ip)),
        )
        letter = OutboxLetter(
            id=self.ids.new(), kind="reset", email_key=address.key, created_at=now
        )
        async with self.work() as unit:
            await unit.outbox.add(letter=letter)
            await unit.audit.record(owner=None, event=event)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPassword:
    """Set a new password with the link of a letter. Every session ends, nobody is signed in.

    A second factor stays on. A password that is refused leaves the link usable.
    """

    judge: Judgement
    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    passwords: Passwords
    keyring: Keyring
    ladder: Ladder = field(default_factory=Ladder)

    async def __call__(self, *, token: str, password: str, caller: Caller) -> None:
        digest = digest_of(secret=token)
        user = await self._whose(digest)
        about = About(email=EmailAddress(text=user.email), name=user.name)
        await self.judge(password=password, about=about, field="password", faults=Faults())
        password_hash = await self.passwords.hash(password=password)
        now = self.clock.now()
        async with self.work() as unit:
            if await unit.users.hold(owner=user.id) is None:
                raise ResetLinkInvalid
            if not await unit.mailed_tokens.take(
                owner=user.id, digest=digest, kind="reset", at=now
            ):
                raise ResetLinkInvalid
            await unit.users.save_password(owner=user.id, password_hash=password_hash, reset_at=now)
            await self._close(unit=unit, user=user)
            await self._tell(unit=unit, user=user, caller=caller, now=now)

    async def _whose(self, digest: bytes) -> User:
        """Whoever the link was sent to: looked for before anything slow begins."""
        async with self.work.snapshot() as unit:
            owner = await unit.mailed_tokens.find(digest=digest, kind="reset", at=self.clock.now())
            if owner is None:
                raise ResetLinkInvalid
            return await unit.users.get(owner=owner)

    async def _close(self, *, unit: IdentityUnit, user: User) -> None:
        """Nothing of before opens anything any more; what was failed at is forgotten."""
        await unit.sessions.end_others(owner=user.id, keep=None)
        await unit.mailed_tokens.void(owner=user.id)
        key = EmailAddress(text=user.email).key
        address = self.keyring.throttle_key(text=f"address {key}")
        await unit.throttle.clear(address=address, ladder=self.ladder)

    async def _tell(self, *, unit: IdentityUnit, user: User, caller: Caller, now: datetime) -> None:
        event = audited(id=self.ids.new(), kind="password_reset", at=now, by=caller)
        letter = OutboxLetter(
            id=self.ids.new(), kind="password_reset", owner=user.id, created_at=now
        )
        await unit.audit.record(owner=user.id, event=event)
        await unit.outbox.add(letter=letter)
