"""Refreshing: which secrets still have a successor, and when one comes too late to be honest."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from piggypulse_core.identity.model.request_limit import RequestLimit
from piggypulse_core.identity.model.session import FoundSession
from piggypulse_core.identity.model.sign_in import NewCookie
from piggypulse_core.kernel.refusal import Unauthenticated

RACE = timedelta(seconds=10)
SIBLINGS_MAX = 8
REFRESHES = RequestLimit(name="session-refresh", most=10)
"""How often one session may be renewed; an honest client needs one an hour."""

Use = Literal["first", "raced", "late"]


class TokenReused(Unauthenticated):
    """This token was renewed long ago. Its session is ended, for somebody else may hold it."""

    code = "token_reused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """New secrets; browsers are given no token, callers without a cookie no cookie."""

    token: str | None = field(default=None, repr=False)
    cookie: NewCookie | None = None


def use_of(found: FoundSession, /, *, now: datetime) -> Use:
    """The first to ask, the loser of a race, or somebody who must have copied the token.

    Where the clock stepped back since the renewal nobody is taken for the loser of a race.
    """
    if found.superseded_at is None:
        return "first"
    return "raced" if abs(now - found.superseded_at) <= RACE else "late"
