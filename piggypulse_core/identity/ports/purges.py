"""What removes rows that are dead, whosever they are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from piggypulse_core.identity.model.retention import EndedSession


class PurgeStore(Protocol):
    """Removes a bounded number of rows at a time; rows that somebody else holds are passed over."""

    async def sessions(
        self, *, at: datetime, unused_since: datetime, most: int
    ) -> Sequence[EndedSession]:
        """Sessions with all that opens them: those over, unused since then, or waiting in vain."""
        ...

    async def set_ups(self, *, before: datetime, most: int) -> int:
        """Seeds shown before then that were never confirmed."""
        ...

    async def letters(self, *, before: datetime, at: datetime, most: int) -> int:
        """Letters sent before then, and older ones that nobody has sent or is sending."""
        ...

    async def events(self, *, before: datetime, most: int) -> int:
        """Entries of both logs."""
        ...

    async def places(self, *, before: datetime, most: int) -> int:
        """Blank where people were and with what, in older entries."""
        ...
