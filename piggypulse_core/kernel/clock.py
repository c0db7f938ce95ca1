"""The clock as a port: rules are told the time, they never look."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant in UTC."""

    def now(self) -> datetime: ...
