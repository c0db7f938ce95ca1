"""A scene: how one entry of the audit log comes to be written, and what it has to say."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import EventKind, Outcome, Reason
from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.sign_in import SignedIn
from piggypulse_core.kernel.ids import UserId
from tests.support.sign_ins import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Under whom an entry has to be, or about which address where nobody is known."""

    owner: UserId | None = None
    session: SessionId | None = None
    about: str | None = None
    by_itself: bool = False


Scene = AsyncIterator[Written | None]
"""Stops twice: when all is ready, and when the one thing has happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What an entry says, and what else the same act is."""

    kind: EventKind
    play: Callable[[Door], Scene]
    outcome: Outcome = "ok"
    reason: Reason | None = None
    beside: Sequence[EventKind] = field(default=())


def of(somebody: SignedIn | Challenged, owner: UserId) -> Written:
    return Written(owner=owner, session=somebody.sign_in.session.id)


def mine(somebody: SignedIn) -> Written:
    return of(somebody, somebody.user.id)
