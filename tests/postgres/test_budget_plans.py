"""What budget figures cost: as much on a long ledger as on a short one with an equal period."""

from datetime import date

import pytest

from piggypulse_adapters.postgres.budgeting.budgets import SQL
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.kernel.ids import UserId
from tests.support.long_past import MODES, PERIOD, TODAY, cost, short_and_long


@pytest.fixture
async def ledgers(work: PostgresWork) -> tuple[UserId, UserId]:
    return await short_and_long(work)


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


async def test_a_longer_past_costs_no_budget_figure_more(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    for name, mode in ((name, mode) for name in SQL for mode in MODES):
        on_short, on_long = [
            await cost(work, statement=SQL[name], given=parameters(owner), mode=mode)
            for owner in ledgers
        ]

        assert not on_long.is_dearer(than=on_short), (name, mode, on_short, on_long)
        assert on_long.read_whole.isdisjoint({"transactions", "account_days"}), (name, mode)


async def test_a_figure_that_adds_up_everything_would_be_noticed(
    work: PostgresWork, ledgers: tuple[UserId, UserId]
) -> None:
    ever = date(1900, 1, 1)

    for name in ("sum_periods", "sum_categories"):
        for mode in MODES:
            given = {"starts": [ever], "start_on": ever}
            on_short, on_long = [
                await cost(work, statement=SQL[name], given=parameters(owner) | given, mode=mode)
                for owner in ledgers
            ]

            assert on_long.is_dearer(than=on_short), (name, mode, on_short, on_long)
