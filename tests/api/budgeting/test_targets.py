"""Targets over HTTP."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.ledger.model.category import Category
from tests.support.client import ApiClient, answered
from tests.support.served import Served

MAY = {
    "name": "May",
    "startDate": "2026-05-01",
    "periodType": "manualEndDate",
    "manualEndDate": "2026-05-31",
}
JUNE = {
    "name": "June",
    "startDate": "2026-06-01",
    "periodType": "manualEndDate",
    "manualEndDate": "2026-06-30",
}

Json = Any


async def period(client: ApiClient, body: dict[str, str]) -> Json:
    return answered(await client.post("/periods", json=body), 201)


async def category(
    client: ApiClient,
    name: str = "Food",
    *,
    type: str = "expense",  # noqa: A002 - the member's name
    **more: object,
) -> Json:
    body = {"name": name, "type": type, "icon": "🍞", **more}
    return answered(await client.post("/categories", json=body), 201)


async def target(client: ApiClient, category_id: str, value: int, **more: object) -> Json:
    body = {"categoryId": category_id, "value": value, **more}
    return answered(await client.post("/targets", json=body), 201)


class TestCreateTarget:
    async def test_answers_the_target(self, alice: ApiClient) -> None:
        await period(alice, JUNE)
        food = await category(alice)

        reply = await target(alice, food["id"], 40000)

        assert reply.pop("id")
        assert reply == {
            "categoryId": food["id"],
            "name": "Food",
            "type": "expense",
            "parentId": None,
            "previousTarget": None,
            "currentTarget": 40000,
            "projectedVariance": 40000,
            "status": "active",
            "spentInPeriod": 0,
            "source": "standing",
            "excludedValue": None,
        }

    async def test_needs_no_period(self, alice: ApiClient) -> None:
        food = await category(alice)

        reply = await target(alice, food["id"], 5, periodId=None)

        assert (reply["currentTarget"], reply["projectedVariance"]) == (5, 0)

    async def test_is_what_a_category_made_with_a_target_has(self, alice: ApiClient) -> None:
        await period(alice, JUNE)
        food = await category(alice, target=300)

        rows = answered(await alice.get("/targets"))["targets"]

        assert [(row["categoryId"], row["currentTarget"]) for row in rows] == [(food["id"], 300)]

    async def test_refuses_a_second_one(self, alice: ApiClient) -> None:
        food = await category(alice, target=300)
        body = {"categoryId": food["id"], "value": 1}

        assert answered(await alice.post("/targets", json=body), 409)["code"] == "target_exists"

    @pytest.mark.parametrize(
        ("given", "status", "code"),
        [
            ({"type": "transfer"}, 400, "category_type_mismatch"),
            ({"behavior": "subscription"}, 409, "target_is_computed"),
        ],
    )
    async def test_refuses_categories_that_take_none(
        self, alice: ApiClient, given: dict[str, str], status: int, code: str
    ) -> None:
        made = await category(alice, "Other", **given)
        body = {"categoryId": made["id"], "value": 1}

        assert answered(await alice.post("/targets", json=body), status)["code"] == code

    async def test_refuses_an_archived_category(self, alice: ApiClient, house: Served) -> None:
        food = await category(alice)
        _archive(house, food["id"])
        body = {"categoryId": food["id"], "value": 1}

        assert answered(await alice.post("/targets", json=body), 409)["code"] == "archived"

    @pytest.mark.parametrize(
        ("change", "field", "code"),
        [
            ({"value": -1}, "value", "out_of_range"),
            ({"value": 10**15}, "value", "out_of_range"),
            ({"value": 1.0}, "value", "wrong_type"),
            ({"value": "1"}, "value", "wrong_type"),
            ({"categoryId": "x"}, "categoryId", "bad_format"),
            ({"categoryId": None}, "categoryId", "wrong_type"),
            ({"periodId": "x"}, "periodId", "bad_format"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, alice: ApiClient, change: dict[str, object], field: str, code: str
    ) -> None:
        food = await category(alice)
        body = {"categoryId": food["id"], "value": 1, **change}

        problem = answered(await alice.post("/targets", json=body), 400)

        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [(field, code)]

    async def test_names_the_reference_nobody_has(self, alice: ApiClient) -> None:
        food = await category(alice)
        for body, field in (
            ({"categoryId": str(uuid4()), "value": 1}, "categoryId"),
            ({"categoryId": food["id"], "value": 1, "periodId": str(uuid4())}, "periodId"),
        ):
            problem = answered(await alice.post("/targets", json=body), 404)

            assert problem["code"] == "reference_not_found"
            assert [fault["field"] for fault in problem["errors"]] == [field]


class TestUpdateTarget:
    async def test_leaves_closed_periods_alone(self, alice: ApiClient) -> None:
        may, june = await period(alice, MAY), await period(alice, JUNE)
        made = await target(alice, (await category(alice))["id"], 100)

        body = {"value": 250, "categoryId": "", "type": "ignored"}
        reply = answered(await alice.put(f"/targets/{made['id']}", json=body))

        assert (reply["currentTarget"], reply["previousTarget"]) == (250, 100)
        for one, budgeted in ((may, 100), (june, 250)):
            shown = answered(await alice.get(f"/periods/{one['id']}"))
            assert shown["totalBudgeted"] == budgeted

    async def test_can_be_for_one_period_alone(self, alice: ApiClient) -> None:
        may, june = await period(alice, MAY), await period(alice, JUNE)
        made = await target(alice, (await category(alice))["id"], 100)

        body = {"value": 7, "periodId": may["id"]}
        reply = answered(await alice.put(f"/targets/{made['id']}", json=body))

        assert (reply["currentTarget"], reply["source"]) == (7, "override")
        params = {"periodId": june["id"]}
        rows = answered(await alice.get("/targets", params=params))["targets"]
        assert [(row["currentTarget"], row["previousTarget"]) for row in rows] == [(100, 7)]

    async def test_refuses_what_is_not_there(self, alice: ApiClient) -> None:
        made = await target(alice, (await category(alice))["id"], 100)
        path, unknown = f"/targets/{made['id']}", str(uuid4())

        reply = await alice.put(f"/targets/{unknown}", json={"value": 1})
        assert answered(reply, 404)["code"] == "not_found"
        reply = await alice.put(path, json={"value": 1, "periodId": unknown})
        assert answered(reply, 404)["code"] == "reference_not_found"
        assert answered(await alice.put("/targets/x", json={"value": 1}), 400)
        assert answered(await alice.put(path, json={}), 400)["errors"][0]["code"] == "required"

    async def test_refuses_what_subscriptions_compute(
        self, alice: ApiClient, house: Served
    ) -> None:
        food = await category(alice)
        made = await target(alice, food["id"], 100)
        _change(house, food["id"], behavior="subscription")

        reply = await alice.put(f"/targets/{made['id']}", json={"value": 1})

        assert answered(reply, 409)["code"] == "target_is_computed"

    async def test_is_not_for_strangers(self, alice: ApiClient, bob: ApiClient) -> None:
        june = await period(alice, JUNE)
        food = await category(alice)
        made = await target(alice, food["id"], 100)

        for one in (made["id"], str(uuid4())):
            reply = await bob.put(f"/targets/{one}", json={"value": 1})
            assert answered(reply, 404)["code"] == "not_found"
        for one in (food["id"], str(uuid4())):
            reply = await bob.post("/targets", json={"categoryId": one, "value": 1})
            assert answered(reply, 404)["code"] == "reference_not_found"
        for one in (june["id"], str(uuid4())):
            reply = await bob.get("/targets", params={"periodId": one})
            assert answered(reply, 404)["code"] == "not_found"

        rows = answered(await alice.get("/targets"))["targets"]
        assert [row["currentTarget"] for row in rows] == [100]


class TestExcludeAndIncludeTarget:
    async def test_need_no_body(self, alice: ApiClient) -> None:
        await period(alice, JUNE)
        made = await target(alice, (await category(alice))["id"], 100)
        path = f"/targets/{made['id']}"

        aside = answered(await alice.post(f"{path}/exclude"))
        again = answered(await alice.post(f"{path}/include"))

        assert (aside["status"], aside["currentTarget"]) == ("excluded", None)
        assert (aside["excludedValue"], aside["projectedVariance"]) == (100, 0)
        assert again == made

    @pytest.mark.parametrize("named", [{}, {"periodId": None}, None])
    async def test_take_bodies_that_name_no_period(self, alice: ApiClient, named: Json) -> None:
        made = await target(alice, (await category(alice))["id"], 100)

        reply = await alice.post(f"/targets/{made['id']}/exclude", json=named)

        assert answered(reply)["status"] == "excluded"

    async def test_can_be_for_one_period_alone(self, alice: ApiClient) -> None:
        may, june = await period(alice, MAY), await period(alice, JUNE)
        made = await target(alice, (await category(alice))["id"], 100)
        path, body = f"/targets/{made['id']}", {"periodId": may["id"]}

        aside = answered(await alice.post(f"{path}/exclude", json=body))
        shown = [
            answered(await alice.get(f"/periods/{one['id']}"))["totalBudgeted"]
            for one in (may, june)
        ]
        again = answered(await alice.post(f"{path}/include", json=body))

        assert (aside["source"], aside["status"]) == ("override", "excluded")
        assert shown == [0, 100]
        assert (again["source"], again["currentTarget"]) == ("override", 100)

    async def test_refuse_what_is_so_already(self, alice: ApiClient) -> None:
        made = await target(alice, (await category(alice))["id"], 100)
        path = f"/targets/{made['id']}"

        reply = await alice.post(f"{path}/include")
        assert answered(reply, 409)["code"] == "not_excluded"
        answered(await alice.post(f"{path}/exclude"))
        reply = await alice.post(f"{path}/exclude")
        assert answered(reply, 409)["code"] == "already_excluded"

    @pytest.mark.parametrize("act", ["exclude", "include"])
    async def test_refuse_what_is_not_there(self, alice: ApiClient, act: str) -> None:
        made = await target(alice, (await category(alice))["id"], 100)
        body = {"periodId": str(uuid4())}

        reply = await alice.post(f"/targets/{made['id']}/{act}", json=body)

        assert answered(reply, 404)["code"] == "reference_not_found"

    @pytest.mark.parametrize(
        ("content", "media_type", "status", "code"),
        [
            (b"{", "application/json", 400, "malformed_body"),
            (b'{"periodId": 3}', "application/json", 400, "invalid_input"),
            (b"{}", "text/plain", 415, "unsupported_media_type"),
        ],
    )
    async def test_refuse_bodies_they_cannot_read(
        self, alice: ApiClient, content: bytes, media_type: str, status: int, code: str
    ) -> None:
        made = await target(alice, (await category(alice))["id"], 100)

        reply = await alice.post(
            f"/targets/{made['id']}/exclude", content=content, headers={"Content-Type": media_type}
        )

        assert answered(reply, status)["code"] == code


class TestDeleteTarget:
    async def test_ends_a_goal_that_can_be_set_again(self, alice: ApiClient) -> None:
        await period(alice, JUNE)
        food = await category(alice)
        made = await target(alice, food["id"], 100)
        path = f"/targets/{made['id']}"

        answered(await alice.delete(path), 204)

        assert answered(await alice.get("/targets"))["targets"] == []
        assert answered(await alice.delete(path), 404)["code"] == "not_found"
        assert (await target(alice, food["id"], 70))["id"] == made["id"]

    async def test_of_one_period_restores_the_standing_goal(self, alice: ApiClient) -> None:
        june = await period(alice, JUNE)
        made = await target(alice, (await category(alice))["id"], 100)
        path, params = f"/targets/{made['id']}", {"periodId": june["id"]}
        answered(await alice.put(path, json={"value": 7, "periodId": june["id"]}))

        answered(await alice.delete(path, params=params), 204)

        assert answered(await alice.get("/targets"))["targets"][0]["currentTarget"] == 100
        assert answered(await alice.delete(path, params=params), 404)["code"] == "not_found"
        reply = await alice.delete(path, params={"periodId": str(uuid4())})
        assert answered(reply, 404)["code"] == "reference_not_found"


class TestEveryWriteOnAGoal:
    WRITES = (("POST", "/exclude"), ("POST", "/include"), ("DELETE", ""))

    @pytest.mark.parametrize(("method", "act"), WRITES)
    async def test_is_not_for_strangers(
        self, alice: ApiClient, bob: ApiClient, method: str, act: str
    ) -> None:
        await period(alice, JUNE)
        made = await target(alice, (await category(alice))["id"], 100)

        for one in (made["id"], str(uuid4())):
            reply = await bob.request(method, f"/targets/{one}{act}")
            assert answered(reply, 404)["code"] == "not_found"

        rows = answered(await alice.get("/targets"))["targets"]
        assert [(row["currentTarget"], row["status"]) for row in rows] == [(100, "active")]

    @pytest.mark.parametrize(("method", "act"), WRITES)
    async def test_refuses_what_subscriptions_compute(
        self, alice: ApiClient, house: Served, method: str, act: str
    ) -> None:
        food = await category(alice)
        made = await target(alice, food["id"], 100)
        _change(house, food["id"], behavior="subscription")

        reply = await alice.request(method, f"/targets/{made['id']}{act}")

        assert answered(reply, 409)["code"] == "target_is_computed"


class TestListTargets:
    @pytest.mark.parametrize("query", ["", "?periodId=", "?periodId=null"])
    async def test_shows_the_current_period_unless_told_otherwise(
        self, alice: ApiClient, query: str
    ) -> None:
        await period(alice, JUNE)
        await category(alice, "rent", target=800)
        await category(alice, "Food", target=300)
        await category(alice, "Pay", type="income", target=3000)

        reply = answered(await alice.get(f"/targets{query}"))

        assert [row["name"] for row in reply["targets"]] == ["Food", "Pay", "rent"]
        assert reply["summary"] == {
            "periodName": "June",
            "periodStart": "2026-06-01",
            "periodEnd": "2026-06-30",
            "currentPosition": 1100,
            "incomeTarget": 3000,
            "expenseTarget": 1100,
            "categoriesWithTargets": {"withTargets": 3, "total": 3},
            "periodProgress": 50,
        }

    async def test_needs_a_period(self, alice: ApiClient) -> None:
        assert answered(await alice.get("/targets"), 404)["code"] == "no_current_period"
        assert answered(await alice.get("/targets?periodId=x"), 400)["code"] == "invalid_input"


def _archive(house: Served, key: str) -> None:
    _change(house, key, archived_on=house.clock.instant.date())


def _change(house: Served, key: str, **changes: object) -> None:
    """What operations that do not stand yet will do to a category."""
    assert isinstance(house.work, MemoryWork)
    for (kind, _), rows in house.work.database.tables.items():
        if kind is Category and UUID(key) in rows:
            rows[UUID(key)] = replace(rows[UUID(key)], **changes)
