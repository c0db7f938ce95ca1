"""Figures of vendors over HTTP."""

from tests.api.insights.conftest import Keeper
from tests.support.client import ApiClient, answered
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"


async def test_stats_add_up_a_period(keeper: Keeper) -> None:
    params = {"periodId": str(keeper.house.period("P2"))}

    reply = answered(await keeper.client.get("/vendors/stats", params=params))

    assert [one["name"] for one in reply.pop("excludedAccounts")] == ["Dollars"]
    assert reply == {
        "totalVendors": 3,
        "totalSpendThisPeriod": 144450,
        "avgSpendPerVendor": 48150,
    }


async def test_detail_shows_a_vendor_over_time(keeper: Keeper) -> None:
    market = keeper.house.vendors["Market"]
    food, leisure = keeper.house.categories["Food"], keeper.house.categories["Leisure"]

    reply = answered(await keeper.client.get(f"/vendors/{market.id}/detail"))

    assert reply["id"] == str(market.id)
    assert (reply["name"], reply["status"], reply["description"]) == ("Market", "active", None)
    assert (
        reply["periodSpend"],
        reply["transactionCount"],
        reply["averageTransactionAmount"],
    ) == (12470, 2, 6235)
    assert [(one["periodName"], one["totalSpend"]) for one in reply["trend"]] == [
        ("P1", 18400),
        ("P2", 21150),
        ("P3", 12470),
    ]
    assert reply["topCategories"] == [
        {
            "categoryId": str(food.id),
            "categoryName": "Food",
            "totalSpend": 9870,
            "percentage": 79.15,
        },
        {
            "categoryId": str(leisure.id),
            "categoryName": "Leisure",
            "totalSpend": 2600,
            "percentage": 20.85,
        },
    ]
    assert [(one["date"], one["amount"]) for one in reply["recentTransactions"]] == [
        ("2031-05-06", 2600),
        ("2031-05-02", 9870),
    ]


async def test_need_a_period_and_a_vendor_of_ones_own(keeper: Keeper, house: Served) -> None:
    market = keeper.house.vendors["Market"].id

    async with await house.newcomer(name="Bob") as bob:
        for path in (f"/vendors/{market}/detail", f"/vendors/{RANDOM_ID}/detail"):
            assert answered(await bob.get(path), 404)["code"] == "not_found"
        assert answered(await bob.get("/vendors/stats"), 404)["code"] == "no_current_period"
    for path in ("/vendors/stats", f"/vendors/{market}/detail"):
        reply = await keeper.client.get(path, params={"periodId": RANDOM_ID})
        assert answered(reply, 404)["code"] == "not_found"


async def test_detail_needs_a_current_period_unless_one_is_named(alice: ApiClient) -> None:
    key = answered(await alice.post("/vendors", json={"name": "Kiosk"}), 201)["id"]

    problem = answered(await alice.get(f"/vendors/{key}/detail"), 404)

    assert problem["code"] == "no_current_period"
