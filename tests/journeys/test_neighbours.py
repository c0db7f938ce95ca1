"""Two households in one database: each sees its own, whatever the other one does."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.journeys.household import Books, MovedIn, move_in, read_books, walk
from tests.support.client import ApiClient, answered
from tests.support.served import Served

BOOKS = read_books()
LISTS = ("/accounts", "/categories", "/vendors", "/periods", "/accounts/summary")
PLAIN = ("/dashboard/current-period", "/dashboard/net-position", "/transactions/stats", "/targets")


def first_rows(count: int) -> Books:
    return Books(
        accounts=BOOKS.accounts, categories=BOOKS.categories, movements=BOOKS.movements[:count]
    )


@pytest.fixture
def clock() -> FixedClock:
    # In the period that the first rows lie in.
    return FixedClock(datetime(2023, 1, 20, 12, tzinfo=UTC))


@pytest.fixture
async def alice(house: Served) -> AsyncIterator[ApiClient]:
    async with await house.newcomer(name="Alice", currency_code="USD") as client:
        yield client


@pytest.fixture
async def bob(house: Served) -> AsyncIterator[ApiClient]:
    async with await house.newcomer(name="Bob", currency_code="USD") as client:
        yield client


async def everything(client: ApiClient) -> dict[str, Any]:
    """All that somebody can see."""
    seen: dict[str, Any] = {path: await walk(client, path) for path in LISTS}
    seen |= {path: answered(await client.get(path)) for path in PLAIN}
    seen["/transactions"] = await walk(client, "/transactions", scope="all")
    return seen


async def test_neighbours_with_the_same_names_have_figures_of_their_own(
    alice: ApiClient, bob: ApiClient
) -> None:
    hers = await move_in(alice, books=first_rows(60))
    before = await everything(alice)

    his = await move_in(bob, books=first_rows(25))

    assert await everything(alice) == before
    assert len(before["/transactions"]) == 60
    assert len((await everything(bob))["/transactions"]) == 25
    for mine, yours in ((hers.accounts, his.accounts), (hers.categories, his.categories)):
        assert mine.keys() == yours.keys()
        assert not set(mine.values()) & set(yours.values())


async def test_a_neighbour_reaches_nothing_by_its_id(alice: ApiClient, bob: ApiClient) -> None:
    hers = await move_in(alice, books=first_rows(25))
    his = await move_in(bob, books=first_rows(5))
    before = await everything(alice)
    unknown = "01890000-0000-7000-8000-000000000000"

    for theirs in (next(iter(hers.accounts.values())), unknown):
        assert answered(await bob.get(f"/accounts/{theirs}"), 404)["code"] == "not_found"
    for theirs in (hers.transactions[0], unknown):
        assert answered(await bob.delete(f"/transactions/{theirs}"), 404)["code"] == "not_found"
    for theirs in (next(iter(hers.periods.values())), unknown):
        assert answered(await bob.delete(f"/periods/{theirs}"), 404)["code"] == "not_found"
        refused = await bob.get("/transactions", params={"periodId": theirs})
        assert answered(refused, 404)["code"] == "not_found"
    for lender in (hers, None):
        refused = await bob.post("/transactions", json=_borrowed(his, lender, unknown))
        assert answered(refused, 404)["code"] == "reference_not_found"

    assert await everything(alice) == before


def _borrowed(his: MovedIn, theirs: MovedIn | None, unknown: str) -> dict[str, Any]:
    """A booking on his account, for a category and a vendor that are not his."""
    return {
        "date": "2023-01-10",
        "description": "Borrowed",
        "amount": 1,
        "fromAccountId": his.accounts["BofA Checking"],
        "categoryId": unknown if theirs is None else theirs.categories["Financial Fees"],
        "vendorId": unknown if theirs is None else theirs.vendors["BANK FEES"],
        "transactionType": "regular",
    }
