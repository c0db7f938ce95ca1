"""A preview at its worst: thousands of periods by hand and all the holidays there may be."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.budgeting.model.schedule_form import HOLIDAYS_MAX
from tests.support.clock import TODAY
from tests.support.people import new_user
from tests.support.scheduling import PAYDAY, Scheduler
from tests.support.watched import Watch, WatchedWork

PERIODS = 3000
BY_HAND = b"""
INSERT INTO periods (user_id, id, name, name_key, start_on, end_on, origin, bridging)
SELECT %(owner)s, gen_random_uuid(), 'by hand ' || number, 'by hand ' || number,
       %(first)s::date + 2 * number, %(first)s::date + 2 * number, 'manual', false
  FROM generate_series(1, %(periods)s::int) AS number
"""


def counting(statements: Counter[bytes], /) -> Watch:
    """Counts what is asked."""
    return lambda statement: statements.update([statement])


async def test_it_asks_as_little_as_one_among_few(
    work: PostgresWork, measured: Callable[[str], None]
) -> None:
    """The time is told, not asserted: 0.1 s, while eight others kept two cores busy."""
    asked: list[Counter[bytes]] = []
    took = 0.0
    for periods in (3, PERIODS):
        one = Scheduler(work=work, owner=await new_user(work))
        first = TODAY - timedelta(days=periods)
        async with work() as unit:
            given = {"owner": one.owner, "first": first, "periods": periods}
            await unit.connection.execute(BY_HAND, given)
        holidays = [
            TODAY + timedelta(days=5 * (n - HOLIDAYS_MAX // 2)) for n in range(HOLIDAYS_MAX)
        ]
        form = replace(PAYDAY, ahead=36, holiday="next", holidays=holidays)
        statements = Counter[bytes]()
        watched = replace(one, work=WatchedWork(pool=work.pool, watch=counting(statements)))
        begun = perf_counter()
        await watched.preview(form)
        took = perf_counter() - begun
        asked.append(statements)

    assert asked[0] == asked[1]
    assert asked[0].total() < 10
    measured(f"preview among {PERIODS} periods and {HOLIDAYS_MAX} holidays: {took:.2f} s")
