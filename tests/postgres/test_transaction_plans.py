"""What transactions cost: inside one period as much on a long ledger as on a short one."""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import product
from typing import Any, Never, cast
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.ledger.transactions import PostgresTransactions, transaction_from
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.ledger.model.balance import Change, change
from piggypulse_core.ledger.model.selection import Selection
from piggypulse_core.ledger.model.transaction import Transaction, TransactionId
from tests.postgres.test_statements import numbered
from tests.postgres.test_tenancy import nodes
from tests.support.people import new_user
from tests.support.settled import settled
from tests.support.volume import A_DAY, LAST_DAY, PERIOD, SQL, Volume, seeded

SHORT, LONG, OTHERS = 60, 600, 5
"""Days of history; and how many other people there are, each with a short one."""

DEEPER, DEEPER_AT_LEAST = 0.25, 16
"""A ten times larger index may be a level deeper: a page more per look-up."""

MODES = ("force_custom_plan", "force_generic_plan")

PAGE = PageRequest(limit=50)
A_PAGE = PAGE.limit + 1
LISTED = Selection().inside(span=PERIOD)
IDS = SystemIds()


@dataclass(frozen=True, slots=True)
class Heard(Exception):
    """What a store was about to ask the database."""

    statement: bytes
    given: Mapping[str, Any]


class Listener:
    """Stands for a connection, and tells what it was asked."""

    async def execute(self, statement: bytes, given: Mapping[str, Any], **_: object) -> Never:
        raise Heard(statement, given)


Call = Callable[[PostgresTransactions], Awaitable[object]]


