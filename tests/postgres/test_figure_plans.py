"""What figures cost: as much on a long ledger as on a short one whose current period is equal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from piggypulse_adapters.postgres.insights.reader import SQL
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.insights.model.marks import marks
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from tests.strategies.books import number
from tests.support.people import new_user
from tests.support.worked_example import PERIODS, Household, household, keep

TODAY = date(2031, 5, 10)
PERIOD = Span(start=PERIODS["P3"][0], end=PERIODS["P3"][1])
SHORT, LONG = 300, 3000
"""Days of history before the period; accounts are used on each of them."""

DEEPER = 6
"""A ten times larger index may be a level deeper: one page more per account and look-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a statement read, and how it found it."""

    blocks: int
    scans: frozenset[tuple[str, str]]


async def with_history(work: PostgresWork, *, days: int) -> UserId:
    """Somebody with the worked example and a long past on three of its accounts."""
    owner, house = await new_user(work), household(entries=())
    house = replace(house, transactions=tuple(history(house, days=days)))
    await keep(work, owner=owner, house=house)
    return owner


def history(house: Household, *, days: int) -> Iterator[Transaction]:
    first = PERIOD.start - timedelta(days=days)
    food = house.categories["Food"]
    for offset in range(days + PERIOD.length):
        for index, name in enumerate(("Giro", "Visa", "Pocket")):
            yield Transaction(
                id=TransactionId(number(3 * offset + index)),
                kind="regular",
                date=first + timedelta(days=offset),
                description="bread",
                amount_minor=300 + index,
                from_account_id=house.accounts[name].id,
                category_id=food.id,
                category_type=food.type,
            )


async def cost(work: PostgresWork, *, name: str, given: Mapping[str, object]) -> Cost:
    async with work.reading() as unit:
        cursor = await unit.connection.execute(
            b"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + SQL[name], given
        )
        ((answer,),) = await cursor.fetchall()
    plan = answer[0]["Plan"]
    return Cost(
        blocks=plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        scans=frozenset(
            (node["Node Type"], node["Relation Name"])
            for node in nodes(plan)
            if "Relation Name" in node
        ),
    )


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def parameters(owner: UserId) -> dict[str, object]:
    """Every value any of the statements asks for."""
    days = marks(span=PERIOD, today=TODAY)
    return {
        "owner": owner,
        "start": PERIOD.start,
        "end": PERIOD.end,
        "eve": days.eve,
        "cut": days.cut,
        "today": days.today,
        "currency_code": "EUR",
        "status": "all",
        "cursor": None,
        "limit": 50,
    }


@pytest.fixture
async def ledgers(work: PostgresWork) -> tuple[UserId, UserId]:
    short = await with_history(work, days=SHORT)
    long = await with_history(work, days=LONG)
    async with work.reading() as unit:
        await unit.connection.execute(b"VACUUM (ANALYZE)")
    return short, long


async def test_a_longer_past_costs_no_figure_more(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    short, long = ledgers

    for name in SQL:
        on_short = await cost(work, name=name, given=parameters(short))
        on_long = await cost(work, name=name, given=parameters(long))

        assert on_long.blocks <= on_short.blocks + DEEPER, (name, on_short, on_long)
        scanned = {table for kind, table in on_long.scans if kind == "Seq Scan"}
        assert scanned.isdisjoint({"transactions", "account_days"}), (name, on_long)
        levels = {kind for kind, table in on_long.scans if table == "account_days"}
        assert levels <= {"Index Only Scan"}, (name, on_long)


async def test_a_figure_that_adds_up_everything_would_be_noticed(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    since_ever = {"start": date(1900, 1, 1), "eve": date(1899, 12, 31)}

    for name in ("read_spent_by_day", "read_account_levels", "list_account_levels", "sum_flows"):
        on_short, on_long = [
            await cost(work, name=name, given=parameters(owner) | since_ever) for owner in ledgers
        ]

        assert on_long.blocks > on_short.blocks + DEEPER, (name, on_short, on_long)
