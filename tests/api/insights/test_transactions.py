"""Figures of transactions over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import answered


@pytest.mark.parametrize(
    ("period", "figures"),
    [("P1", (210000, 94400, 115600, 5)), ("P3", (214500, 89420, 125080, 9))],
)
async def test_stats_add_up_a_period(
    keeper: Keeper, period: str, figures: tuple[int, int, int, int]
) -> None:
    params = {"periodId": str(keeper.house.period(period))}

    reply = answered(await keeper.client.get("/transactions/stats", params=params))

    (left_out,) = reply.pop("excludedAccounts")
    assert left_out["name"] == "Dollars"
    assert reply == dict(
        zip(
            ("totalInflows", "totalOutflows", "netAmount", "transactionCount"),
            figures,
            strict=True,
        )
    )
