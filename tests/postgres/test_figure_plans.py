"""What figures cost: as much on a long ledger as on a short one whose current period is equal."""

from datetime import date

import pytest

from piggypulse_adapters.postgres.insights import accounts, categories, reader, vendors
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.insights.model.marks import marks
from piggypulse_core.kernel.ids import UserId
from tests.support.long_past import MODES, PERIOD, TODAY, VENDOR, cost, short_and_long
from tests.support.worked_example import household

SQL = {
    **reader.SQL,
    **vendors.SQL,
    **accounts.SQL,
    **categories.SQL,
}
LEDGER = {"transactions", "account_days", "billing_events"}
"""What grows with the years."""
HOUSE = household(entries=())
"""Everybody's rows have these ids; only their pasts differ."""


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
        "vendor": VENDOR,
        "periods": 6,
        "purchases": 10,
        "newest": 50,
        "account": HOUSE.accounts["Giro"].id,
        "category": HOUSE.categories["Food"].id,
        "after": days.eve,
        "until": days.end,
        "starts": [period.start for period in HOUSE.periods.values()],
        "ends": [period.end for period in HOUSE.periods.values()],
    }


@pytest.fixture
async def ledgers(work: PostgresWork) -> tuple[UserId, UserId]:
    return await short_and_long(work)


async def test_a_longer_past_costs_no_figure_more(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    for name, mode in ((name, mode) for name in SQL for mode in MODES):
        on_short, on_long = [
            await cost(work, statement=SQL[name], given=parameters(owner), mode=mode)
            for owner in ledgers
        ]

        assert not on_long.is_dearer(than=on_short), (name, mode, on_short, on_long)
        assert on_long.read_whole.isdisjoint(LEDGER), (name, mode)
        levels = {kind for kind, table in on_long.scans if table == "account_days"}
        assert levels <= {"Index Only Scan"}, (name, mode, on_long)
        if name == "list_uncategorized":
            assert "transactions_uncategorized" in on_long.indexes, (mode, on_long)


ADDING_UP = (
    "read_spent_by_day",
    "sum_spending",
    "sum_cash_flow",
    "read_account_levels",
    "list_account_levels",
    "sum_flows",
    "read_account_days",
    "sum_outflows",
    "find_largest_purchase",
    "sum_purchases",
    "sum_category_flows",
    "sum_category_activities",
    "list_top_vendors",
    "list_uncategorized",
    "list_subscriptions_charged",
)


async def test_a_figure_that_adds_up_everything_would_be_noticed(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    since_ever = {
        "start": date(1900, 1, 1),
        "eve": date(1899, 12, 31),
        "after": date(1899, 12, 31),
        "starts": [date(1900, 1, 1)],
        "ends": [PERIOD.end],
    }

    for name in ADDING_UP:
        for mode in MODES:
            on_short, on_long = [
                await cost(
                    work, statement=SQL[name], given=parameters(owner) | since_ever, mode=mode
                )
                for owner in ledgers
            ]

            assert on_long.is_dearer(than=on_short), (name, mode, on_short, on_long)
