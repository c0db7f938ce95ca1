"""What a whole dashboard asks of the database."""

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.insights.model.dashboard import PARTS, parts_named
from piggypulse_core.insights.usecases.dashboard import ReadDashboard
from tests.conformance.test_insights import asking
from tests.support.watched import WatchedWork
from tests.support.worked_example import NOON

FOR_ALL = 6
"""Standpoint, period, goals, limits, periods and preferences, each once."""


async def test_every_part_asks_once_beside_what_all_of_them_need(work: PostgresWork) -> None:
    asked = await asking(work)
    sent: list[bytes] = []
    read = ReadDashboard(
        work=WatchedWork(pool=work.pool, watch=sent.append), clock=FixedClock(NOON)
    )

    await read(owner=asked.owner, period=None, parts=PARTS)
    whole = len(sent)
    sent.clear()
    await read(owner=asked.owner, period=None, parts=parts_named(names=["cashFlow"]))

    assert whole <= FOR_ALL + len(PARTS)
    assert len(sent) == 3
