"""Tokens that travel by letter: whoever can read the mailbox shows one, and only once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from piggypulse_core.identity.model.credential import digest_of, url_secret
from piggypulse_core.identity.model.letter import LetterKind, OutboxLetter
from piggypulse_core.identity.model.throttle import Ladder, Rung
from piggypulse_core.kernel.clock import is_ahead
from piggypulse_core.kernel.refusal import Invalid, Unauthenticated

MailedTokenKind = Literal["reset", "emergency", "unlock"]

MAILED_TOKEN_KINDS: tuple[MailedTokenKind, ...] = ("reset", "emergency", "unlock")
MAILED_TOKEN_LENGTH_MAX = 128


class LinkInvalid(Invalid):
    """This link does not work, or no longer does. Ask for a new one."""

    code = "token_invalid"


class ResetLinkInvalid(Unauthenticated):
    """This link does not work, or no longer does. Ask for a new one."""

    code = "token_invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedToken:
    """What is kept of a token: a user has at most one of each kind, the newest."""

    kind: MailedTokenKind
    digest: bytes
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMailedToken:
    """A token for a letter, and what is kept of it."""

    token: MailedToken
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailedLives:
    """How long links work, and how long after a reset by letter none removes a second factor."""

    reset: timedelta = timedelta(minutes=10)
    emergency: timedelta = timedelta(minutes=10)
    quarantine: timedelta = timedelta(hours=72)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCap:
    """At most so many letters of a kind to one address within such a stretch of time."""

    most: int
    within: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLetter:
    """What a letter with a link says, and to which address.

    Without a secret there is no link yet, and `possible_at` is when there can be one.
    """

    email: str
    secret: str | None = field(default=None, repr=False)
    life: timedelta | None = None
    possible_at: datetime | None = None


LETTER_CAPS: Mapping[LetterKind, LetterCap] = MappingProxyType(
    {
        "reset": LetterCap(most=3, within=timedelta(hours=1)),
        "emergency": LetterCap(most=3, within=timedelta(hours=1)),
        "locked": LetterCap(most=5, within=timedelta(hours=24)),
    }
)
"""Letters with links; what is beyond these is never sent, and nobody is told."""


def new_mailed_token(
    *, kind: MailedTokenKind, chance: bytes, expires_at: datetime
) -> NewMailedToken:
    """A token of 43 characters that can stand in a URL."""
    secret = url_secret(chance=chance)
    return NewMailedToken(
        secret=secret,
        token=MailedToken(kind=kind, digest=digest_of(secret=secret), expires_at=expires_at),
    )


def is_outrun(letter: OutboxLetter, /, *, by: datetime | None, at: datetime) -> bool:
    """Whether a letter was asked for before a change that makes its link void.

    A change that is still to come was made before the clock stepped back; it outruns letters of
    that time, and none that was asked for since.
    """
    if by is None or letter.created_at >= by:
        return False
    return not is_ahead(by, now=at) or is_ahead(letter.created_at, now=at)


def quarantined_until(
    *, last_reset_at: datetime | None, at: datetime, lives: MailedLives
) -> datetime | None:
    """Until when a mailbox alone, having reset the password, removes no second factor.

    Where the clock stepped back since the reset, further than this lasts, none is left of it: it
    would last as long as the clock was wrong.
    """
    if last_reset_at is None or abs(at - last_reset_at) >= lives.quarantine:
        return None
    return last_reset_at + lives.quarantine


def locked_until(rung: Rung | None, /, *, ladder: Ladder, at: datetime) -> datetime | None:
    """When the lock of an address ends; none where there is no lock."""
    if rung is None or rung.failures < ladder.top or not rung.is_waiting(at=at):
        return None
    return rung.free_at
