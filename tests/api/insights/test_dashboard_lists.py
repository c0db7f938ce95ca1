"""The lists of the dashboard over HTTP, out of the worked example."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import answered


def left_out(keeper: Keeper) -> list[dict[str, str]]:
    dollars = keeper.house.accounts["Dollars"]
    return [{"id": str(dollars.id), "name": "Dollars", "currencyCode": "USD"}]


async def test_top_vendors_come_with_their_spend(keeper: Keeper) -> None:
    vendors = keeper.house.vendors
    landlord = {
        "vendorId": str(vendors["Landlord"].id),
        "vendorName": "Landlord",
        "totalSpent": 70000,
        "transactionCount": 2,
    }
    market = {
        "vendorId": str(vendors["Market"].id),
        "vendorName": "Market",
        "totalSpent": 12470,
        "transactionCount": 2,
    }

    assert answered(await keeper.client.get("/dashboard/top-vendors")) == [landlord, market]
    for limit, shown in (("1", [landlord]), ("50", [landlord, market])):
        reply = await keeper.client.get("/dashboard/top-vendors", params={"limit": limit})
        assert answered(reply) == shown


@pytest.mark.parametrize("limit", ["0", "51", "-1", "ten", "1.0", ""])
async def test_top_vendors_need_a_limit_in_bounds(keeper: Keeper, limit: str) -> None:
    reply = await keeper.client.get("/dashboard/top-vendors", params={"limit": limit})

    problem = answered(reply, 400)
    assert problem["code"] == "invalid_input"
    assert [one["field"] for one in problem["errors"]] == ["limit"]


async def test_uncategorized_purchases_wait_for_a_category(keeper: Keeper) -> None:
    giro, booked = keeper.house.accounts["Giro"], keeper.house.transactions[14]

    assert answered(await keeper.client.get("/dashboard/uncategorized")) == {
        "count": 1,
        "transactions": [
            {
                "id": str(booked.id),
                "amount": 2750,
                "date": "2031-05-05",
                "description": "No. 15",
                "fromAccountId": str(giro.id),
            }
        ],
        "spent": 2750,
        "excludedAccounts": left_out(keeper),
    }


async def test_fixed_categories_come_in_two_shapes(keeper: Keeper) -> None:
    energy, housing = (keeper.house.categories[name] for name in ("Energy", "Housing"))
    window = {"periodId": str(keeper.house.period("P1"))}

    bare = answered(await keeper.client.get("/dashboard/fixed-categories", params=window))
    nothing = {**window, "responseFormat": "null"}
    assert answered(await keeper.client.get("/dashboard/fixed-categories", params=nothing)) == bare
    wrapped = answered(
        await keeper.client.get(
            "/dashboard/fixed-categories", params={**window, "responseFormat": "wrapped"}
        )
    )

    assert bare == [
        {
            "categoryId": str(one.id),
            "categoryName": one.name,
            "categoryIcon": one.icon,
            "status": status,
            "spent": spent,
            "budgeted": budgeted,
        }
        for one, status, spent, budgeted in (
            (energy, "pending", 0, 9000),
            (housing, "paid", 70000, 70000),
        )
    ]
    assert wrapped == {
        "totalBudgeted": 79000,
        "totalPaid": 70000,
        "categories": [
            {
                "id": row["categoryId"],
                "name": row["categoryName"],
                "budgeted": row["budgeted"],
                "paid": row["spent"],
                "status": row["status"],
            }
            for row in bare
        ],
        "excludedAccounts": left_out(keeper),
    }


@pytest.mark.parametrize("shape", ["", "bare", "Wrapped", "wrapped "])
async def test_fixed_categories_know_no_other_shape(keeper: Keeper, shape: str) -> None:
    reply = await keeper.client.get("/dashboard/fixed-categories", params={"responseFormat": shape})

    problem = answered(reply, 400)
    assert problem["code"] == "invalid_input"
    assert [one["field"] for one in problem["errors"]] == ["responseFormat"]


async def test_variable_categories_tell_how_much_is_used_up(keeper: Keeper) -> None:
    food, leisure = (keeper.house.categories[name] for name in ("Food", "Leisure"))

    assert answered(await keeper.client.get("/dashboard/variable-categories")) == {
        "totalBudgeted": 51000,
        "totalPaid": 12470,
        "categories": [
            {
                "id": str(food.id),
                "name": "Food",
                "budgeted": 36000,
                "paid": 9870,
                "progress": 27,
            },
            {
                "id": str(leisure.id),
                "name": "Leisure",
                "budgeted": 15000,
                "paid": 2600,
                "progress": 17,
            },
        ],
        "excludedAccounts": left_out(keeper),
    }


async def test_subscriptions_tell_what_a_period_charges(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get("/dashboard/subscriptions"))

    keys = {one.subscription.name: str(one.subscription.id) for one in keeper.house.subscriptions}
    rows = reply.pop("subscriptions")
    assert reply == {
        "activeCount": 2,
        "monthlyTotal": 1716,
        "yearlyTotal": 20588,
        "excludedAccounts": left_out(keeper),
    }
    assert rows == [
        {
            "id": keys[name],
            "name": name,
            "billingAmount": amount,
            "billingCycle": cycle,
            "nextChargeDate": coming,
            "displayStatus": status,
        }
        for name, amount, cycle, coming, status in (
            ("Paper", 2500, "quarterly", "2031-07-28", "charged"),
            ("Domain", 5000, "yearly", "2031-05-10", "today"),
            ("Music", 1299, "monthly", "2031-05-17", "upcoming"),
        )
    ]
