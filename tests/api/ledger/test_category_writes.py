"""Changes of categories over HTTP."""

from typing import Any

import pytest

from tests.support.archiving import names_by_status
from tests.support.client import ApiClient, answered

Json = Any
RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"
FOOD: dict[str, Any] = {"type": "expense", "name": "Food", "icon": "🛒"}


async def category(client: ApiClient, name: str = "Food", **more: object) -> Json:
    return answered(await client.post("/categories", json=FOOD | {"name": name} | more), 201)


async def system_of(client: ApiClient) -> str:
    (option,) = answered(await client.get("/categories/options"))
    key: str = option["id"]
    return key


async def book(client: ApiClient, category_id: str) -> None:
    account = answered(
        await client.post(
            "/accounts",
            json={"type": "Wallet", "name": "Purse", "color": "#123456", "initialBalance": 0},
        ),
        201,
    )
    body = {
        "transactionType": "regular",
        "date": "2026-06-10",
        "description": "x",
        "amount": 1,
        "fromAccountId": account["id"],
        "categoryId": category_id,
    }
    answered(await client.post("/transactions", json=body), 201)


class TestGetCategory:
    async def test_answers_what_creating_answered(self, alice: ApiClient) -> None:
        made = await category(alice, target=300, behavior="fixed", description="dear")

        assert answered(await alice.get(f"/categories/{made['id']}")) == made

    async def test_shows_archived_ones_and_the_systems(self, alice: ApiClient) -> None:
        key = await system_of(alice)
        made = await category(alice)
        answered(await alice.post(f"/categories/{made['id']}/archive"))

        shown = answered(await alice.get(f"/categories/{made['id']}"))

        assert shown == made | {"status": "inactive"}
        assert answered(await alice.get(f"/categories/{key}"))["name"] == "Transfer"


class TestUpdateCategory:
    async def test_keeps_what_an_old_form_does_not_know(self, alice: ApiClient) -> None:
        home = await category(alice, "Home")
        made = await category(alice, parentId=home["id"], behavior="fixed", target=300)
        body = {"name": "Rent", "type": "expense", "icon": "🏠", "color": "#000000"}

        reply = answered(await alice.put(f"/categories/{made['id']}", json=body))

        assert reply == made | {"name": "Rent", "icon": "🏠"}

    async def test_clears_by_null_and_computes_the_colour(self, alice: ApiClient) -> None:
        home = await category(alice, "Home")
        made = await category(alice, parentId=home["id"], behavior="fixed", target=300)
        nothing = dict.fromkeys(("parentId", "behavior", "description", "target"))

        reply = answered(await alice.put(f"/categories/{made['id']}", json=FOOD | nothing))

        assert reply == made | {"parentId": None, "behavior": None, "color": "#D4A0B6"}

    async def test_a_target_becomes_the_goal(self, alice: ApiClient) -> None:
        made = await category(alice, target=300)
        path = f"/categories/{made['id']}"

        assert answered(await alice.put(path, json=FOOD | {"target": 0}))["target"] == 0
        assert answered(await alice.get(path))["target"] == 0

    async def test_says_whose_goals_are_computed(self, alice: ApiClient) -> None:
        made = await category(alice, target=300)
        body = FOOD | {"behavior": "subscription", "target": 5}

        reply = answered(await alice.put(f"/categories/{made['id']}", json=body))

        assert (reply["autoComputedTarget"], reply["target"]) == (True, 0)

    async def test_refuses_parents_that_would_not_do(self, alice: ApiClient) -> None:
        home, food = await category(alice, "Home"), await category(alice)
        fruit = await category(alice, "Fruit", parentId=food["id"])
        wages = await category(alice, "Wages", type="income")
        old = await category(alice, "Old")
        answered(await alice.post(f"/categories/{old['id']}/archive"))

        for made, parent, status, code in (
            (home, home["id"], 400, "self_parent"),
            (home, wages["id"], 400, "category_type_mismatch"),
            (home, RANDOM_ID, 404, "reference_not_found"),
            (home, fruit["id"], 409, "parent_is_child"),
            (home, old["id"], 409, "archived"),
            (food, home["id"], 409, "has_children"),
        ):
            body = FOOD | {"name": made["name"], "parentId": parent}
            problem = answered(await alice.put(f"/categories/{made['id']}", json=body), status)
            assert problem["code"] == code
            named = [fault["field"] for fault in problem.get("errors", [])]
            assert named == ([] if code == "has_children" else ["parentId"])
            assert answered(await alice.get(f"/categories/{made['id']}")) == made

    @pytest.mark.parametrize(
        ("change", "status", "code"),
        [
            ({"type": "income"}, 400, "immutable_field"),
            ({"name": "HOME"}, 409, "duplicate_name"),
            ({"name": "Transfer"}, 409, "duplicate_name"),
            ({"name": ""}, 400, "invalid_input"),
            ({"icon": ""}, 400, "invalid_input"),
            ({"target": -1}, 400, "invalid_input"),
            ({"behavior": "none"}, 400, "invalid_input"),
            ({"parentId": "x"}, 400, "invalid_input"),
        ],
    )
    async def test_refuses_and_changes_nothing(
        self, alice: ApiClient, change: dict[str, object], status: int, code: str
    ) -> None:
        await category(alice, "Home")
        made = await category(alice)

        reply = await alice.put(f"/categories/{made['id']}", json=FOOD | change)

        assert answered(reply, status)["code"] == code
        assert answered(await alice.get(f"/categories/{made['id']}")) == made


