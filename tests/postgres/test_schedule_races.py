"""Many saves of one schedule and timers at once: one line of periods comes of it."""

import asyncio
from itertools import pairwise

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.dates import ONE_DAY
from tests.support.people import new_user
from tests.support.scheduling import FORTNIGHT, PAYDAY, Scheduler

ROUNDS = 8


async def test_saves_and_timers_leave_one_future(work: PostgresWork) -> None:
    one = Scheduler(work=work, owner=await new_user(work))
    await one.put(PAYDAY)
    turns = [
        one.put(FORTNIGHT if turn % 2 else PAYDAY) if half else one.tick()
        for turn in range(ROUNDS)
        for half in (True, False)
    ]

    await asyncio.gather(*turns)

    line = await one.periods()
    assert all(left.end + ONE_DAY == right.start for left, right in pairwise(line))
    assert await one.tick() == 0
    assert (await one.get()).revision == ROUNDS + 1
    preview = await one.preview(FORTNIGHT if await _is_fortnightly(one) else PAYDAY)
    assert list(preview.proposal.keep) == list(line)


async def _is_fortnightly(one: Scheduler) -> bool:
    automatic = (await one.get()).automatic
    assert automatic is not None
    return automatic.recurrence.unit == "weeks"
