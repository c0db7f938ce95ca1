"""Figures of accounts over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import ApiClient, answered

PATH = "/accounts/summary"


class TestAccountSummaries:
    async def test_tell_everything_about_an_allowance(self, keeper: Keeper) -> None:
        page = answered(await keeper.client.get(PATH))

        assert [row["name"] for row in page["data"]] == [
            "Dollars",
            "Pocket",
            "Visa",
            "Reserve",
            "Giro",
        ]
        assert (page["totalCount"], page["hasMore"], page["nextCursor"]) == (5, False, None)
        assert page["data"][1] == {
            "id": str(keeper.house.accounts["Pocket"].id),
            "name": "Pocket",
            "type": "Allowance",
            "color": "#336699",
            "status": "active",
            "currencyCode": "EUR",
            "currentBalance": 10800,
            "netChangeThisPeriod": 10800,
            "numberOfTransactions": 2,
            "balanceAtPeriodEnd": 10800,
            "nextTransfer": "2031-05-14",
            "balanceAfterNextTransfer": 16800,
        }

    async def test_plan_nothing_for_other_accounts(self, keeper: Keeper) -> None:
        giro = answered(await keeper.client.get(PATH))["data"][4]

        assert (giro["nextTransfer"], giro["balanceAfterNextTransfer"]) == (None, None)
        assert (giro["currentBalance"], giro["balanceAtPeriodEnd"]) == (411450, 376450)

    async def test_come_in_pages(self, keeper: Keeper) -> None:
        first = answered(await keeper.client.get(PATH, params={"limit": 3}))
        following = {"limit": 3, "cursor": first["nextCursor"]}
        second = answered(await keeper.client.get(PATH, params=following))

        assert (first["hasMore"], second["hasMore"], second["nextCursor"]) == (True, False, None)
        assert [row["name"] for row in second["data"]] == ["Reserve", "Giro"]

    @pytest.mark.parametrize(("status", "count"), [("all", 5), ("active", 5), ("inactive", 0)])
    async def test_can_be_asked_for_by_status(
        self, keeper: Keeper, status: str, count: int
    ) -> None:
        page = answered(await keeper.client.get(PATH, params={"status": status}))

        assert (len(page["data"]), page["totalCount"]) == (count, count)

    @pytest.mark.parametrize("cursor", ["x", "01900000-0000-7000-8000-ffffffffffff"])
    async def test_refuse_a_cursor_that_is_not_in_the_list(
        self, keeper: Keeper, cursor: str
    ) -> None:
        problem = answered(await keeper.client.get(PATH, params={"cursor": cursor}), 400)

        assert problem["code"] == "unknown_cursor"

    @pytest.mark.parametrize(
        "wrong", [{"limit": "0"}, {"limit": "201"}, {"limit": "x"}, {"status": "gone"}]
    )
    async def test_refuse_what_they_do_not_know(
        self, alice: ApiClient, wrong: dict[str, str]
    ) -> None:
        assert answered(await alice.get(PATH, params=wrong), 400)["code"] == "invalid_input"