class TestArchiveCategory:
    async def test_goes_children_first_and_comes_back_parent_first(self, alice: ApiClient) -> None:
        food = await category(alice, target=5)
        fruit = await category(alice, "Fruit", parentId=food["id"])
        top, below = f"/categories/{food['id']}", f"/categories/{fruit['id']}"

        problem = answered(await alice.post(f"{top}/archive"), 409)
        assert problem["code"] == "has_active_children"
        assert answered(await alice.post(f"{below}/archive")) == fruit | {"status": "inactive"}
        assert answered(await alice.post(f"{top}/archive")) == food | {"status": "inactive"}
        assert (await names_by_status(alice, "/categories"))["inactive"] == ["Fruit", "Food"]
        assert answered(await alice.post(f"{top}/archive"), 409)["code"] == "already_archived"
        assert answered(await alice.post(f"{below}/unarchive"), 409)["code"] == "parent_archived"
        assert answered(await alice.post(f"{top}/unarchive")) == food
        assert answered(await alice.post(f"{below}/unarchive")) == fruit
        assert answered(await alice.post(f"{below}/unarchive"), 409)["code"] == "already_active"


class TestDeleteCategory:
    async def test_takes_it_away_with_its_goal(self, alice: ApiClient) -> None:
        made = await category(alice, target=5)

        answered(await alice.delete(f"/categories/{made['id']}"), 204)

        answered(await alice.delete(f"/categories/{made['id']}"), 404)
        assert answered(await alice.get("/categories"))["data"] == []
        assert (await category(alice))["target"] is None

    async def test_refuses_while_something_refers_to_it(self, alice: ApiClient) -> None:
        food = await category(alice)
        fruit = await category(alice, "Fruit", parentId=food["id"], target=5)
        await book(alice, fruit["id"])

        for made, code in ((food, "has_children"), (fruit, "category_in_use")):
            problem = answered(await alice.delete(f"/categories/{made['id']}"), 409)
            assert problem["code"] == code
        assert answered(await alice.get(f"/categories/{fruit['id']}")) == fruit


WRITES = (
    ("PUT", "", FOOD),
    ("DELETE", "", None),
    ("POST", "/archive", None),
    ("POST", "/unarchive", None),
)


@pytest.mark.parametrize(("method", "tail", "body"), WRITES)
async def test_nobody_changes_the_systems_category(
    alice: ApiClient, method: str, tail: str, body: dict[str, object] | None
) -> None:
    key = await system_of(alice)
    before = answered(await alice.get(f"/categories/{key}"))

    problem = answered(await alice.request(method, f"/categories/{key}{tail}", json=body), 409)

    assert problem["code"] == "system_category"
    assert answered(await alice.get(f"/categories/{key}")) == before


async def test_bob_gets_what_a_random_id_gets(alice: ApiClient, bob: ApiClient) -> None:
    made = await category(alice)
    for method, tail, body in (*WRITES, ("GET", "", None)):
        problems = [
            answered(await bob.request(method, f"/categories/{key}{tail}", json=body), 404)
            for key in (made["id"], RANDOM_ID)
        ]
        assert [(one["code"], one["detail"]) for one in problems] == [
            ("not_found", problems[0]["detail"])
        ] * 2
    own = await category(bob, "Own")
    for key in (made["id"], RANDOM_ID):
        reply = await bob.put(f"/categories/{own['id']}", json=FOOD | {"parentId": key})
        assert answered(reply, 404)["code"] == "reference_not_found"

    assert answered(await alice.get(f"/categories/{made['id']}")) == made
