"""How long a tick takes for 10,000 users: `python -m tests.bench.ticks`."""

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.usecases.subscription_reads import FindSubscribers
from piggypulse_core.budgeting.usecases.subscriptions import AdvanceSubscriptions
from piggypulse_core.budgeting.usecases.ticks import Failure, Tick, Ticked
from piggypulse_core.budgeting.usecases.top_ups import FindScheduled, TopUpPeriods
from tests.support.budgeting import noon
from tests.support.database import Databases, postgres_work
from tests.support.server import chosen_source, running_server
from tests.support.settled import settled

SQL = load(package="tests.support", file="ticking.sql")
PEOPLE = 10_000
EXTREME = 10
"""So many begin a period every day, 36 ahead, around 400 holidays."""

DAYS: Sequence[tuple[str, date]] = (
    ("first periods", date(2026, 6, 15)),
    ("nothing due", date(2026, 6, 15)),
    ("a month later", date(2026, 7, 15)),
)
SECONDS_MAX = 300.0
VISIT_SECONDS_MAX = 2.0
HEADER = f"{'':<15}{'visits':>8}{'periods':>9}{'took':>11}{'each':>11}{'longest':>12}"


@dataclass(slots=True, kw_only=True)
class Laps:
    """The time between one visit and the next."""

    since: float = field(default_factory=perf_counter)
    longest: float = 0.0

    def __call__(self, _done: int, _whole: int) -> None:
        now = perf_counter()
        self.longest, self.since = max(self.longest, now - self.since), now


def unexpected(failure: Failure) -> None:
    """Nobody of these is to fail."""
    raise failure.error


async def ticked(work: PostgresWork, *, on: date) -> tuple[Ticked, float, float]:
    """What a tick on a day came to, the seconds it took, and those of its longest visit."""
    clock, ids = FixedClock(noon(on)), SystemIds()
    tick = Tick(
        find_scheduled=FindScheduled(work=work),
        top_up=TopUpPeriods(work=work, ids=ids, clock=clock, calendar=PublicHolidays()),
        find_subscribers=FindSubscribers(work=work, clock=clock),
        advance=AdvanceSubscriptions(work=work, ids=ids, clock=clock),
    )
    laps, begun = Laps(), perf_counter()
    done = await tick(report=unexpected, progress=laps)
    return done, perf_counter() - begun, laps.longest


async def measured(work: PostgresWork) -> bool:
    """Seed, print a line for each tick, and tell whether all were fast enough."""
    async with work() as unit:
        await unit.connection.execute(SQL["seed_scheduled"], {"people": PEOPLE, "extreme": EXTREME})
    async with work.reading() as unit:
        await settled(unit.connection)
    fast = True
    for name, day in DAYS:
        done, took, longest = await ticked(work, on=day)
        fast = fast and took <= SECONDS_MAX and longest <= VISIT_SECONDS_MAX
        each = took / done.scheduled * 1000
        sys.stdout.write(
            f"{name:<15}{done.scheduled:>8,}{done.periods:>9,}{took:>9.1f} s{each:>8.2f} ms"
            f"{longest * 1000:>9.0f} ms\n"
        )
    return fast


async def main() -> int:
    """Measure, print, and tell by the exit status whether a tick is fast enough."""
    source = chosen_source(environment=os.environ, docker_answers=False)
    with (
        running_server(source=source) as server_url,
        Databases(server_url=server_url).template() as made,
    ):
        sys.stdout.write(f"{HEADER}\n")
        async with postgres_work(url=made.url) as work:
            return 0 if await measured(work) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
