"""What lists with all-time figures cost: each booking of a page's rows is read once."""

from collections.abc import Mapping

import pytest

from piggypulse_adapters.postgres.ledger.categories import SQL as CATEGORIES
from piggypulse_adapters.postgres.ledger.vendors import SQL as VENDORS
from piggypulse_adapters.postgres.work import PostgresWork
from tests.postgres.test_tenancy import nodes
from tests.support.settled import settled
from tests.support.volume import A_DAY, Volume, seeded

DAYS = 60
LISTS: Mapping[str, bytes] = {
    "vendors": VENDORS["list_vendors"],
    "categories": CATEGORIES["list_categories"],
}


async def bookings_read(work: PostgresWork, volume: Volume, *, name: str, limit: int) -> int:
    async with work.reading() as unit:
        cursor = await unit.connection.execute(
            b"EXPLAIN (ANALYZE, FORMAT JSON) " + LISTS[name],
            {"owner": volume.owner, "status": "all", "cursor": None, "limit": limit},
        )
        ((answer,),) = await cursor.fetchall()
    return sum(
        round((one["Actual Rows"] + one.get("Rows Removed by Filter", 0)) * one["Actual Loops"])
        for one in nodes(answer[0]["Plan"])
        if one.get("Relation Name") == "transactions"
    )


@pytest.mark.parametrize("name", LISTS)
async def test_each_booking_of_a_page_is_read_once(work: PostgresWork, name: str) -> None:
    volume = await seeded(work, days=DAYS)

    # A new ledger has no statistics, and the planner knows least about it.
    for _ in range(2):
        assert await bookings_read(work, volume, name=name, limit=200) <= DAYS * A_DAY
        assert await bookings_read(work, volume, name=name, limit=2) <= DAYS * A_DAY / 5
        async with work.reading() as unit:
            await settled(unit.connection)
