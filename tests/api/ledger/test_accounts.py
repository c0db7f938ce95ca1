"""Accounts over HTTP."""

from typing import Any

import pytest

from piggypulse_core.ledger.model.account import Account
from tests.support.archiving import archive, names_by_status
from tests.support.client import ApiClient, answered
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"
GIRO: dict[str, Any] = {
    "type": "Checking",
    "name": " Giro ",
    "color": "#1aF",
    "initialBalance": -250,
}
VISA = GIRO | {"type": "CreditCard", "name": "Visa"}
POCKET = GIRO | {"type": "Allowance", "name": "Pocket"}


def named(name: str) -> dict[str, Any]:
    return GIRO | {"name": name}


class TestCreateAccount:
    async def test_answers_the_account_with_its_currency(self, alice: ApiClient) -> None:
        reply = answered(await alice.post("/accounts", json=GIRO), 201)

        assert reply.pop("id")
        assert reply.pop("currency")["code"] == "EUR"
        assert reply == {
            "name": "Giro",
            "type": "Checking",
            "color": "#11aaFF",
            "status": "active",
            "initialBalance": -250,
            "spendLimit": None,
        }

    @pytest.mark.parametrize(
        ("body", "members"),
        [
            (VISA, {"spendLimit": 5, "statementCloseDay": 31, "paymentDueDay": 1}),
            (POCKET, {"spendLimit": 0, "topUpAmount": 0, "topUpCycle": "monthly", "topUpDay": 31}),
            (POCKET, {"topUpCycle": "bi-weekly", "topUpDay": 0}),
        ],
    )
    async def test_shows_the_members_that_its_type_has(
        self, alice: ApiClient, body: dict[str, Any], members: dict[str, Any]
    ) -> None:
        reply = answered(await alice.post("/accounts", json=body | members), 201)

        plain = {"id", "name", "type", "color", "status", "initialBalance", "currency"}
        assert {name: reply[name] for name in members} == members
        assert set(reply) - plain - {"spendLimit"} == set(members) - {"spendLimit"}

    async def test_takes_null_for_every_member_that_its_type_lacks(self, alice: ApiClient) -> None:
        absent = ("spendLimit", "topUpAmount", "topUpCycle", "topUpDay")
        nothing = dict.fromkeys((*absent, "statementCloseDay", "paymentDueDay", "currencyCode"))

        answered(await alice.post("/accounts", json=GIRO | nothing), 201)

    @pytest.mark.parametrize("currency_id", ["", None, "USD", RANDOM_ID])
    async def test_ignores_the_currency_id_and_members_it_does_not_know(
        self, alice: ApiClient, currency_id: str | None
    ) -> None:
        body = GIRO | {"currencyId": currency_id, "periodId": 1, "status": "inactive"}

        reply = answered(await alice.post("/accounts", json=body), 201)

        assert (reply["currency"]["code"], reply["status"]) == ("EUR", "active")

    async def test_takes_another_currency_by_its_code(self, alice: ApiClient) -> None:
        reply = answered(await alice.post("/accounts", json=GIRO | {"currencyCode": "JPY"}), 201)

        assert reply["currency"]["decimalPlaces"] == 0

    @pytest.mark.parametrize("code", [None, "USD"])
    async def test_refuses_without_a_currency_in_the_profile(
        self, house: Served, code: str | None
    ) -> None:
        async with await house.newcomer(name="Carol", currency_code=None) as carol:
            reply = await carol.post("/accounts", json=GIRO | {"currencyCode": code})

            assert answered(reply, 409)["code"] == "default_currency_missing"
            assert answered(await carol.get("/accounts"))["totalCount"] == 0

    async def test_refuses_a_name_taken(self, alice: ApiClient) -> None:
        answered(await alice.post("/accounts", json=GIRO), 201)

        problem = answered(await alice.post("/accounts", json=named("gIRO")), 409)

        assert problem["code"] == "duplicate_name"
        assert answered(await alice.get("/accounts"))["totalCount"] == 1

    @pytest.mark.parametrize("member", ["type", "name", "color", "initialBalance"])
    async def test_needs_four_members(self, alice: ApiClient, member: str) -> None:
        body = {name: value for name, value in GIRO.items() if name != member}

        problem = answered(await alice.post("/accounts", json=body), 400)

        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
            (member, "required")
        ]

    @pytest.mark.parametrize(
        ("base", "member", "value", "code"),
        [
            (GIRO, "type", "Cash", "unknown_value"),
            (GIRO, "type", "checking", "unknown_value"),
            (GIRO, "type", None, "wrong_type"),
            (GIRO, "name", 5, "wrong_type"),
            (GIRO, "name", " ", "too_short"),
            (GIRO, "name", "x" * 101, "too_long"),
            (GIRO, "name", "a\x00", "bad_format"),
            (GIRO, "color", "blue", "bad_format"),
            (GIRO, "color", "#12345", "bad_format"),
            (GIRO, "color", "#123456\n", "bad_format"),
            (GIRO, "color", 123456, "wrong_type"),
            (GIRO, "initialBalance", "1", "wrong_type"),
            (GIRO, "initialBalance", 1.0, "wrong_type"),
            (GIRO, "initialBalance", None, "wrong_type"),
            (GIRO, "initialBalance", 10**15, "out_of_range"),
            (GIRO, "initialBalance", -(10**15), "out_of_range"),
            (GIRO, "initialBalance", 10**19, "out_of_range"),
            (GIRO, "currencyId", 5, "wrong_type"),
            (GIRO, "currencyCode", "XXX", "unknown_value"),
            (GIRO, "currencyCode", "", "bad_format"),
            (GIRO, "currencyCode", 978, "wrong_type"),
            (GIRO, "spendLimit", 1, "not_allowed_here"),
            (GIRO, "topUpDay", 1, "not_allowed_here"),
            (GIRO, "paymentDueDay", 1, "not_allowed_here"),
            (VISA, "spendLimit", -1, "out_of_range"),
            (VISA, "statementCloseDay", 0, "out_of_range"),
            (VISA, "paymentDueDay", 32, "out_of_range"),
            (VISA, "topUpCycle", "weekly", "not_allowed_here"),
            (POCKET, "topUpAmount", 10**15, "out_of_range"),
            (POCKET, "topUpCycle", "daily", "unknown_value"),
            (POCKET, "topUpDay", 32, "out_of_range"),
            (POCKET | {"topUpCycle": "weekly"}, "topUpDay", 7, "out_of_range"),
            (POCKET | {"topUpCycle": "monthly"}, "topUpDay", 0, "out_of_range"),
            (POCKET, "paymentDueDay", 1, "not_allowed_here"),
        ],
    )
    async def test_names_the_member_at_fault_and_makes_nothing(
        self, alice: ApiClient, base: dict[str, Any], member: str, value: object, code: str
    ) -> None:
        problem = answered(await alice.post("/accounts", json=base | {member: value}), 400)

        assert problem["code"] == "invalid_input"
        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [(member, code)]
        assert answered(await alice.get("/accounts", params={"status": "all"}))["data"] == []

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        assert answered(await api.post("/accounts", json=GIRO), 401)["code"] == "not_authenticated"


