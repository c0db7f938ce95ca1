"""Letters to be sent: what happened, and to whom; never a secret. How often sending is tried."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from piggypulse_core.kernel.ids import UserId

LetterKind = Literal[
    "welcome",
    "reset",
    "locked",
    "emergency",
    "password_changed",
    "password_reset",
    "two_factor_on",
    "two_factor_off",
    "two_factor_removed",
    "two_factor_limit",
    "codes_regenerated",
    "code_used",
    "session_stolen",
    "sessions_revoked",
    "data_reset",
    "account_deleted",
]


class NotSent(Exception):
    """A letter could not be handed over; the reason is a word or a code and quotes nobody."""

    def __init__(self, reason: str, /) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLetter:
    """A letter that waits.

    It goes to a user (`owner`), to whoever is registered with an address (`email_key` alone: the
    sender looks them up, and drops what is to nobody), or to an address of somebody gone (`email`).
    """

    id: UUID
    kind: LetterKind
    created_at: datetime
    owner: UserId | None = None
    email_key: str | None = None
    email: str | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLetter:
    """A letter somebody is about to send, alone until `until`; `attempts` counts this one."""

    letter: OutboxLetter
    attempts: int
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """How often a letter is tried: soon again at first, then by the hour, in the end no more.

    What somebody is waiting for is of no use later: those letters are given up after `urgent`.
    """

    waits: tuple[timedelta, ...] = (
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(minutes=120),
    )
    later: timedelta = timedelta(hours=1)
    patient: timedelta = timedelta(hours=24)
    urgent: timedelta = timedelta(hours=1)

    def last_try(self, letter: OutboxLetter, /) -> datetime:
        """When the last attempt is made."""
        return letter.created_at + (self.urgent if letter.kind in URGENT else self.patient)

    def next_try(self, claimed: ClaimedLetter, /, *, at: datetime) -> datetime | None:
        """When to try again after an attempt failed; none when that was the last one."""
        last = self.last_try(claimed.letter)
        if at >= last:
            return None
        rung = claimed.attempts - 1
        wait = self.waits[rung] if rung < len(self.waits) else self.later
        return min(at + wait, last)

    def is_stale(self, letter: OutboxLetter, /, *, at: datetime) -> bool:
        """Whether it lay so long, while nobody sent anything, that it is better not sent at all."""
        return at > self.last_try(letter) + self.later


URGENT: frozenset[LetterKind] = frozenset({"reset", "locked", "emergency"})
"""Somebody waits for these now: each carries a link."""

LEASE = timedelta(minutes=2)
"""How long a letter belongs to whoever claimed it; no attempt may take as long."""

KEPT_FOR = timedelta(days=7)
"""How long it is remembered that a letter was sent."""


Result = Literal["sent", "postponed", "given_up", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of an attempt; `reason` says why it failed."""

    letter: UUID
    kind: LetterKind
    result: Result
    attempts: int
    reason: str | None = None
