"""The worked example with a past of any length before its last period, and what reading costs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from psycopg import AsyncClientCursor, sql

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.budgeting.model.billing import Billing, BillingEvent, BillingEventId
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from tests.strategies.books import number
from tests.support.people import new_user
from tests.support.settled import settled
from tests.support.worked_example import PERIODS, Household, household, keep

TODAY = date(2031, 5, 10)
PERIOD = Span(start=PERIODS["P3"][0], end=PERIODS["P3"][1])
SHORT, LONG = 300, 3000
"""Days of history before the period; accounts are used on each of them."""

DEEPER = 6
"""A ten times larger index may be a level deeper: one page more per account and look-up."""

VENDOR = household().vendors["Market"].id
"""Whom every purchase names; ids of the example are counted, so they are the same each time."""

MODES = ("force_custom_plan", "force_generic_plan")
"""How a statement is planned the first times, and how it may be from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a statement read, and how it found it."""

    blocks: int
    scans: frozenset[tuple[str, str]]
    indexes: frozenset[str]

    @property
    def read_whole(self) -> set[str]:
        """Tables read from end to end."""
        return {table for kind, table in self.scans if kind == "Seq Scan"}

    def is_dearer(self, *, than: "Cost") -> bool:
        """By more than deeper indexes explain."""
        return self.blocks > than.blocks + DEEPER


async def short_and_long(work: PostgresWork) -> tuple[UserId, UserId]:
    """Two people whose last periods are equal."""
    short = await _with_history(work, days=SHORT)
    long = await _with_history(work, days=LONG)
    async with work.reading() as unit:
        await settled(unit.connection)
    return short, long


async def _with_history(work: PostgresWork, *, days: int) -> UserId:
    owner, house = await new_user(work), household(entries=())
    house = replace(
        house,
        transactions=tuple(_history(house, days=days)),
        subscriptions=(_charged_daily(house, days=days), *house.subscriptions[1:]),
    )
    await keep(work, owner=owner, house=house)
    return owner


def _charged_daily(house: Household, *, days: int) -> Billing:
    """The first subscription, with a charge on each day."""
    first = PERIOD.start - timedelta(days=days)
    events = [
        BillingEvent(
            id=BillingEventId(number(9 * LONG + offset)),
            due_on=first + timedelta(days=offset),
            date=first + timedelta(days=offset),
            amount_minor=300,
        )
        for offset in range(days + PERIOD.length)
    ]
    return replace(house.subscriptions[0], events={event.due_on: event for event in events})


def _history(house: Household, *, days: int) -> Iterator[Transaction]:
    first = PERIOD.start - timedelta(days=days)
    food = house.categories["Food"]
    for offset in range(days + PERIOD.length):
        for index, (name, category) in enumerate(
            (("Giro", food), ("Visa", None), ("Pocket", food))
        ):
            yield Transaction(
                id=TransactionId(number(3 * offset + index)),
                kind="regular",
                date=first + timedelta(days=offset),
                description="bread",
                amount_minor=300 + index,
                from_account_id=house.accounts[name].id,
                category_id=None if category is None else category.id,
                category_type=None if category is None else category.type,
                vendor_id=house.vendors["Market"].id,
            )


async def cost(
    work: PostgresWork, *, statement: bytes, given: Mapping[str, object], mode: str
) -> Cost:
    """Run a statement, planned in one of the two ways."""
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", statement.decode())))
    text = statement.decode()
    for place, name in enumerate(names, start=1):
        text = text.replace(f"%({name})s", f"${place}")
    values = sql.SQL(", ").join(sql.Literal(given[name]) for name in names)
    explain = sql.SQL("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE asked ({})").format(values)
    async with work.snapshot() as unit:
        cursor = AsyncClientCursor(unit.connection)
        await cursor.execute(sql.SQL("SET LOCAL plan_cache_mode = {}").format(sql.Literal(mode)))
        await cursor.execute(f"PREPARE asked AS {text}".encode())
        await cursor.execute(explain)
        ((answer,),) = await cursor.fetchall()
        await cursor.execute("DEALLOCATE asked")
    plan = answer[0]["Plan"]
    return Cost(
        blocks=plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        scans=frozenset(
            (node["Node Type"], node["Relation Name"])
            for node in _nodes(plan)
            if "Relation Name" in node
        ),
        indexes=frozenset(node["Index Name"] for node in _nodes(plan) if "Index Name" in node),
    )


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from _nodes(child)
