"""The household whose books lie in tests/data, and its way in through the front door."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx

from piggypulse_core.kernel.dates import Span, add_months
from tests.support.client import answered

FOLDER = Path(__file__).parents[1] / "data" / "household"
BATCH_SIZE = 1000
PAY_DAY = 25

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The three files as they are."""

    accounts: list[Row]
    categories: list[Row]
    movements: list[Row]

    @property
    def vendors(self) -> list[str]:
        return sorted({row["vendor"] for row in self.movements} - {""})

    @property
    def days(self) -> Span:
        days = [date.fromisoformat(row["date"]) for row in self.movements]
        return Span(start=min(days), end=max(days))


def read_books() -> Books:
    return Books(
        accounts=_rows("accounts.csv"),
        categories=_rows("categories.csv"),
        movements=_rows("transactions.csv"),
    )


def _rows(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pay_periods(*, covering: Span) -> Iterator[Span]:
    """From each 25th to the next 24th, until every day is in one."""
    start = covering.start.replace(day=PAY_DAY)
    if start > covering.start:
        start = add_months(day=start, months=-1)
    while start <= covering.end:
        following = add_months(day=start, months=1)
        yield Span(start=start, end=following - timedelta(days=1))
        start = following


@dataclass(slots=True, kw_only=True)
class MovedIn:
    """What the API calls the household's things, and how long the server took over the batches."""

    accounts: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    vendors: dict[str, str] = field(default_factory=dict)
    periods: dict[date, str] = field(default_factory=dict)
    transactions: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Rows booked per second."""
        return len(self.transactions) / self.seconds


async def move_in(client: httpx.AsyncClient, *, books: Books) -> MovedIn:
    """Make everything the books name, then book the movements."""
    home = MovedIn()
    await _furnish(client, home=home, books=books)
    for span in pay_periods(covering=books.days):
        reply = answered(await client.post("/periods", json=_period(span)), 201)
        home.periods[span.start] = reply["id"]
    for first in range(0, len(books.movements), BATCH_SIZE):
        rows = books.movements[first : first + BATCH_SIZE]
        response = await client.post(
            "/transactions/batch", json=[_transaction(row, home) for row in rows]
        )
        home.seconds += response.elapsed.total_seconds()
        home.transactions += [booked["id"] for booked in answered(response, 201)]
    return home


async def _furnish(client: httpx.AsyncClient, *, home: MovedIn, books: Books) -> None:
    for row in books.accounts:
        reply = answered(await client.post("/accounts", json=_account(row)), 201)
        home.accounts[row["name"]] = reply["id"]
    for row in books.categories:
        body = {"name": row["name"], "type": row["type"], "icon": "🏷️", "color": "#336699"}
        reply = answered(await client.post("/categories", json=body), 201)
        home.categories[row["name"]] = reply["id"]
    for name in books.vendors:
        reply = answered(await client.post("/vendors", json={"name": name}), 201)
        home.vendors[name] = reply["id"]
    for option in answered(await client.get("/categories/options")):
        home.categories.setdefault(option["name"], option["id"])


def _account(row: Row) -> dict[str, Any]:
    return {
        "name": row["name"],
        "type": row["type"],
        "color": "#336699",
        "initialBalance": int(row["opening_balance_minor"]),
        "currencyId": None,
    }


def _period(span: Span) -> dict[str, str]:
    return {
        "name": f"{span.start:%B %Y}",
        "startDate": span.start.isoformat(),
        "periodType": "manualEndDate",
        "manualEndDate": span.end.isoformat(),
    }


def _transaction(row: Row, home: MovedIn) -> dict[str, Any]:
    body = {
        "date": row["date"],
        "description": row["description"],
        "amount": int(row["amount_minor"]),
        "fromAccountId": home.accounts[row["account"]],
        "categoryId": home.categories[row["category"]],
        "vendorId": home.vendors[row["vendor"]] if row["vendor"] else None,
        "transactionType": "regular",
    }
    if row["kind"] == "transfer":
        body |= {"transactionType": "transfer", "toAccountId": home.accounts[row["to_account"]]}
    return body


async def walk(client: httpx.AsyncClient, path: str, **query: str | int) -> list[dict[str, Any]]:
    """Every row of a list, page by page; what each page says of the whole must agree."""
    rows: list[dict[str, Any]] = []
    totals = set()
    cursor: str | None = None
    while True:
        params = query if cursor is None else {**query, "cursor": cursor}
        page = answered(await client.get(path, params=params))
        rows += page["data"]
        totals.add(page["totalCount"])
        cursor = page["nextCursor"]
        assert page["hasMore"] == (cursor is not None)
        if cursor is None:
            break
    assert totals == {len(rows)}
    return rows
