"""Budget stability over HTTP."""

from tests.api.insights.conftest import Keeper
from tests.support.client import answered

PATH = "/dashboard/budget-stability"


class TestStability:
    async def test_tells_how_budgets_were_kept(self, keeper: Keeper) -> None:
        reply = answered(await keeper.client.get(PATH))

        assert [one["name"] for one in reply.pop("excludedAccounts")] == ["Dollars"]
        assert reply == {
            "stability": 50,
            "recentStability": 50,
            "periodsWithinRange": 1,
            "periodsConsidered": 2,
            "periodsStability": [True, False],
            "toleranceBasisPoints": 500,
        }

    async def test_looks_no_further_than_the_period_asked_for(self, keeper: Keeper) -> None:
        period = {"periodId": str(keeper.house.period("P1"))}

        reply = answered(await keeper.client.get(PATH, params=period))

        assert (reply["stability"], reply["periodsStability"]) == (100, [True])

    async def test_is_as_strict_as_preferences_say(self, keeper: Keeper) -> None:
        lenient = {"stabilityToleranceBasisPoints": 10_000}
        answered(await keeper.client.put("/settings/preferences", json=lenient))

        reply = answered(await keeper.client.get(PATH))

        assert (reply["stability"], reply["toleranceBasisPoints"]) == (100, 10_000)
