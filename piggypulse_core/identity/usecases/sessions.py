"""What people can do with sessions once they are signed in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from piggypulse_core.identity.model.audit import AuditEvent, audited
from piggypulse_core.identity.model.credential import CredentialKind, digest_of
from piggypulse_core.identity.model.session import (
    Caller,
    FoundSession,
    Lifetimes,
    NotAuthenticated,
    Principal,
    Session,
    SessionId,
)
from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifyCaller:
    """Find out who asks from the secret they show. One look-up; uses are written down rarely.

    Who was told once that their session is over is told so always, also when the clock steps back.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(self, *, secret: str, kind: CredentialKind) -> Principal:
        now = self.clock.now()
        async with self.work.reading() as unit:
            found = await unit.sessions.find(digest=digest_of(secret=secret), kind=kind)
        if found is not None and found.is_over(now=now, lifetimes=self.lifetimes):
            await self._end(found, now=now)
        if found is None or not found.is_live(now=now, lifetimes=self.lifetimes):
            raise NotAuthenticated
        if found.is_due(now=now, lifetimes=self.lifetimes):
            async with self.work() as unit:
                await unit.sessions.touch(
                    owner=found.owner, session=found.session, known=found.last_seen_at, at=now
                )
        return Principal(id=found.owner, session=found.session)

    async def _end(self, found: FoundSession, /, *, now: datetime) -> None:
        event = AuditEvent(id=self.ids.new(), kind="session_expired", at=now, session=found.session)
        async with self.work() as unit:
            if await unit.sessions.end(owner=found.owner, session=found.session):
                await unit.audit.record(owner=found.owner, event=event)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSessions:
    """Tell where somebody is signed in, the newest sign-in first."""

    work: Work[IdentityUnit]
    clock: Clock
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(self, *, owner: UserId) -> Sequence[Session]:
        now = self.clock.now()
        async with self.work.reading() as unit:
            every = await unit.sessions.every(owner=owner)
        return [one for one in every if one.is_live(now=now, lifetimes=self.lifetimes)]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOut:
    """End the session that asks: its cookie and its token open nothing from now on."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids

    async def __call__(self, *, owner: UserId, session: SessionId, caller: Caller) -> None:
        event = audited(
            id=self.ids.new(),
            kind="signed_out",
            at=self.clock.now(),
            by=caller,
            session=session,
        )
        async with self.work() as unit:
            if await unit.sessions.end(owner=owner, session=session):
                await unit.audit.record(owner=owner, event=event)
