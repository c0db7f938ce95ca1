"""What exporting a long ledger costs, and others meanwhile: `python -m tests.bench.exports`."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from resource import getpagesize
from statistics import median, quantiles
from time import perf_counter

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_http.portability.wire.exports import archive_pieces, statement_pieces
from tests.support.database import Databases, postgres_work
from tests.support.exporting import NOBODY_KNOWS_WHO, Exporter, principal
from tests.support.people import new_user
from tests.support.server import chosen_source, running_server
from tests.support.settled import settled
from tests.support.volume import A_DAY, seeded

TRANSACTIONS = 250_000
GROWTH_MIB_MAX = 16
MIB = 1024 * 1024


def resident_mib() -> float:
    """What this process takes of the memory."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * getpagesize() / MIB


async def read(pieces: AsyncIterator[bytes]) -> tuple[int, float]:
    """Bytes of an export that nobody keeps, and by how many MiB the process grew at most."""
    before = most = resident_mib()
    size = 0
    async for piece in pieces:
        size += len(piece)
        most = max(most, resident_mib())
    return size, most - before


async def others(work: PostgresWork, neighbour: UserId, took: list[float]) -> None:
    """Ask for something small all the while."""
    while True:
        begun = perf_counter()
        async with work.reading() as unit:
            await unit.profiles.get(owner=neighbour)
        took.append((perf_counter() - begun) * 1000)
        await asyncio.sleep(0.01)


async def measured(work: PostgresWork, owner: UserId, *, kind: str) -> float:
    """Print a line about one kind of export; gives the growth in MiB."""
    exporter, took = Exporter(work=work), list[float]()
    neighbour = asyncio.create_task(others(work, await new_user(work), took))
    begun = perf_counter()
    if kind == "archive":
        async with exporter.data(who=principal(owner), caller=NOBODY_KNOWS_WHO) as archive:
            size, growth = await read(archive_pieces(archive.head, archive.sections()))
    else:
        async with exporter.transactions(who=principal(owner), caller=NOBODY_KNOWS_WHO) as lines:
            size, growth = await read(statement_pieces(lines))
    seconds = perf_counter() - begun
    neighbour.cancel()
    with suppress(asyncio.CancelledError):
        await neighbour
    sys.stdout.write(
        f"{kind:<10}{size / MIB:>7.1f} MiB{seconds:>7.1f} s, grew {growth:>5.1f} MiB, others "
        f"p50 {median(took):.1f} ms, p99 {quantiles(took, n=100)[98]:.1f} ms\n"
    )
    return growth


async def main() -> int:
    """Measure, print, and tell by the exit status whether memory stays where it is."""
    source = chosen_source(environment=os.environ, docker_answers=False)
    with (
        running_server(source=source) as server_url,
        Databases(server_url=server_url).template() as made,
        made.clone() as url,
    ):
        async with postgres_work(url=url) as work:
            volume = await seeded(work, days=TRANSACTIONS // A_DAY + 1)
            async with work.reading() as unit:
                await settled(unit.connection)
            grown = [
                await measured(work, volume.owner, kind=kind)
                for kind in ("archive", "statement", "archive")
            ]
    return int(max(grown) > GROWTH_MIB_MAX)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
