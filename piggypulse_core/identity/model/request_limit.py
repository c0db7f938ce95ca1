"""How many requests are taken from somebody within a while."""

from dataclasses import dataclass
from datetime import datetime

MINUTE_SECONDS = 60
HOUR_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLimit:
    """At most so many within any stretch of so many seconds.

    A guarding one holds, more strictly, even where nothing can be counted in common.
    """

    name: str
    most: int
    seconds: int = MINUTE_SECONDS
    guards: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How somebody stands with a limit: what is left, and when the oldest request is forgotten."""

    limit: RequestLimit
    is_taken: bool
    remaining: int
    resets_in_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Requests that still count: how many, and since when."""

    count: int
    since: datetime


class WindowsOutOfReach(Exception):
    """Where requests are counted nobody answers."""
