"""The clock as a port: rules are told the time, they never look."""

from datetime import datetime, timedelta
from typing import Protocol

CLOCKS_APART = timedelta(minutes=1)
"""How far the clocks of two servers over one database may be apart."""


class Clock(Protocol):
    """Tells the present instant in UTC."""

    def now(self) -> datetime: ...


def is_ahead(instant: datetime, /, *, now: datetime) -> bool:
    """Whether what was written then was written before the clock stepped back.

    Of such an instant nothing is known but that it has been: what is reckoned from it could last
    as long as the clock was wrong.
    """
    return instant - now > CLOCKS_APART
