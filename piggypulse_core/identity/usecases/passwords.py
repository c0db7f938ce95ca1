"""Changing one's password."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.email import EmailAddress
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.password import About, check_length
from piggypulse_core.identity.model.session import Caller, NotAuthenticated, Principal, Session
from piggypulse_core.identity.model.sign_in import NewCookie, new_cookie
from piggypulse_core.identity.ports import (
    Confirmation,
    IdentityUnit,
    Judgement,
    Passwords,
    Tokens,
)
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.refusal import Collided, Faults, invalid
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Put a new password in place of the current one; nothing else opens the account any more."""

    confirm: Confirmation
    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    passwords: Passwords
    judge: Judgement

    async def __call__(
        self, *, who: Principal, current: str, new: str, presented: Presented, caller: Caller
    ) -> NewCookie | None:
        await self._judge(owner=who.id, current=current, new=new)
        fitting = await self.confirm(
            owner=who.id, session=who.session, password=current, caller=caller
        )
        if new == current:
            raise invalid(
                field="newPassword", code="unchanged", message="This is your password already."
            )
        password_hash = await self.passwords.hash(password=new)
        now = self.clock.now()
        async with self.work() as unit:
            if await unit.users.hold(owner=who.id) != fitting:
                raise Collided
            session = await unit.credentials.hold(owner=who.id, session=who.session)
            if session is None:
                raise NotAuthenticated
            await unit.users.save_password(
                owner=who.id, password_hash=password_hash, changed_at=now
            )
            cookie = await self._keep_only(
                unit=unit, owner=who.id, session=session, presented=presented, now=now
            )
            await unit.credentials.prove(owner=who.id, session=who.session, at=now)
            await unit.sessions.end_others(owner=who.id, keep=who.session)
            await unit.mailed_tokens.void(owner=who.id)
            await self._tell(unit=unit, who=who, caller=caller, now=now)
        return cookie

    async def _judge(self, *, owner: UserId, current: str, new: str) -> None:
        async with self.work.reading() as unit:
            user = await unit.users.get(owner=owner)
        about = About(email=EmailAddress(text=user.email), name=user.name)
        faults = Faults()
        check_length(password=current, field="currentPassword", faults=faults)
        await self.judge(password=new, about=about, field="newPassword", faults=faults)

    async def _keep_only(
        self,
        *,
        unit: IdentityUnit,
        owner: UserId,
        session: Session,
        presented: Presented,
        now: datetime,
    ) -> NewCookie | None:
        """Of this session's secrets only the one that asks goes on, a cookie under a new value."""
        digest, cookie = digest_of(secret=presented.secret), None
        if presented.kind == "cookie":
            cookie = new_cookie(session=session, chance=self.tokens.chance(), now=now)
            if not await unit.credentials.replace(
                owner=owner, session=session.id, digest=digest, credential=cookie.credential
            ):
                raise NotAuthenticated
            digest = cookie.credential.digest
        await unit.credentials.drop_others(owner=owner, session=session.id, digest=digest)
        return cookie

    async def _tell(
        self, *, unit: IdentityUnit, who: Principal, caller: Caller, now: datetime
    ) -> None:
        event = audited(
            id=self.ids.new(), kind="password_changed", at=now, by=caller, session=who.session
        )
        letter = OutboxLetter(
            id=self.ids.new(), kind="password_changed", owner=who.id, created_at=now
        )
        await unit.audit.record(owner=who.id, event=event)
        await unit.outbox.add(letter=letter)
