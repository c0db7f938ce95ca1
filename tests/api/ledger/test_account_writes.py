"""Changes of accounts over HTTP."""

from typing import Any

import pytest

from tests.support.archiving import names_by_status
from tests.support.client import ApiClient, answered

Json = Any
RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"
POCKET: dict[str, Any] = {
    "type": "Allowance",
    "name": "Pocket",
    "color": "#123456",
    "initialBalance": 100,
    "spendLimit": 5,
    "topUpAmount": 7,
    "topUpCycle": "weekly",
    "topUpDay": 3,
}
FROM_AN_OLD_FORM = {
    "type": "Allowance",
    "name": "Fun",
    "color": "#abcdef",
    "initialBalance": 90,
    "currencyId": "",
}
JUNE = {
    "name": "June",
    "startDate": "2026-06-01",
    "periodType": "manualEndDate",
    "manualEndDate": "2026-06-30",
}


async def account(client: ApiClient, **changes: object) -> Json:
    return answered(await client.post("/accounts", json=POCKET | changes), 201)


async def purchase(client: ApiClient, of: str, amount: int, day: str) -> Json:
    body = {
        "transactionType": "regular",
        "date": day,
        "description": "x",
        "amount": amount,
        "fromAccountId": of,
        "categoryId": None,
    }
    return answered(await client.post("/transactions", json=body), 201)


async def balance(client: ApiClient, of: str) -> Json:
    rows = answered(await client.get("/accounts/summary"))["data"]
    return next(row["currentBalance"] for row in rows if row["id"] == of)


class TestUpdateAccount:
    async def test_keeps_what_an_old_form_does_not_know(self, alice: ApiClient) -> None:
        made = await account(alice)

        reply = answered(await alice.put(f"/accounts/{made['id']}", json=FROM_AN_OLD_FORM))

        assert reply == made | {
            "name": "Fun",
            "color": "#abcdef",
            "initialBalance": 90,
            "spendLimit": None,
        }
        assert answered(await alice.get(f"/accounts/{made['id']}")) == reply

    async def test_clears_by_null_and_keeps_the_opening_balance(self, alice: ApiClient) -> None:
        made = await account(alice)
        nothing = dict.fromkeys(
            ("topUpAmount", "topUpCycle", "topUpDay", "spendLimit", "initialBalance"),
        )
        body = FROM_AN_OLD_FORM | nothing | {"currencyCode": "EUR"}

        reply = answered(await alice.put(f"/accounts/{made['id']}", json=body))

        assert set(made) - set(reply) == {"topUpAmount", "topUpCycle", "topUpDay"}
        assert (reply["spendLimit"], reply["initialBalance"]) == (None, 100)

    @pytest.mark.parametrize(
        ("change", "field"),
        [({"type": "Checking"}, "type"), ({"currencyCode": "USD"}, "currencyCode")],
    )
    async def test_refuses_another_type_or_currency(
        self, alice: ApiClient, change: dict[str, str], field: str
    ) -> None:
        made = await account(alice)

        reply = await alice.put(f"/accounts/{made['id']}", json=FROM_AN_OLD_FORM | change)

        problem = answered(reply, 400)
        assert problem["code"] == "immutable_field"
        assert [fault["field"] for fault in problem["errors"]] == [field]
        assert answered(await alice.get(f"/accounts/{made['id']}")) == made

    async def test_refuses_a_name_taken(self, alice: ApiClient) -> None:
        made = await account(alice)
        await account(alice, name="FUN")

        reply = await alice.put(f"/accounts/{made['id']}", json=FROM_AN_OLD_FORM)

        assert answered(reply, 409)["code"] == "duplicate_name"
        assert answered(await alice.get(f"/accounts/{made['id']}")) == made

    @pytest.mark.parametrize(
        ("change", "field", "code"),
        [
            ({"name": ""}, "name", "too_short"),
            ({"color": "red"}, "color", "bad_format"),
            ({"initialBalance": 1.5}, "initialBalance", "wrong_type"),
            ({"topUpCycle": "monthly", "topUpDay": 0}, "topUpDay", "out_of_range"),
            ({"statementCloseDay": 1}, "statementCloseDay", "not_allowed_here"),
        ],
    )
    async def test_names_the_member_at_fault_and_changes_nothing(
        self, alice: ApiClient, change: dict[str, object], field: str, code: str
    ) -> None:
        made = await account(alice)

        reply = await alice.put(f"/accounts/{made['id']}", json=FROM_AN_OLD_FORM | change)

        problem = answered(reply, 400)
        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [(field, code)]
        assert answered(await alice.get(f"/accounts/{made['id']}")) == made


