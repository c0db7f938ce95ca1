"""Five years of somebody's periods and goals, whatever they do, wherever they live."""

import asyncio

from hypothesis import HealthCheck, given, settings

from piggypulse_adapters.memory.work import MemoryWork
from tests.strategies.lives import lives
from tests.support.database import postgres_work
from tests.support.lives import Moment, lived

LONG = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(LONG, max_examples=25)
@given(lives(most=50))
def test_no_law_is_broken_in_five_years(moments: list[Moment]) -> None:
    asyncio.run(lived(MemoryWork(), moments))


def test_both_back_ends_tell_the_same_life(shared_database: str) -> None:
    with asyncio.Runner() as runner:

        @settings(LONG, max_examples=4)
        @given(lives(most=25))
        def check(moments: list[Moment]) -> None:
            runner.run(_both(shared_database, moments))

        check()


async def _both(url: str, moments: list[Moment]) -> None:
    async with postgres_work(url=url) as postgres:
        assert await lived(postgres, moments) == await lived(MemoryWork(), moments)
