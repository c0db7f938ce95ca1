"""A session: one sign-in on one device; whatever ends it kills every secret that opens it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from typing import Literal, NewType
from uuid import UUID

from piggypulse_core.kernel.clock import is_ahead
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Forbidden, NotFound, Unauthenticated

SessionId = NewType("SessionId", UUID)

ClientKind = Literal["browser", "program"]

SESSIONS_MAX = 50
USER_AGENT_LENGTH_MAX = 255


class NotAuthenticated(Unauthenticated):
    """Sign in first."""

    code = "not_authenticated"


class SessionNotFound(NotFound):
    """There is no such session of yours."""

    code = "not_found"


class ReauthenticationRequired(Forbidden):
    """Show your password again first: it was last shown too long ago for this."""

    code = "reauthentication_required"


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """Who asks, and through which of their sessions."""

    id: UserId
    session: SessionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Represented:
    """Somebody for whom an operator acts at the server itself, through no session of theirs."""

    id: UserId
    session: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetimes:
    """How long sessions, access tokens and proofs last, and how often a use is written down."""

    idle: timedelta = timedelta(days=14)
    absolute: timedelta = timedelta(days=30)
    access_token: timedelta = timedelta(hours=1)
    touch_after: timedelta = timedelta(minutes=5)
    proof: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """Where a sign-in comes from; browsers are never given a token that scripts could read."""

    client: ClientKind
    user_agent: str | None = None
    ip: IPv4Address | IPv6Address | None = None
    request_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Where a request comes from, as limits, letters and the audit log speak of it."""

    ip: IPv4Address | IPv6Address | None
    user_agent: str | None
    request_id: UUID | None


OPERATOR = Caller(ip=None, user_agent=None, request_id=None)
"""Whoever runs the server: they make no request and come from nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`proven_at` is when the password was last shown; nothing ever moves `ends_at`.

    While it is pending the second factor is outstanding: until then it proves the password, and
    it opens nothing.
    """

    id: SessionId
    created_at: datetime
    last_seen_at: datetime
    proven_at: datetime
    ends_at: datetime
    user_agent: str | None = None
    ip: IPv4Address | IPv6Address | None = None
    kind: ClientKind | None = None
    pending_until: datetime | None = None

    def is_live(self, *, now: datetime, lifetimes: Lifetimes) -> bool:
        """Whether it can still be used."""
        return (
            self.pending_until is None
            and now < self.ends_at
            and now - self.last_seen_at < lifetimes.idle
        )

    def check_proof(self, *, now: datetime, lifetimes: Lifetimes) -> None:
        """Raises ReauthenticationRequired where the password was shown too long ago."""
        if now - self.proven_at > lifetimes.proof or is_ahead(self.proven_at, now=now):
            raise ReauthenticationRequired


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSession:
    """The session a secret stands for, dead or alive."""

    owner: UserId
    session: SessionId
    last_seen_at: datetime
    ends_at: datetime
    expires_at: datetime
    superseded_at: datetime | None = None
    pending_until: datetime | None = None

    def is_live(self, *, now: datetime, lifetimes: Lifetimes) -> bool:
        """Whether the secret still opens the session."""
        return (
            self.superseded_at is None
            and now < self.expires_at
            and self.is_open(now=now, lifetimes=lifetimes)
        )

    def is_open(self, *, now: datetime, lifetimes: Lifetimes) -> bool:
        """Whether the session can still be used, whatever became of this secret."""
        return (
            self.pending_until is None
            and now < self.ends_at
            and now - self.last_seen_at < lifetimes.idle
        )

    def is_over(self, *, now: datetime, lifetimes: Lifetimes) -> bool:
        """Whether the session has run out; one that waits for its second factor never was one."""
        return self.pending_until is None and not self.is_open(now=now, lifetimes=lifetimes)

    def is_pending(self, *, now: datetime) -> bool:
        """Whether the password was shown a short while ago and the second factor was not."""
        return self.pending_until is not None and now < self.pending_until

    def is_due(self, *, now: datetime, lifetimes: Lifetimes) -> bool:
        """Whether this use has to be written down, in place of one that is still to come too."""
        return abs(now - self.last_seen_at) > lifetimes.touch_after


def begin_session(*, id: SessionId, device: Device, now: datetime, lifetimes: Lifetimes) -> Session:  # noqa: A002 - the field's name
    """A session that begins with a password just shown."""
    return Session(
        id=id,
        created_at=now,
        last_seen_at=now,
        proven_at=now,
        ends_at=now + lifetimes.absolute,
        user_agent=None if device.user_agent is None else legible(device.user_agent),
        ip=device.ip,
        kind=device.client,
    )


def legible(user_agent: str, /) -> str:
    """What a client says of itself is not trusted as text: cut, and only what prints is kept."""
    printing = "".join(char for char in user_agent if char.isprintable())
    return printing[:USER_AGENT_LENGTH_MAX]
