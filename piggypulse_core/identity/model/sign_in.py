"""A sign-in: a new session together with the secrets handed out for it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from piggypulse_core.identity.model.credential import (
    Credential,
    access_token,
    cookie_secret,
    digest_of,
)
from piggypulse_core.identity.model.session import (
    Device,
    Lifetimes,
    Session,
    SessionId,
    begin_session,
)
from piggypulse_core.identity.model.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The session to keep, and the secrets that only the client keeps."""

    session: Session
    credentials: tuple[Credential, ...]
    cookie: str = field(repr=False)
    token: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in now, and how."""

    user: User
    sign_in: SignIn


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCookie:
    """A secret in place of the one a request showed; the session stays what it was."""

    credential: Credential
    secret: str = field(repr=False)
    life: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """An access token and what is kept of it."""

    credential: Credential
    secret: str = field(repr=False)


def new_cookie(*, session: Session, chance: bytes, now: datetime) -> NewCookie:
    """A cookie that lives as long as the session can."""
    secret = cookie_secret(chance=chance)
    return NewCookie(
        secret=secret,
        credential=Credential(
            digest=digest_of(secret=secret), kind="cookie", expires_at=session.ends_at
        ),
        life=session.ends_at - now,
    )


def new_token(*, session: Session, chance: bytes, now: datetime, lifetimes: Lifetimes) -> NewToken:
    """A short-lived token, never outliving the session."""
    secret = access_token(chance=chance)
    expires_at = min(now + lifetimes.access_token, session.ends_at)
    return NewToken(
        secret=secret,
        credential=Credential(
            digest=digest_of(secret=secret), kind="access_token", expires_at=expires_at
        ),
    )


def begin_sign_in(
    *,
    id: SessionId,  # noqa: A002 - the field's name
    device: Device,
    now: datetime,
    lifetimes: Lifetimes,
    cookie_chance: bytes,
    token_chance: bytes,
) -> SignIn:
    """A session with a cookie as long-lived as itself and, for programs, a short-lived token."""
    session = begin_session(id=id, device=device, now=now, lifetimes=lifetimes)
    cookie = new_cookie(session=session, chance=cookie_chance, now=now)
    if device.client == "browser":
        return SignIn(
            session=session, credentials=(cookie.credential,), cookie=cookie.secret, token=None
        )
    token = new_token(session=session, chance=token_chance, now=now, lifetimes=lifetimes)
    return SignIn(
        session=session,
        credentials=(cookie.credential, token.credential),
        cookie=cookie.secret,
        token=token.secret,
    )
