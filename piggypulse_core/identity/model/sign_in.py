"""A sign-in: a new session together with the secrets handed out for it."""

from dataclasses import dataclass, field
from datetime import datetime

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
    cookie = cookie_secret(chance=cookie_chance)
    credentials = [
        Credential(digest=digest_of(secret=cookie), kind="cookie", expires_at=session.ends_at)
    ]
    token = None
    if device.client == "program":
        token = access_token(chance=token_chance)
        expires_at = min(now + lifetimes.access_token, session.ends_at)
        credentials.append(
            Credential(digest=digest_of(secret=token), kind="access_token", expires_at=expires_at)
        )
    return SignIn(session=session, credentials=tuple(credentials), cookie=cookie, token=token)
