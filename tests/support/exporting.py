"""Exports as whoever asked for them reads them, over any back end."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_adapters.system.turns import OwnTurns
from piggypulse_core.identity.model.session import Caller, Principal, SessionId
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.portability.ports import Turns
from piggypulse_core.portability.usecases.exports import ExportData, ExportTransactions
from piggypulse_http.portability.wire.exports import archive_pieces, statement_pieces
from tests.support.archives import Archive
from tests.support.golden_household import MOMENT
from tests.support.works import AnyWork

NOBODY_KNOWS_WHO = Caller(ip=None, user_agent=None, request_id=UUID(int=1))


def principal(owner: UserId, /) -> Principal:
    """Somebody, signed in."""
    return Principal(id=owner, session=SessionId(UUID(int=1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """Takes data out of one back end."""

    work: AnyWork
    clock: Clock = field(default_factory=lambda: FixedClock(MOMENT))
    turns: Turns = field(default_factory=lambda: OwnTurns(most=2))

    @property
    def data(self) -> ExportData:
        return ExportData(work=self.work, clock=self.clock, ids=SystemIds(), turns=self.turns)

    @property
    def transactions(self) -> ExportTransactions:
        return ExportTransactions(
            work=self.work, clock=self.clock, ids=SystemIds(), turns=self.turns
        )

    async def archive(self, owner: UserId, /) -> Archive:
        """Somebody's archive, read to its end."""
        taken = self.data(who=principal(owner), caller=NOBODY_KNOWS_WHO)
        async with taken as archive:
            pieces = [one async for one in archive_pieces(archive.head, archive.sections())]
        read: Archive = json.loads(b"".join(pieces))
        return read

    async def statement(self, owner: UserId, /) -> str:
        """Somebody's statement, read to its end."""
        async with self.transactions(who=principal(owner), caller=NOBODY_KNOWS_WHO) as lines:
            pieces = [one async for one in statement_pieces(lines)]
        return b"".join(pieces).decode()


def read_back(statement: str, /) -> Sequence[dict[str, str]]:
    """A statement as a program reads it: apostrophes that guard are taken away."""
    rows = csv.DictReader(io.StringIO(statement, newline=""), strict=True)
    return [{name: unguarded(cell) for name, cell in row.items()} for row in rows]


def unguarded(cell: str, /) -> str:
    """A cell without the apostrophe that keeps spreadsheets from reckoning."""
    begins = cell.lstrip("'")[:1]
    guarded = cell.startswith("'") and begins != "" and begins in "=+-@\t\r"
    return cell[1:] if guarded else cell
