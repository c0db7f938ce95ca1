"""What budget figures cost: as much on a long ledger as on a short one with an equal period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pytest

from piggypulse_adapters.postgres.budgeting.budgets import SQL
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.ids import UserId
from tests.postgres.test_figure_plans import (
    DEEPER,
    LONG,
    PERIOD,
    SHORT,
    TODAY,
    nodes,
    with_history,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How much a statement read, and of which tables everything."""

    blocks: int
    whole: frozenset[str]


@pytest.fixture
async def ledgers(work: PostgresWork) -> tuple[UserId, UserId]:
    short = await with_history(work, days=SHORT)
    long = await with_history(work, days=LONG)
    async with work.reading() as unit:
        await unit.connection.execute(b"VACUUM (ANALYZE)")
    return short, long


def parameters(owner: UserId) -> dict[str, object]:
    """Every value any of the statements asks for."""
    return {
        "owner": owner,
        "currency": "EUR",
        "starts": [PERIOD.start],
        "ends": [PERIOD.end],
        "start_on": PERIOD.start,
        "end_on": PERIOD.end,
        "until": TODAY,
    }


async def reading(work: PostgresWork, *, name: str, given: Mapping[str, object]) -> Reading:
    async with work.reading() as unit:
        cursor = await unit.connection.execute(
            b"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + SQL[name], given
        )
        ((answer,),) = await cursor.fetchall()
    plan = answer[0]["Plan"]
    return Reading(
        blocks=plan["Shared Hit Blocks"] + plan["Shared Read Blocks"],
        whole=frozenset(
            node["Relation Name"] for node in nodes(plan) if node["Node Type"] == "Seq Scan"
        ),
    )


async def test_a_longer_past_costs_no_budget_figure_more(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    for name in SQL:
        on_short, on_long = [
            await reading(work, name=name, given=parameters(owner)) for owner in ledgers
        ]

        assert on_long.blocks <= on_short.blocks + DEEPER, (name, on_short, on_long)
        assert on_long.whole.isdisjoint({"transactions", "account_days"}), (name, on_long)


async def test_a_figure_that_adds_up_everything_would_be_noticed(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    ever = date(1900, 1, 1)

    for name in ("sum_periods", "sum_categories"):
        on_short, on_long = [
            await reading(
                work, name=name, given=parameters(owner) | {"starts": [ever], "start_on": ever}
            )
            for owner in ledgers
        ]

        assert on_long.blocks > on_short.blocks + DEEPER, (name, on_short, on_long)
