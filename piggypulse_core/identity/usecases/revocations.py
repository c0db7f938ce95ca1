"""Ending sessions from another one."""

from dataclasses import dataclass, field
from datetime import datetime

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.session import (
    Caller,
    Lifetimes,
    NotAuthenticated,
    Principal,
    SessionId,
    SessionNotFound,
)
from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeSession:
    """End a session of one's own: this one at any time, another after showing the password."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(self, *, who: Principal, session: SessionId, caller: Caller) -> None:
        now = self.clock.now()
        async with self.work() as unit:
            await unit.users.hold(owner=who.id)
            if session != who.session:
                await self._check(unit=unit, who=who, session=session, now=now)
                await unit.outbox.add(letter=_letter(ids=self.ids, who=who, now=now))
            if not await unit.sessions.end(owner=who.id, session=session):
                raise SessionNotFound
            event = audited(
                id=self.ids.new(), kind="session_revoked", at=now, by=caller, session=session
            )
            await unit.audit.record(owner=who.id, event=event)

    async def _check(
        self, *, unit: IdentityUnit, who: Principal, session: SessionId, now: datetime
    ) -> None:
        meant = await unit.credentials.hold(owner=who.id, session=session)
        if meant is None or not meant.is_live(now=now, lifetimes=self.lifetimes):
            raise SessionNotFound
        own = await unit.credentials.hold(owner=who.id, session=who.session)
        if own is None:
            raise NotAuthenticated
        own.check_proof(now=now, lifetimes=self.lifetimes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeOtherSessions:
    """End every session but this one, after showing the password."""

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(self, *, who: Principal, caller: Caller) -> None:
        now = self.clock.now()
        async with self.work() as unit:
            await unit.users.hold(owner=who.id)
            own = await unit.credentials.hold(owner=who.id, session=who.session)
            if own is None:
                raise NotAuthenticated
            own.check_proof(now=now, lifetimes=self.lifetimes)
            if await unit.sessions.end_others(owner=who.id, keep=who.session):
                await unit.outbox.add(letter=_letter(ids=self.ids, who=who, now=now))
            event = audited(id=self.ids.new(), kind="session_revoked", at=now, by=caller)
            await unit.audit.record(owner=who.id, event=event)


def _letter(*, ids: Ids, who: Principal, now: datetime) -> OutboxLetter:
    return OutboxLetter(id=ids.new(), kind="sessions_revoked", owner=who.id, created_at=now)
