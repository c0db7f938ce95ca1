"""Categories over HTTP."""

from typing import Any

import pytest

from piggypulse_core.ledger.model.category import Category
from tests.support.archiving import archive, names_by_status
from tests.support.client import ApiClient, answered
from tests.support.desk import sit_down
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"
FOOD: dict[str, Any] = {"type": "expense", "name": " Food ", "icon": " 🛒 "}


def named(name: str) -> dict[str, Any]:
    return FOOD | {"name": name}


class TestCreateCategory:
    async def test_answers_the_category_with_its_colour(self, alice: ApiClient) -> None:
        reply = answered(await alice.post("/categories", json=FOOD), 201)

        assert reply.pop("id")
        assert reply == {
            "name": "Food",
            "type": "expense",
            "icon": "🛒",
            "color": "#D4A0B6",
            "status": "active",
            "parentId": None,
            "behavior": None,
            "description": None,
            "target": None,
            "autoComputedTarget": False,
        }

    @pytest.mark.parametrize("color", ["#000000", "", None, "x" * 100])
    async def test_computes_the_colour_whatever_is_sent(
        self, alice: ApiClient, color: str | None
    ) -> None:
        body = FOOD | {"behavior": "fixed", "color": color, "periodId": 5, "status": 1}

        assert answered(await alice.post("/categories", json=body), 201)["color"] == "#C48BA0"

    async def test_puts_a_child_under_its_parent(self, alice: ApiClient) -> None:
        parent = answered(await alice.post("/categories", json=FOOD), 201)
        body = named("Fruit") | {"parentId": parent["id"], "description": " fresh "}

        child = answered(await alice.post("/categories", json=body), 201)

        assert (child["parentId"], child["description"]) == (parent["id"], "fresh")

    @pytest.mark.parametrize("target", [0, 40000, 10**15 - 1])
    async def test_a_target_becomes_the_goal(self, alice: ApiClient, target: int) -> None:
        reply = answered(await alice.post("/categories", json=FOOD | {"target": target}), 201)

        assert (reply["target"], reply["autoComputedTarget"]) == (target, False)

    async def test_subscriptions_compute_their_target(self, alice: ApiClient) -> None:
        body = FOOD | {"behavior": "subscription", "target": 40000}

        reply = answered(await alice.post("/categories", json=body), 201)

        assert (reply["target"], reply["autoComputedTarget"]) == (None, True)

    async def test_takes_null_for_what_may_be_left_out(self, alice: ApiClient) -> None:
        nothing = dict.fromkeys(("color", "behavior", "description", "parentId", "target"))

        answered(await alice.post("/categories", json=FOOD | nothing), 201)

    async def test_refuses_a_name_taken_for_its_type_alone(self, alice: ApiClient) -> None:
        answered(await alice.post("/categories", json=FOOD), 201)

        problem = answered(await alice.post("/categories", json=named("fOOD")), 409)
        answered(await alice.post("/categories", json=FOOD | {"type": "income"}), 201)

        assert problem["code"] == "duplicate_name"
        assert answered(await alice.get("/categories"))["totalCount"] == 2

    @pytest.mark.parametrize("type_", ["income", "expense", "transfer"])
    async def test_refuses_the_name_of_the_system_category(
        self, alice: ApiClient, type_: str
    ) -> None:
        body = named("transfer") | {"type": type_}

        problem = answered(await alice.post("/categories", json=body), 409)

        assert problem["code"] == "duplicate_name"

    async def test_refuses_a_parent_that_cannot_be_one(
        self, house: Served, alice: ApiClient
    ) -> None:
        parent = answered(await alice.post("/categories", json=FOOD), 201)
        child = answered(
            await alice.post("/categories", json=named("Fruit") | {"parentId": parent["id"]}), 201
        )
        gone = answered(await alice.post("/categories", json=named("Gone")), 201)
        await archive(house, alice, Category, gone["id"])
        before = answered(await alice.get("/categories"))

        for body, status, code in (
            ({"parentId": parent["id"], "type": "income"}, 400, "category_type_mismatch"),
            ({"parentId": RANDOM_ID}, 404, "reference_not_found"),
            ({"parentId": child["id"]}, 409, "parent_is_child"),
            ({"parentId": gone["id"]}, 409, "archived"),
        ):
            problem = answered(await alice.post("/categories", json=named("New") | body), status)
            assert problem["code"] == code
            assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
                ("parentId", code)
            ]
        assert answered(await alice.get("/categories")) == before

    async def test_bob_gets_for_alices_parent_what_a_random_id_gets(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        hers = answered(await alice.post("/categories", json=FOOD), 201)
        before = answered(await alice.get("/categories"))

        replies = [
            answered(await bob.post("/categories", json=FOOD | {"parentId": parent}), 404)
            for parent in (hers["id"], RANDOM_ID)
        ]

        assert [reply["code"] for reply in replies] == ["reference_not_found"] * 2
        assert replies[0]["errors"] == replies[1]["errors"]
        assert answered(await alice.get("/categories")) == before
        assert answered(await bob.get("/categories"))["data"] == []

    @pytest.mark.parametrize("member", ["type", "name", "icon"])
    async def test_needs_three_members(self, alice: ApiClient, member: str) -> None:
        body = {name: value for name, value in FOOD.items() if name != member}

        problem = answered(await alice.post("/categories", json=body), 400)

        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
            (member, "required")
        ]

    @pytest.mark.parametrize(
        ("member", "value", "code"),
        [
            ("type", "saving", "unknown_value"),
            ("type", None, "wrong_type"),
            ("name", 5, "wrong_type"),
            ("name", "", "too_short"),
            ("name", "x" * 101, "too_long"),
            ("name", "a\x00", "bad_format"),
            ("icon", None, "wrong_type"),
            ("icon", " ", "too_short"),
            ("icon", "x" * 17, "too_long"),
            ("icon", "\x00", "bad_format"),
            ("color", 5, "wrong_type"),
            ("behavior", "wild", "unknown_value"),
            ("description", "x" * 501, "too_long"),
            ("description", 5, "wrong_type"),
            ("parentId", "x", "bad_format"),
            ("parentId", 5, "wrong_type"),
            ("target", -1, "out_of_range"),
            ("target", 10**15, "out_of_range"),
            ("target", 1.5, "wrong_type"),
            ("target", "1", "wrong_type"),
        ],
    )
    async def test_names_the_member_at_fault_and_makes_nothing(
        self, alice: ApiClient, member: str, value: object, code: str
    ) -> None:
        problem = answered(await alice.post("/categories", json=FOOD | {member: value}), 400)

        assert problem["code"] == "invalid_input"
        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [(member, code)]
        assert answered(await alice.get("/categories"))["data"] == []

    async def test_a_transfer_category_has_no_goal(self, alice: ApiClient) -> None:
        body = FOOD | {"type": "transfer", "target": 0}

        problem = answered(await alice.post("/categories", json=body), 400)

        assert problem["errors"][0]["code"] == "not_allowed_here"

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        problem = answered(await api.post("/categories", json=FOOD), 401)

        assert problem["code"] == "not_authenticated"


