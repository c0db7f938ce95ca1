"""A whole dashboard over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import answered

OPERATIONS = {
    "currentPeriod": "/dashboard/current-period",
    "currentPeriodHistory": "/dashboard/current-period-history",
    "netPosition": "/dashboard/net-position",
    "netPositionHistory": "/dashboard/net-position-history",
    "budgetStability": "/dashboard/budget-stability",
    "cashFlow": "/dashboard/cash-flow",
    "spendingTrend": "/dashboard/spending-trend",
    "topVendors": "/dashboard/top-vendors",
    "fixedCategories": "/dashboard/fixed-categories",
    "variableCategories": "/dashboard/variable-categories",
    "subscriptions": "/dashboard/subscriptions",
    "uncategorized": "/dashboard/uncategorized",
    "accounts": "/accounts/summary",
    "balanceHistory": "/accounts/balance-history",
}


class TestDashboard:
    @pytest.mark.parametrize("name", ["P1", "P3"])
    async def test_is_what_the_operations_of_its_parts_answer(
        self, keeper: Keeper, name: str
    ) -> None:
        period = {"periodId": str(keeper.house.period(name))}
        wrapped = {"responseFormat": "wrapped"}

        reply = answered(await keeper.client.get("/dashboard", params=period))

        assert reply == {
            part: answered(
                await keeper.client.get(
                    path, params=period | wrapped if part == "fixedCategories" else period
                )
            )
            for part, path in OPERATIONS.items()
        }

    @pytest.mark.parametrize("nothing", ["", "null"])
    async def test_means_all_parts_by_nothing(self, keeper: Keeper, nothing: str) -> None:
        reply = answered(await keeper.client.get("/dashboard", params={"parts": nothing}))

        assert list(reply) == list(OPERATIONS)

    async def test_has_the_parts_asked_for_alone(self, keeper: Keeper) -> None:
        asked = {"parts": "cashFlow,accounts,cashFlow"}

        reply = answered(await keeper.client.get("/dashboard", params=asked))

        assert set(reply) == {"cashFlow", "accounts"}
        assert reply["cashFlow"]["net"] == 114280

    @pytest.mark.parametrize("parts", ["cashFlow,weather", "cashFlow,", ",", "CashFlow"])
    async def test_refuses_a_part_there_is_not(self, keeper: Keeper, parts: str) -> None:
        problem = answered(await keeper.client.get("/dashboard", params={"parts": parts}), 400)

        assert problem["code"] == "unknown_part"
        assert problem["errors"][0]["field"] == "parts"
