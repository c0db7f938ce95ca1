"""The dashboard's series over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import answered
from tests.support.served import Served


class TestHistories:
    async def test_of_spending_has_a_point_for_each_day(self, keeper: Keeper) -> None:
        points = answered(await keeper.client.get("/dashboard/current-period-history"))

        assert len(points) == 13
        assert points[:2] == [
            {"date": "2031-04-28", "dailySpent": 0, "cumulativeSpent": 0},
            {"date": "2031-04-29", "dailySpent": 35000, "cumulativeSpent": 35000},
        ]
        assert points[-1] == {"date": "2031-05-10", "dailySpent": 0, "cumulativeSpent": 65220}

    async def test_of_net_position_has_the_close_of_each_day(self, keeper: Keeper) -> None:
        points = answered(await keeper.client.get("/dashboard/net-position-history"))
        now = answered(await keeper.client.get("/dashboard/net-position"))

        assert len(points) == 13
        assert points[0] == {
            "date": "2031-04-28",
            "total": 757650,
            "liquidAmount": 476800,
            "protectedAmount": 290000,
            "debtAmount": 9150,
        }
        assert points[-1] == {"date": "2031-05-10"} | {
            name: now[name] for name in ("total", "liquidAmount", "protectedAmount", "debtAmount")
        }

    @pytest.mark.parametrize("path", ["current-period-history", "net-position-history"])
    async def test_are_empty_before_the_period_begins(
        self, keeper: Keeper, house: Served, path: str
    ) -> None:
        house.clock.instant = house.clock.instant.replace(month=4, day=10)
        period = {"periodId": str(keeper.house.period("P3"))}

        assert answered(await keeper.client.get(f"/dashboard/{path}", params=period)) == []


class TestCashFlow:
    async def test_sets_income_against_spending(self, keeper: Keeper) -> None:
        reply = answered(await keeper.client.get("/dashboard/cash-flow"))
        shown = answered(await keeper.client.get("/dashboard/current-period"))

        assert reply == {
            "inflows": 214500,
            "outflows": 100220,
            "net": 114280,
            "excludedAccounts": shown["excludedAccounts"],
        }
        assert (reply["outflows"], len(reply["excludedAccounts"])) == (shown["spent"], 1)


class TestSpendingTrend:
    async def test_shows_the_periods_before_first(self, keeper: Keeper) -> None:
        reply = answered(await keeper.client.get("/dashboard/spending-trend"))

        assert reply["periods"] == [
            {"periodId": str(keeper.house.period(name)), "periodName": name, "totalSpent": spent}
            for name, spent in (("P1", 94400), ("P2", 144450), ("P3", 100220))
        ]
        assert reply["periodAverage"] == 113023
        assert [one["name"] for one in reply["excludedAccounts"]] == ["Dollars"]

    async def test_takes_a_limit(self, keeper: Keeper) -> None:
        reply = answered(await keeper.client.get("/dashboard/spending-trend", params={"limit": 1}))

        assert [one["periodName"] for one in reply["periods"]] == ["P3"]
        assert reply["periodAverage"] == 100220

    @pytest.mark.parametrize("limit", ["0", "51", "-1", "many", ""])
    async def test_refuses_any_other_limit(self, keeper: Keeper, limit: str) -> None:
        asked = {"limit": limit}

        problem = answered(await keeper.client.get("/dashboard/spending-trend", params=asked), 400)

        assert problem["code"] == "invalid_input"
        assert problem["errors"][0]["field"] == "limit"