class TestListCategories:
    async def test_walks_page_by_page(self, alice: ApiClient) -> None:
        for name in "abc":
            answered(await alice.post("/categories", json=named(name)), 201)

        first = answered(await alice.get("/categories", params={"limit": 2}))
        rest = answered(
            await alice.get("/categories", params={"limit": 2, "cursor": first["nextCursor"]})
        )

        assert [row["name"] for row in first["data"] + rest["data"]] == ["c", "b", "a"]
        assert {row["numberOfTransactions"] for row in first["data"]} == {0}
        assert (first["hasMore"], rest["hasMore"], rest["nextCursor"]) == (True, False, None)
        assert first["totalCount"] == rest["totalCount"] == 3

    async def test_shows_what_creating_answered_with_a_count_in_place_of_the_goal(
        self, alice: ApiClient
    ) -> None:
        desk = await sit_down(alice)
        parent = answered(await alice.post("/categories", json=named("Home")), 201)
        body = {"behavior": "fixed", "description": "warm", "parentId": parent["id"], "target": 5}
        made = answered(await alice.post("/categories", json=named("Rent") | body), 201)
        for form in (desk.regular(categoryId=made["id"]), desk.regular(), desk.transfer()):
            await desk.book(form)

        rows = {row["name"]: row for row in answered(await alice.get("/categories"))["data"]}

        assert {name: row["numberOfTransactions"] for name, row in rows.items()} == {
            "Rent": 1,
            "Home": 0,
            "Food": 1,
            "Pay": 0,
            "Move": 1,
        }
        assert (made.pop("target"), made.pop("autoComputedTarget")) == (5, False)
        assert rows["Rent"] == made | {"numberOfTransactions": 1}

    async def test_takes_fifty_unless_told_otherwise(self, alice: ApiClient) -> None:
        for number in range(51):
            answered(await alice.post("/categories", json=named(str(number))), 201)

        assert len(answered(await alice.get("/categories"))["data"]) == 50

    async def test_shows_archived_ones_unless_told_otherwise(
        self, house: Served, alice: ApiClient
    ) -> None:
        gone = answered(await alice.post("/categories", json=named("Gone")), 201)
        answered(await alice.post("/categories", json=named("Here")), 201)
        await archive(house, alice, Category, gone["id"])

        assert await names_by_status(alice, "/categories") == {
            "": ["Here", "Gone"],
            "active": ["Here"],
            "inactive": ["Gone"],
            "all": ["Here", "Gone"],
        }

    async def test_bobs_lists_do_not_know_alices_category(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        hers = answered(await alice.post("/categories", json=FOOD), 201)

        assert answered(await bob.get("/categories"))["data"] == []
        assert [row["name"] for row in answered(await bob.get("/categories/options"))] == [
            "Transfer"
        ]
        for cursor in (hers["id"], RANDOM_ID, "x"):
            problem = answered(await bob.get("/categories", params={"cursor": cursor}), 400)
            assert problem["code"] == "unknown_cursor"


class TestListCategoryOptions:
    async def test_gives_active_ones_newest_first_with_the_system_category(
        self, house: Served, alice: ApiClient
    ) -> None:
        made = [
            answered(await alice.post("/categories", json=named(name)), 201)
            for name in ("z", "gone", "a")
        ]
        await archive(house, alice, Category, made[1]["id"])

        options = answered(await alice.get("/categories/options"))

        assert [sorted(option) for option in options] == [["color", "icon", "id", "name"]] * 3
        assert [option["name"] for option in options] == ["a", "z", "Transfer"]
        assert (options[2]["icon"], options[2]["color"]) == ("↔", "#868E96")