class TestGetAccount:
    async def test_answers_what_creating_answered(self, alice: ApiClient) -> None:
        made = answered(await alice.post("/accounts", json=VISA | {"spendLimit": 5}), 201)

        assert answered(await alice.get(f"/accounts/{made['id']}")) == made

    async def test_bob_gets_what_a_random_id_gets(self, alice: ApiClient, bob: ApiClient) -> None:
        made = answered(await alice.post("/accounts", json=GIRO), 201)

        hers = answered(await bob.get(f"/accounts/{made['id']}"), 404)
        random = answered(await bob.get(f"/accounts/{RANDOM_ID}"), 404)

        assert hers["code"] == random["code"] == "not_found"
        assert hers["detail"] == random["detail"]
        assert answered(await alice.get(f"/accounts/{made['id']}")) == made

    @pytest.mark.parametrize("malformed", ["x", "123", RANDOM_ID[:-1], "%00"])
    async def test_refuses_a_malformed_id(self, alice: ApiClient, malformed: str) -> None:
        assert answered(await alice.get(f"/accounts/{malformed}"), 400)["code"] == "invalid_input"


class TestListAccounts:
    async def test_walks_page_by_page(self, alice: ApiClient) -> None:
        made = [answered(await alice.post("/accounts", json=named(name)), 201) for name in "abc"]

        first = answered(await alice.get("/accounts", params={"limit": 2}))
        rest = answered(
            await alice.get("/accounts", params={"limit": 2, "cursor": first["nextCursor"]})
        )

        assert first["data"] + rest["data"] == made[::-1]
        assert (first["hasMore"], rest["hasMore"], rest["nextCursor"]) == (True, False, None)
        assert first["totalCount"] == rest["totalCount"] == 3

    async def test_takes_two_hundred_unless_told_otherwise(self, alice: ApiClient) -> None:
        for number in range(51):
            answered(await alice.post("/accounts", json=named(str(number))), 201)

        assert len(answered(await alice.get("/accounts"))["data"]) == 51

    async def test_leaves_archived_ones_out_unless_told_otherwise(
        self, house: Served, alice: ApiClient
    ) -> None:
        gone = answered(await alice.post("/accounts", json=named("Gone")), 201)
        answered(await alice.post("/accounts", json=named("Here")), 201)
        await archive(house, alice, Account, gone["id"])

        assert await names_by_status(alice, "/accounts") == {
            "": ["Here"],
            "active": ["Here"],
            "inactive": ["Gone"],
            "all": ["Here", "Gone"],
        }
        assert [one["name"] for one in answered(await alice.get("/accounts/options"))] == ["Here"]
        shown = answered(await alice.get(f"/accounts/{gone['id']}"))
        assert shown == gone | {"status": "inactive"}

    @pytest.mark.parametrize(
        ("params", "field"),
        [
            ({"limit": "0"}, "limit"),
            ({"limit": "201"}, "limit"),
            ({"status": "gone"}, "status"),
            ({"status": ""}, "status"),
        ],
    )
    async def test_refuses_parameters_outside_their_bounds(
        self, alice: ApiClient, params: dict[str, str], field: str
    ) -> None:
        problem = answered(await alice.get("/accounts", params=params), 400)

        assert problem["errors"][0]["field"] == field

    async def test_bobs_lists_do_not_know_alices_account(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        hers = answered(await alice.post("/accounts", json=GIRO), 201)

        assert answered(await bob.get("/accounts"))["data"] == []
        assert answered(await bob.get("/accounts/options")) == []
        for cursor in (hers["id"], RANDOM_ID, "x"):
            problem = answered(await bob.get("/accounts", params={"cursor": cursor}), 400)
            assert problem["code"] == "unknown_cursor"


class TestListAccountOptions:
    async def test_gives_id_name_and_colour_by_name(self, alice: ApiClient) -> None:
        for name in ("b", "A"):
            answered(await alice.post("/accounts", json=named(name)), 201)

        options = answered(await alice.get("/accounts/options"))

        assert [sorted(option) for option in options] == [["color", "id", "name"]] * 2
        assert [option["name"] for option in options] == ["A", "b"]