class TestArchiveAccount:
    async def test_puts_it_away_and_takes_it_up_again(self, alice: ApiClient) -> None:
        made = await account(alice)
        path = f"/accounts/{made['id']}"

        assert answered(await alice.post(f"{path}/archive")) == made | {"status": "inactive"}
        assert answered(await alice.post(f"{path}/archive"), 409)["code"] == "already_archived"
        assert (await names_by_status(alice, "/accounts"))["inactive"] == ["Pocket"]
        assert answered(await alice.get("/accounts/options")) == []
        assert answered(await alice.post(f"{path}/unarchive")) == made
        assert answered(await alice.post(f"{path}/unarchive"), 409)["code"] == "already_active"

    async def test_takes_nothing_new(self, alice: ApiClient) -> None:
        made = await account(alice)
        answered(await alice.post(f"/accounts/{made['id']}/archive"))
        body = {
            "transactionType": "regular",
            "date": "2026-06-10",
            "description": "x",
            "amount": 1,
            "fromAccountId": made["id"],
            "categoryId": None,
        }

        assert answered(await alice.post("/transactions", json=body), 409)["code"] == "archived"


class TestAdjustBalance:
    async def test_is_what_the_account_holds_today(self, alice: ApiClient) -> None:
        answered(await alice.post("/periods", json=JUNE), 201)
        made = await account(alice)
        await purchase(alice, made["id"], 30, "2026-06-01")
        await purchase(alice, made["id"], 5, "2026-12-31")

        reply = answered(
            await alice.post(f"/accounts/{made['id']}/adjust-balance", json={"newBalance": 1000})
        )

        assert reply == made | {"initialBalance": 1030}
        assert await balance(alice, made["id"]) == 1000

    @pytest.mark.parametrize("value", [None, "1", 1.5, 10**15])
    async def test_refuses_what_is_no_balance(self, alice: ApiClient, value: object) -> None:
        made = await account(alice)
        path = f"/accounts/{made['id']}/adjust-balance"

        problem = answered(await alice.post(path, json={"newBalance": value}), 400)

        assert [fault["field"] for fault in problem["errors"]] == ["newBalance"]


class TestDeleteAccount:
    async def test_takes_it_away_once(self, alice: ApiClient) -> None:
        made = await account(alice)

        answered(await alice.delete(f"/accounts/{made['id']}"), 204)

        answered(await alice.delete(f"/accounts/{made['id']}"), 404)
        assert answered(await alice.get("/accounts", params={"status": "all"}))["data"] == []

    async def test_refuses_while_something_is_booked(self, alice: ApiClient) -> None:
        made = await account(alice)
        booked = await purchase(alice, made["id"], 1, "2026-06-01")

        problem = answered(await alice.delete(f"/accounts/{made['id']}"), 409)

        assert problem["code"] == "account_in_use"
        answered(await alice.delete(f"/transactions/{booked['id']}"), 204)
        answered(await alice.delete(f"/accounts/{made['id']}"), 204)


async def test_bob_gets_what_a_random_id_gets(alice: ApiClient, bob: ApiClient) -> None:
    made = await account(alice)
    for method, tail, body in (
        ("PUT", "", FROM_AN_OLD_FORM),
        ("DELETE", "", None),
        ("POST", "/archive", None),
        ("POST", "/unarchive", None),
        ("POST", "/adjust-balance", {"newBalance": 1}),
    ):
        problems = [
            answered(await bob.request(method, f"/accounts/{key}{tail}", json=body), 404)
            for key in (made["id"], RANDOM_ID)
        ]
        assert [(one["code"], one["detail"]) for one in problems] == [
            ("not_found", problems[0]["detail"])
        ] * 2

    assert answered(await alice.get(f"/accounts/{made['id']}")) == made
