"""The dashboard over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import ApiClient, answered
from tests.support.served import Served

FIGURES = (
    "/dashboard",
    "/dashboard/current-period",
    "/dashboard/net-position",
    "/dashboard/budget-stability",
    "/dashboard/current-period-history",
    "/dashboard/net-position-history",
    "/dashboard/cash-flow",
    "/dashboard/spending-trend",
    "/dashboard/top-vendors",
    "/dashboard/uncategorized",
    "/dashboard/fixed-categories",
    "/dashboard/variable-categories",
    "/dashboard/subscriptions",
    "/transactions/stats",
    "/accounts/summary",
    "/accounts/balance-history",
    "/categories/overview",
)
RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"


def left_out(keeper: Keeper) -> list[dict[str, str]]:
    dollars = keeper.house.accounts["Dollars"]
    return [{"id": str(dollars.id), "name": "Dollars", "currencyCode": "USD"}]


class TestCurrentPeriod:
    async def test_tells_spending_against_targets(self, keeper: Keeper) -> None:
        reply = answered(await keeper.client.get("/dashboard/current-period"))

        assert reply == {
            "spent": 100220,
            "target": 146000,
            "incomeTarget": 210000,
            "daysInPeriod": 28,
            "daysRemaining": 15,
            "projectedSpend": 140474,
            "spentToDate": 65220,
            "dailySpend": [0, 35000, 0, 0, 9870, 15000, 0, 2750, 2600]
            + [0] * 13
            + [35000]
            + [0] * 5,
            "excludedAccounts": left_out(keeper),
        }

    async def test_tells_a_closed_period(self, keeper: Keeper) -> None:
        period = {"periodId": str(keeper.house.period("P1"))}

        reply = answered(await keeper.client.get("/dashboard/current-period", params=period))

        assert (reply["spent"], reply["spentToDate"], reply["projectedSpend"]) == (94400,) * 3
        assert (reply["target"], reply["daysRemaining"]) == (151000, 0)


class TestNetPosition:
    async def test_tells_what_is_owned_and_owed(self, keeper: Keeper) -> None:
        reply = answered(await keeper.client.get("/dashboard/net-position"))

        assert reply == {
            "total": 703230,
            "liquidAmount": 422250,
            "protectedAmount": 290000,
            "debtAmount": 9020,
            "differenceThisPeriod": 160080,
            "numberOfAccounts": 4,
            "archivedAmount": 0,
            "otherCurrencies": [
                {
                    "currencyCode": "USD",
                    "total": 25000,
                    "liquidAmount": 25000,
                    "protectedAmount": 0,
                    "debtAmount": 0,
                    "numberOfAccounts": 1,
                }
            ],
            "excludedAccounts": left_out(keeper),
        }

    async def test_changes_only_its_difference_with_the_period(self, keeper: Keeper) -> None:
        now = answered(await keeper.client.get("/dashboard/net-position"))
        period = {"periodId": str(keeper.house.period("P2"))}

        then = answered(await keeper.client.get("/dashboard/net-position", params=period))

        assert then == now | {"differenceThisPeriod": 65550}


@pytest.mark.parametrize("path", FIGURES)
class TestEveryFigure:
    @pytest.mark.parametrize("nothing", ["", "null"])
    async def test_means_the_current_period_by_nothing(
        self, keeper: Keeper, path: str, nothing: str
    ) -> None:
        named = {"periodId": str(keeper.house.period("P3"))}

        expected = answered(await keeper.client.get(path, params=named))

        assert answered(await keeper.client.get(path, params={"periodId": nothing})) == expected
        assert answered(await keeper.client.get(path)) == expected

    async def test_needs_a_current_period(self, alice: ApiClient, path: str) -> None:
        assert answered(await alice.get(path), 404)["code"] == "no_current_period"

    async def test_refuses_a_malformed_period(self, alice: ApiClient, path: str) -> None:
        problem = answered(await alice.get(path, params={"periodId": "P3"}), 400)

        assert problem["code"] == "invalid_input"
        assert problem["errors"][0]["field"] == "periodId"

    async def test_knows_somebody_elses_period_no_better_than_a_random_one(
        self, keeper: Keeper, house: Served, path: str
    ) -> None:
        of_keeper = {"periodId": str(keeper.house.period("P3"))}
        before = answered(await keeper.client.get(path))

        async with await house.newcomer(name="Bob") as bob:
            theirs = answered(await bob.get(path, params=of_keeper), 404)
            nobodys = answered(await bob.get(path, params={"periodId": RANDOM_ID}), 404)

        assert theirs["code"] == "not_found"
        assert without_request(theirs) == without_request(nobodys)
        assert answered(await keeper.client.get(path)) == before

    async def test_needs_somebody_signed_in(self, api: ApiClient, path: str) -> None:
        assert answered(await api.get(path), 401)["code"] == "not_authenticated"


def without_request(problem: dict[str, object]) -> dict[str, object]:
    return {
        name: value for name, value in problem.items() if name not in ("requestId", "request_id")
    }
