"""Taking one's own data out: all of it as an archive, or the transactions as a statement."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from piggypulse_core.identity.model.audit import audited
from piggypulse_core.identity.model.session import Caller, Principal, Represented
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.portability.model.archive import (
    ArchivedSettings,
    ArchiveHead,
    ArchiveRow,
    ArchiveSection,
)
from piggypulse_core.portability.model.statement import StatementLine
from piggypulse_core.portability.ports import ArchiveReader, ExportUnit, Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenArchive:
    """An archive that can be read for as long as it is open."""

    head: ArchiveHead
    owner: UserId
    rows: ArchiveReader

    def sections(self) -> Iterator[tuple[ArchiveSection, AsyncIterator[Sequence[ArchiveRow]]]]:
        """Every kind of row and its rows, a batch at a time, in the order of `ArchiveSection`.

        Read one section to its end before the next.
        """
        rows, owner = self.rows, self.owner
        yield "accounts", rows.accounts(owner=owner)
        yield "categories", rows.categories(owner=owner)
        yield "vendors", rows.vendors(owner=owner)
        yield "periods", rows.periods(owner=owner)
        yield "goals", rows.goals(owner=owner)
        yield "subscriptions", rows.subscriptions(owner=owner)
        yield "overlays", rows.overlays(owner=owner)
        yield "transactions", rows.transactions(owner=owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportData:
    """Give somebody everything they have counted and planned, as of one instant."""

    work: Work[ExportUnit]
    clock: Clock
    ids: Ids
    turns: Turns

    @asynccontextmanager
    async def __call__(
        self, *, who: Principal | Represented, caller: Caller
    ) -> AsyncIterator[OpenArchive]:
        async with _opened(self, who=who, caller=caller) as unit:
            settings = ArchivedSettings(
                profile=await unit.profiles.get(owner=who.id),
                preferences=await unit.preferences.get(owner=who.id),
                onboarded=await unit.schedules.settled_in(owner=who.id),
            )
            head = ArchiveHead(
                exported_at=self.clock.now(),
                settings=settings,
                schedule=await unit.schedules.find(owner=who.id),
            )
            yield OpenArchive(head=head, owner=who.id, rows=unit.archives)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportTransactions:
    """Give somebody all of their transactions, with the names of what they refer to."""

    work: Work[ExportUnit]
    clock: Clock
    ids: Ids
    turns: Turns

    @asynccontextmanager
    async def __call__(
        self, *, who: Principal | Represented, caller: Caller
    ) -> AsyncIterator[AsyncIterator[Sequence[StatementLine]]]:
        async with _opened(self, who=who, caller=caller) as unit:
            yield unit.statements.lines(owner=who.id)


@asynccontextmanager
async def _opened(
    export: ExportData | ExportTransactions, *, who: Principal | Represented, caller: Caller
) -> AsyncIterator[ExportUnit]:
    """A snapshot of one instant: in turn, and written down before anything is read."""
    with export.turns.taken(owner=who.id):
        event = audited(
            id=export.ids.new(),
            kind="data_exported",
            at=export.clock.now(),
            by=caller,
            session=who.session,
        )
        async with export.work() as unit:
            await unit.audit.record(owner=who.id, event=event)
        async with export.work.snapshot() as unit:
            yield unit
