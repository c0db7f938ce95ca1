"""What figures cost: as much on a long ledger as on a short one whose current period is equal."""

from datetime import date

import pytest

from piggypulse_adapters.postgres.insights import reader, vendors
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.insights.model.marks import marks
from piggypulse_core.kernel.ids import UserId
from tests.support.long_past import MODES, PERIOD, TODAY, VENDOR, cost, short_and_long

SQL = {**reader.SQL, **vendors.SQL}


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
        assert on_long.read_whole.isdisjoint({"transactions", "account_days"}), (name, mode)
        levels = {kind for kind, table in on_long.scans if table == "account_days"}
        assert levels <= {"Index Only Scan"}, (name, mode, on_long)


async def test_a_figure_that_adds_up_everything_would_be_noticed(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    since_ever = {"start": date(1900, 1, 1), "eve": date(1899, 12, 31)}

    for name in ("read_spent_by_day", "read_account_levels", "list_account_levels", "sum_flows"):
        for mode in MODES:
            on_short, on_long = [
                await cost(
                    work, statement=SQL[name], given=parameters(owner) | since_ever, mode=mode
                )
                for owner in ledgers
            ]

            assert on_long.is_dearer(than=on_short), (name, mode, on_short, on_long)