async def heard(call: Call) -> Heard:
    """What a call of a store sends."""
    with pytest.raises(Heard) as caught:
        await call(PostgresTransactions(connection=cast("Connection", Listener())))
    return caught.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Blocks touched, rows of transactions read, rows noted down, and tables read whole."""

    blocks: int
    rows: int
    noted: int
    read_whole: frozenset[str]

    def is_dearer(self, *, than: "Cost") -> bool:
        """By more than deeper indexes explain."""
        return self.blocks > than.blocks + max(DEEPER_AT_LEAST, than.blocks * DEEPER)


def cost_of(*, connection: psycopg.Connection, asked: Heard, mode: str) -> Cost:
    """Run a statement, planned in one of the two ways, and undo it."""
    text = asked.statement.decode()
    names = dict.fromkeys(re.findall(r"%\((\w+)\)s", text))
    given = sql.SQL(", ").join(sql.Literal(asked.given[name]) for name in names)
    explain = sql.SQL("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE asked ({})").format(given)
    with connection.transaction(force_rollback=True), psycopg.ClientCursor(connection) as cursor:
        cursor.execute(sql.SQL("SET LOCAL plan_cache_mode = {}").format(sql.Identifier(mode)))
        cursor.execute(f"PREPARE asked AS {numbered(text=text)}".encode())
        row = cursor.execute(explain).fetchone()
        cursor.execute("DEALLOCATE asked")
    assert row is not None
    plan = row[0][0]["Plan"]
    scans = [one for one in nodes(plan) if "Relation Name" in one and one["Actual Loops"]]
    return Cost(
        blocks=plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        rows=sum(_rows(one) for one in scans if one["Relation Name"] == "transactions"),
        noted=max((_rows(one) for one in nodes(plan) if one["Node Type"] == "CTE Scan"), default=0),
        read_whole=frozenset(
            one["Relation Name"] for one in scans if one["Node Type"] == "Seq Scan"
        ),
    )


def _rows(scan: Mapping[str, Any]) -> int:
    seen: float = scan["Actual Rows"] + scan.get("Rows Removed by Filter", 0)
    return round(seen * float(scan["Actual Loops"]))


def bookings(volume: Volume, *, count: int, days: int) -> list[Transaction]:
    """New transactions, spread over accounts and days."""
    return [
        Transaction(
            id=TransactionId(IDS.new()),
            kind="regular",
            date=LAST_DAY - timedelta(days=place % days),
            description="bread",
            amount_minor=300,
            from_account_id=volume.accounts[place % len(volume.accounts)],
            vendor_id=volume.vendors[place % len(volume.vendors)],
        )
        for place in range(count)
    ]


def page_call(volume: Volume, *, selection: Selection, request: PageRequest = PAGE) -> Call:
    async def call(store: PostgresTransactions) -> object:
        return await store.page(owner=volume.owner, selection=selection, request=request)

    return call


def write_call(volume: Volume, *, made: Change) -> Call:
    async def call(store: PostgresTransactions) -> None:
        await store.write(owner=volume.owner, change=made)

    return call


def reads(volume: Volume, *, cursor: UUID) -> Iterator[tuple[str, Call]]:
    owner = volume.owner
    some_vendor, some_account = frozenset(volume.vendors[:2]), frozenset(volume.accounts[:1])
    for name, selection, request in (
        ("first page", LISTED, PAGE),
        ("later page", LISTED, replace(PAGE, cursor=cursor)),
        ("page of an account", replace(LISTED, accounts=some_account), PAGE),
        ("page of vendors", replace(LISTED, vendors=some_vendor), PAGE),
        ("page with words", replace(LISTED, search="vendor 7"), PAGE),
        ("uncategorised", replace(LISTED, uncategorized="only"), PAGE),
    ):
        yield name, page_call(volume, selection=selection, request=request)
    yield "one", lambda store: store.get(owner=owner, transaction=TransactionId(cursor))
    yield "one held", lambda store: store.hold(owner=owner, transaction=TransactionId(cursor))
    yield "any", lambda store: store.has_any(owner=owner)


def writes(volume: Volume, *, booked: Transaction) -> Iterator[tuple[str, Call]]:
    moved = replace(booked, date=booked.date - timedelta(days=3), amount_minor=7)
    for name, gone, come in (
        ("create", [], bookings(volume, count=1, days=1)),
        ("replace", [booked], [moved]),
        ("delete", [booked], []),
        ("batch", [], bookings(volume, count=1000, days=SHORT)),
    ):
        made = change(gone=gone, come=come, accounts=volume.known_accounts)
        yield name, write_call(volume, made=made)


async def some_booked(work: PostgresWork, volume: Volume) -> Transaction:
    async with work.reading() as unit:
        cursor = await unit.connection.execute(
            SQL["some_booked"], {"owner": volume.owner, "day": LAST_DAY}
        )
        row = await cursor.fetchone()
    assert row is not None
    return transaction_from(row)


@pytest.fixture
async def ledgers(work: PostgresWork) -> tuple[Volume, Volume]:
    short, long = [await seeded(work, days=days) for days in (SHORT, LONG)]
    for _ in range(OTHERS):
        await seeded(work, days=SHORT)
    async with work.reading() as unit:
        await settled(unit.connection)
    return short, long


Costs = Mapping[str, Cost]


async def costs(work: PostgresWork, volume: Volume, *, url: str, mode: str) -> Costs:
    """What everything costs that can be done with transactions."""
    booked = await some_booked(work, volume)
    calls = [*reads(volume, cursor=booked.id), *writes(volume, booked=booked)]
    with psycopg.connect(url, autocommit=True) as connection:
        return {
            name: cost_of(connection=connection, asked=await heard(call), mode=mode)
            for name, call in calls
        }


async def test_a_longer_past_makes_nothing_within_a_period_dearer(
    work: PostgresWork, ledgers: Sequence[Volume], own_database: str
) -> None:
    for mode in MODES:
        on_short, on_long = [
            await costs(work, volume, url=own_database, mode=mode) for volume in ledgers
        ]

        for name, cost in on_long.items():
            assert not cost.is_dearer(than=on_short[name]), (mode, name, on_short[name], cost)
            assert cost.read_whole.isdisjoint({"transactions", "account_days"}), (mode, name, cost)
            assert cost.rows <= 2 * A_DAY * PERIOD.length + A_PAGE, (mode, name, cost)


@pytest.mark.usefixtures("ledgers")
async def test_who_has_booked_nothing_is_told_at_once(
    work: PostgresWork, own_database: str
) -> None:
    newcomer = await new_user(work)

    asked = await heard(lambda store: store.has_any(owner=newcomer))
    with psycopg.connect(own_database, autocommit=True) as connection:
        found = [cost_of(connection=connection, asked=asked, mode=mode) for mode in MODES]

    assert max(cost.blocks for cost in found) < 10


async def test_a_list_of_everything_is_noticed_and_read_once(
    ledgers: Sequence[Volume], own_database: str
) -> None:
    every_row = A_DAY * (LONG + SHORT * (OTHERS + 1))

    for words, mode in product((None, "zebra"), MODES):
        calls = [page_call(one, selection=Selection(search=words)) for one in ledgers]
        with psycopg.connect(own_database, autocommit=True) as connection:
            on_short, on_long = [
                cost_of(connection=connection, asked=await heard(call), mode=mode) for call in calls
            ]
        assert on_long.is_dearer(than=on_short), (words, mode)
        assert 2 * A_DAY * PERIOD.length + A_PAGE < on_long.rows, (words, mode)
        assert on_long.rows <= every_row + 3 * A_PAGE, (words, mode, on_long)
        assert on_long.noted <= A_PAGE, (words, mode, on_long)
