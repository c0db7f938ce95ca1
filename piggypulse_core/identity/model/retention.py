"""How long what is dead, spent or old is kept before it goes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from piggypulse_core.identity.model.letter import KEPT_FOR
from piggypulse_core.identity.model.session import Lifetimes, SessionId
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.model.two_factor import SETUP_LIFE
from piggypulse_core.kernel.ids import UserId

Swept = Literal["sessions", "set-ups", "letters", "events", "places"]

SWEPT_AT_ONCE = 200
"""So many rows go in one transaction: nobody waits long for any of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSession:
    """A session that was dead and is now gone; one that waited for a code was never open."""

    owner: UserId
    session: SessionId
    was_pending: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The ages; where people were and with what is forgotten long before what they did."""

    events: timedelta = timedelta(days=400)
    places: timedelta = timedelta(days=90)
    letters: timedelta = KEPT_FOR
    set_ups: timedelta = SETUP_LIFE
    counts: timedelta = Ladder().forgotten_after
    lifetimes: Lifetimes = field(default_factory=Lifetimes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutoffs:
    """The same as instants: what is from before goes."""

    now: datetime
    unused_since: datetime
    events: datetime
    places: datetime
    letters: datetime
    set_ups: datetime
    counts: datetime


def cutoffs(retention: Retention, /, *, now: datetime) -> Cutoffs:
    """What is too old at an instant."""
    return Cutoffs(
        now=now,
        unused_since=now - retention.lifetimes.idle,
        events=now - retention.events,
        places=now - retention.places,
        letters=now - retention.letters,
        set_ups=now - retention.set_ups,
        counts=now - retention.counts,
    )
