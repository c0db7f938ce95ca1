"""Renewing what opens a session."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from piggypulse_core.identity.model.audit import EventKind, audited
from piggypulse_core.identity.model.credential import Presented, digest_of
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.refresh import (
    REFRESHES,
    SIBLINGS_MAX,
    Refreshed,
    TokenReused,
    use_of,
)
from piggypulse_core.identity.model.session import (
    Device,
    FoundSession,
    Lifetimes,
    NotAuthenticated,
    Session,
    SessionId,
)
from piggypulse_core.identity.model.sign_in import NewToken, new_cookie, new_token
from piggypulse_core.identity.model.throttle import TooManyAttempts, too_soon, waiting
from piggypulse_core.identity.ports import IdentityUnit, RequestCounts, Tokens
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """Give a successor to a live cookie or to a token, expired or not, of a live session.

    A token that has had its successor is given a sibling of it at once, and ends the session later.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    tokens: Tokens
    counts: RequestCounts
    lifetimes: Lifetimes = field(default_factory=Lifetimes)

    async def __call__(self, *, presented: Presented | None, device: Device) -> Refreshed:
        if presented is None or (presented.kind == "access_token" and device.client == "browser"):
            # Browsers are never given tokens, so they have none to renew.
            raise NotAuthenticated
        digest, now = digest_of(secret=presented.secret), self.clock.now()
        async with self.work.reading() as unit:
            seen = await unit.sessions.find(digest=digest, kind=presented.kind)
        if seen is None:
            raise NotAuthenticated
        await self._count(session=seen.session)
        async with self.work() as unit:
            await unit.users.hold(owner=seen.owner)
            session = await unit.credentials.hold(owner=seen.owner, session=seen.session)
            found = await unit.sessions.find(digest=digest, kind=presented.kind)
            if session is None or found is None:
                raise NotAuthenticated
            if not found.is_open(now=now, lifetimes=self.lifetimes):
                raise NotAuthenticated
            done = None
            if presented.kind == "access_token" and use_of(found, now=now) == "late":
                await self._end_stolen(unit=unit, found=found, device=device, now=now)
            else:
                done = await self._renewed(
                    unit=unit,
                    found=found,
                    session=session,
                    presented=presented,
                    device=device,
                    now=now,
                )
        if done is None:
            # Raised only here, so that the end of the session is kept.
            raise TokenReused
        return done

    async def _count(self, *, session: SessionId) -> None:
        standing = await self.counts.take(limit=REFRESHES, key=str(session))
        if not standing.is_taken:
            raise TooManyAttempts(members=waiting(seconds=standing.resets_in_seconds))

    async def _renewed(
        self,
        *,
        unit: IdentityUnit,
        found: FoundSession,
        session: Session,
        presented: Presented,
        device: Device,
        now: datetime,
    ) -> Refreshed:
        digest = digest_of(secret=presented.secret)
        if presented.kind == "cookie":
            done = await self._by_cookie(
                unit=unit, found=found, session=session, digest=digest, device=device, now=now
            )
        else:
            done = await self._by_token(
                unit=unit, found=found, session=session, digest=digest, now=now
            )
        if found.is_due(now=now, lifetimes=self.lifetimes):
            await unit.sessions.touch(
                owner=found.owner, session=found.session, known=found.last_seen_at, at=now
            )
        await self._write_down(
            unit=unit, found=found, kind="token_refreshed", device=device, now=now
        )
        return done

    async def _by_cookie(
        self,
        *,
        unit: IdentityUnit,
        found: FoundSession,
        session: Session,
        digest: bytes,
        device: Device,
        now: datetime,
    ) -> Refreshed:
        whose = (found.owner, found.session)
        cookie = new_cookie(session=session, chance=self.tokens.chance(), now=now)
        if not await unit.credentials.replace(
            owner=whose[0], session=whose[1], digest=digest, credential=cookie.credential
        ):
            raise NotAuthenticated
        if device.client == "browser":
            return Refreshed(cookie=cookie)
        await unit.credentials.supersede(owner=whose[0], session=whose[1], at=now)
        token = await self._token(unit=unit, found=found, session=session, now=now)
        return Refreshed(cookie=cookie, token=token.secret)

    async def _by_token(
        self,
        *,
        unit: IdentityUnit,
        found: FoundSession,
        session: Session,
        digest: bytes,
        now: datetime,
    ) -> Refreshed:
        won = await unit.credentials.supersede_one(
            owner=found.owner, session=found.session, digest=digest, at=now
        )
        if not won and not await unit.credentials.take_sibling(
            owner=found.owner, session=found.session, digest=digest, most=SIBLINGS_MAX
        ):
            raise too_soon(until=now + timedelta(seconds=1), at=now)
        token = await self._token(unit=unit, found=found, session=session, now=now)
        return Refreshed(token=token.secret)

    async def _token(
        self, *, unit: IdentityUnit, found: FoundSession, session: Session, now: datetime
    ) -> NewToken:
        token = new_token(
            session=session, chance=self.tokens.chance(), now=now, lifetimes=self.lifetimes
        )
        await unit.credentials.add(
            owner=found.owner, session=found.session, credential=token.credential
        )
        return token

    async def _end_stolen(
        self, *, unit: IdentityUnit, found: FoundSession, device: Device, now: datetime
    ) -> None:
        await unit.sessions.end(owner=found.owner, session=found.session)
        await self._write_down(unit=unit, found=found, kind="token_reused", device=device, now=now)
        letter = OutboxLetter(
            id=self.ids.new(), kind="session_stolen", owner=found.owner, created_at=now
        )
        await unit.outbox.add(letter=letter)

    async def _write_down(
        self,
        *,
        unit: IdentityUnit,
        found: FoundSession,
        kind: EventKind,
        device: Device,
        now: datetime,
    ) -> None:
        event = audited(id=self.ids.new(), kind=kind, at=now, by=device, session=found.session)
        await unit.audit.record(owner=found.owner, event=event)
