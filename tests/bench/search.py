"""How long searching takes on long ledgers of one person: `python -m tests.bench.search`."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from statistics import median
from time import perf_counter

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.ledger.model.selection import Selection
from tests.support.database import Databases, postgres_work
from tests.support.server import chosen_source, running_server
from tests.support.settled import settled
from tests.support.volume import A_DAY, PERIOD, Volume, seeded

SIZES = (100_000, 1_000_000)
ROUNDS = 7
SEARCHES: Mapping[str, str | None] = {
    "no words": None,
    "in every row": "bought",
    "in 1 of 27": "bought 13",
    "an amount": "1,13",
    "a vendor": "vendor 77",
    "nowhere": "zebra",
}
HEADER = f"{'transactions':>12}  {'words':<14}{'found':>10}{'one period':>13}{'everything':>13}"
MILLISECONDS_MAX = {"one period": 100.0}
"""Searching a period may not depend on the past; what everything takes is only told."""


async def took(work: PostgresWork, volume: Volume, *, selection: Selection) -> tuple[float, int]:
    """Milliseconds of the first page, the median of some rounds, and how many rows match."""
    found, total = [], 0
    for _ in range(ROUNDS):
        begun = perf_counter()
        async with work.reading() as unit:
            page = await unit.transactions.page(
                owner=volume.owner, selection=selection, request=PageRequest()
            )
        found.append((perf_counter() - begun) * 1000)
        total = page.total
    return median(found), total


async def table(work: PostgresWork, *, transactions: int) -> Sequence[float]:
    """Seed a ledger, print its lines, and tell what each search of a period took."""
    volume = await seeded(work, days=transactions // A_DAY)
    async with work.reading() as unit:
        await settled(unit.connection)
    periods = []
    for name, words in SEARCHES.items():
        everything = Selection(uncategorized="include", search=words)
        inside, _ = await took(work, volume, selection=everything.inside(span=PERIOD))
        whole, total = await took(work, volume, selection=everything)
        periods.append(inside)
        sys.stdout.write(
            f"{transactions:>12,}  {name:<14}{total:>10,}{inside:>10.1f} ms{whole:>10.1f} ms\n"
        )
    return periods


async def main() -> int:
    """Measure, print, and tell by the exit status whether a period is searched fast enough."""
    source = chosen_source(environment=os.environ, docker_answers=False)
    with (
        running_server(source=source) as server_url,
        Databases(server_url=server_url).template() as made,
    ):
        sys.stdout.write(f"{HEADER}\n")
        slowest = 0.0
        async with postgres_work(url=made.url) as work:
            for size in SIZES:
                slowest = max(slowest, *await table(work, transactions=size))
    return 0 if slowest <= MILLISECONDS_MAX["one period"] else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
