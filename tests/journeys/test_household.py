"""A real household's books go in through the public API, and the figures come out right."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.journeys.household import MovedIn, move_in, read_books, walk
from tests.support.client import ApiClient, answered
from tests.support.served import Served

AFTER_THE_LAST_ROW = datetime(2026, 11, 20, 12, tzinfo=UTC)
BOOKS = read_books()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(AFTER_THE_LAST_ROW)


@pytest.fixture
async def client(house: Served) -> AsyncIterator[ApiClient]:
    async with await house.newcomer(name="Household", currency_code="USD") as client:
        yield client


async def test_every_figure_of_the_books_comes_out_right(
    client: ApiClient,
    measured: Callable[[str], None],
    record_property: Callable[[str, object], None],
) -> None:
    home = await move_in(client, books=BOOKS)
    measured(f"household: {len(home.transactions)} rows booked at {home.rate:.0f} rows/s")
    record_property("rows_per_second", round(home.rate))

    await _balances_are_right(client)
    await _one_period_is_right(client, home)
    await _periods_add_up(client, home)
    await _each_walk_meets_each_row_once(client, home)


async def _balances_are_right(client: ApiClient) -> None:
    summaries = await walk(client, "/accounts/summary")

    balances = {row["name"]: row["currentBalance"] for row in summaries}
    assert balances == {"BofA Checking": 547_363, "Chase Slate": 409_365}
    position = answered(await client.get("/dashboard/net-position"))
    assert (position["liquidAmount"], position["debtAmount"]) == (547_363, 409_365)
    assert position["total"] == 547_363 - 409_365


async def _one_period_is_right(client: ApiClient, home: MovedIn) -> None:
    period = home.periods[date(2024, 3, 25)]

    stats = answered(await client.get("/transactions/stats", params={"periodId": period}))
    shown = answered(await client.get(f"/periods/{period}"))
    glance = answered(await client.get("/dashboard/current-period", params={"periodId": period}))

    assert (stats["totalInflows"], stats["totalOutflows"]) == (927_940, 1_057_351)
    assert stats["transactionCount"] == shown["numberOfTransactions"] == 49
    assert shown["totalSpent"] == glance["spent"] == 1_057_351
    rows = await walk(client, "/transactions", periodId=period, limit=20)
    assert len(rows) == 49
    assert all("2024-03-25" <= row["date"] <= "2024-04-24" for row in rows)


async def _periods_add_up(client: ApiClient, home: MovedIn) -> None:
    periods = await walk(client, "/periods", limit=10)
    assert {row["id"] for row in periods} == set(home.periods.values())
    assert answered(await client.get("/periods/gaps")) == []

    each = [
        answered(await client.get("/transactions/stats", params={"periodId": row["id"]}))
        for row in periods
    ]

    assert sum(one["totalInflows"] for one in each) == 47_324_940
    assert sum(one["totalOutflows"] for one in each) == 47_592_878
    assert sum(one["transactionCount"] for one in each) == len(BOOKS.movements)
    assert sum(row["totalSpent"] for row in periods) == 47_592_878


async def _each_walk_meets_each_row_once(client: ApiClient, home: MovedIn) -> None:
    for limit in (50, 200):
        rows = await walk(client, "/transactions", scope="all", limit=limit)

        _each_once(rows, expected=set(home.transactions))
    coffee = {
        id_
        for id_, row in zip(home.transactions, BOOKS.movements, strict=True)
        if "coffee" in f"{row['description']}\n{row['vendor']}".casefold()
    }

    rows = await walk(client, "/transactions", scope="all", limit=7, search="Coffee")

    _each_once(rows, expected=coffee)


def _each_once(rows: Sequence[Mapping[str, Any]], *, expected: set[str]) -> None:
    found = [row["id"] for row in rows]
    assert len(found) == len(set(found))
    assert set(found) == expected
    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)
