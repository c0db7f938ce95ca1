"""Figures of categories over HTTP."""

import pytest

from tests.api.insights.conftest import Keeper
from tests.support.client import ApiClient, answered
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"


def key(keeper: Keeper, name: str) -> str:
    return str(keeper.house.categories[name].id)


def left_out(keeper: Keeper) -> list[dict[str, str]]:
    dollars = keeper.house.accounts["Dollars"]
    return [{"id": str(dollars.id), "name": "Dollars", "currencyCode": "USD"}]


async def test_the_overview_sets_categories_against_their_goals(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get("/categories/overview"))

    assert reply["summary"] == {
        "periodName": "P3",
        "periodElapsedPercent": 46,
        "totalSpent": 82470,
        "totalBudgeted": 121000,
        "totalBudgetedIncoming": 210000,
        "variance": 38530,
        "uncategorizedSpent": 2750,
        "allowanceTopUps": 15000,
        "periodSpent": 100220,
    }
    assert reply["excludedAccounts"] == left_out(keeper)
    assert [row["name"] for row in reply["categories"]] == [
        "Courses",
        "Energy",
        "Food",
        "Housing",
        "Leisure",
        "Wages",
    ]
    assert reply["categories"][2] == {
        "id": key(keeper, "Food"),
        "name": "Food",
        "type": "expense",
        "icon": "📁",
        "color": "#D4A0B6",
        "status": "active",
        "parentId": None,
        "behavior": "variable",
        "description": None,
        "target": 36000,
        "autoComputedTarget": False,
        "actual": 9870,
        "projected": 21258,
        "budgeted": 36000,
        "variance": 26130,
    }


async def test_the_overview_lists_archived_categories_to_take_up_again(keeper: Keeper) -> None:
    courses = answered(await keeper.client.get("/categories/overview"))["categories"][0]

    assert (courses["status"], courses["actual"], courses["budgeted"]) == ("inactive", 0, None)
    answered(await keeper.client.post(f"/categories/{courses['id']}/unarchive"))
    again = answered(await keeper.client.get("/categories/overview"))["categories"][0]
    assert (again["status"], again["budgeted"], again["variance"]) == ("active", 5000, 5000)


async def test_an_old_form_filled_from_the_overview_changes_nothing(keeper: Keeper) -> None:
    """Such a form sends what the row held, without parent, and without behaviour for income."""
    before = answered(await keeper.client.get("/categories/overview"))
    food = before["categories"][2]
    known = ("name", "type", "icon", "color", "description", "behavior", "target")
    body = {name: food[name] for name in known}

    answered(await keeper.client.put(f"/categories/{food['id']}", json=body))

    assert answered(await keeper.client.get("/categories/overview")) == before


async def test_the_detail_tells_a_period_and_those_before(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get(f"/categories/{key(keeper, 'Food')}/detail"))

    market = keeper.house.vendors["Market"]
    assert reply == {
        "id": key(keeper, "Food"),
        "name": "Food",
        "type": "expense",
        "icon": "📁",
        "color": "#D4A0B6",
        "status": "active",
        "parentId": None,
        "behavior": "variable",
        "description": None,
        "target": 36000,
        "autoComputedTarget": False,
        "periodSpend": 9870,
        "transactionCount": 1,
        "budgeted": 36000,
        "trend": [
            {
                "periodId": str(keeper.house.period(name)),
                "periodName": name,
                "totalSpend": total,
            }
            for name, total in (("P1", 18400), ("P2", 21150), ("P3", 9870))
        ],
        "recentTransactions": [
            {
                "id": str(keeper.house.transactions[12].id),
                "date": "2031-05-02",
                "amount": 9870,
                "description": "No. 13",
                "vendorId": str(market.id),
                "vendorName": "Market",
            }
        ],
        "excludedAccounts": left_out(keeper),
    }


async def test_the_detail_shows_the_systems_category_too(keeper: Keeper) -> None:
    reply = answered(await keeper.client.get(f"/categories/{key(keeper, 'Transfer')}/detail"))

    assert (reply["periodSpend"], reply["transactionCount"]) == (25000, 2)


async def test_the_trend_lists_as_many_periods_as_asked(keeper: Keeper) -> None:
    path = f"/categories/{key(keeper, 'Leisure')}/trend"

    assert [row["totalSpend"] for row in answered(await keeper.client.get(path))] == [
        0,
        53300,
        2600,
    ]
    two = answered(await keeper.client.get(path, params={"limit": 2}))
    assert [row["periodName"] for row in two] == ["P2", "P3"]


@pytest.mark.parametrize("limit", ["0", "25", "x", "1.5"])
async def test_the_trend_refuses_other_limits(alice: ApiClient, limit: str) -> None:
    path = f"/categories/{RANDOM_ID}/trend"

    assert answered(await alice.get(path, params={"limit": limit}), 400)["code"] == "invalid_input"


async def test_the_detail_needs_a_period(house: Served, keeper: Keeper) -> None:
    path = f"/categories/{key(keeper, 'Food')}/detail"
    unknown = await keeper.client.get(path, params={"periodId": RANDOM_ID})
    assert answered(unknown, 404)["code"] == "not_found"

    house.clock.instant = house.clock.instant.replace(year=2030)

    assert answered(await keeper.client.get(path), 404)["code"] == "no_current_period"


@pytest.mark.parametrize("page", ["detail", "trend"])
async def test_bob_gets_what_a_random_id_gets(house: Served, keeper: Keeper, page: str) -> None:
    async with await house.newcomer(name="Bob") as bob:
        problems = [
            answered(await bob.get(f"/categories/{one}/{page}"), 404)
            for one in (key(keeper, "Food"), RANDOM_ID)
        ]

    assert [(one["code"], one["detail"]) for one in problems] == [
        ("not_found", "You have no such category.")
    ] * 2
