"""Transactions over HTTP."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.ledger.model.account import Account
from tests.support.client import ApiClient, answered
from tests.support.clock import TODAY
from tests.support.desk import Desk, sit_down
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"
NO_ID = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
async def desk(alice: ApiClient) -> Desk:
    return await sit_down(alice)


@pytest.fixture
async def other(bob: ApiClient) -> Desk:
    return await sit_down(bob)


async def archive(house: Served, account: str) -> None:
    """Archived as by an operation there is not yet."""
    assert isinstance(house.work, MemoryWork)
    async with house.work() as unit:
        for (kind, owner), rows in house.work.database.tables.items():
            if kind is Account and UUID(account) in rows:
                kept = unit.transaction.writable(Account, owner=owner)
                kept[UUID(account)] = replace(kept[UUID(account)], archived_on=TODAY)


class TestCreateTransaction:
    async def test_answers_with_everything_a_list_shows(self, desk: Desk) -> None:
        reply = await desk.book(desk.regular(description=" Eggs ", vendorId=desk.market))

        assert reply.pop("id")
        assert reply == {
            "transactionType": "regular",
            "date": TODAY.isoformat(),
            "description": "Eggs",
            "amount": 250,
            "fromAccount": {"id": desk.giro, "name": "Giro", "color": "#123456"},
            "toAccount": None,
            "category": {
                "id": desk.food,
                "name": "Food",
                "color": "#D4A0B6",
                "icon": "🛒",
                "type": "expense",
            },
            "categoryId": desk.food,
            "vendor": {"id": desk.market, "name": "Market"},
        }

    @pytest.mark.parametrize("kind", ["transfer", "Transfer"])
    async def test_books_a_transfer_under_either_spelling(self, desk: Desk, kind: str) -> None:
        reply = await desk.book(desk.transfer(transactionType=kind))

        assert reply["transactionType"] == "transfer"
        assert reply["toAccount"]["id"] == desk.visa
        assert reply["vendor"] is None

    async def test_ignores_a_second_account_of_what_is_no_transfer(self, desk: Desk) -> None:
        reply = await desk.book(desk.regular(transactionType="Regular", toAccountId=desk.visa))

        assert reply["toAccount"] is None

    @pytest.mark.parametrize("category", [None, NO_ID])
    async def test_shows_a_stand_in_for_no_category(self, desk: Desk, category: str | None) -> None:
        reply = await desk.book(desk.regular(categoryId=category))

        assert reply["categoryId"] is None
        assert reply["category"] == {
            "id": NO_ID,
            "name": "Uncategorized",
            "type": "expense",
            "icon": "❔",
            "color": "#868E96",
        }

    @pytest.mark.parametrize("way", ["post", "put", "batch"])
    @pytest.mark.parametrize(
        ("members", "field", "code"),
        [
            ({"amount": 0}, "amount", "out_of_range"),
            ({"amount": 10**15}, "amount", "out_of_range"),
            ({"amount": 10**19}, "amount", "out_of_range"),
            ({"amount": "250"}, "amount", "wrong_type"),
            ({"amount": 2.5}, "amount", "wrong_type"),
            ({"amount": True}, "amount", "wrong_type"),
            ({"date": "1899-12-31"}, "date", "out_of_range"),
            ({"date": "2200-01-01"}, "date", "out_of_range"),
            ({"date": "2026-02-30"}, "date", "bad_format"),
            ({"date": None}, "date", "wrong_type"),
            ({"description": "  "}, "description", "too_short"),
            ({"description": "x" * 501}, "description", "too_long"),
            ({"description": "a\x00b"}, "description", "bad_format"),
            ({"fromAccountId": "giro"}, "fromAccountId", "bad_format"),
            ({"fromAccountId": None}, "fromAccountId", "wrong_type"),
            ({"transactionType": "REGULAR"}, "transactionType", "unknown_value"),
            ({"transactionType": "transfer"}, "toAccountId", "required"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, desk: Desk, way: str, members: dict[str, Any], field: str, code: str
    ) -> None:
        problem = answered(await desk.send(way, desk.regular(**members)), 400)

        named = f"/0/{field}" if way == "batch" else field
        assert problem["code"] == "invalid_input"
        assert (named, code) in [(fault["field"], fault["code"]) for fault in problem["errors"]]

    @pytest.mark.parametrize("member", ["date", "amount", "fromAccountId", "categoryId"])
    async def test_requires_its_members(self, desk: Desk, member: str) -> None:
        body = desk.regular()
        del body[member]

        problem = answered(await desk.send("post", body), 400)

        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
            (member, "required")
        ]

    @pytest.mark.parametrize("way", ["post", "put", "batch"])
    async def test_refuses_what_contradicts_itself(self, desk: Desk, way: str) -> None:
        for body, code in (
            (desk.transfer(toAccountId=desk.giro), "same_account"),
            (desk.transfer(toAccountId=desk.dollars), "currency_mismatch"),
            (desk.regular(categoryId=desk.move), "category_type_mismatch"),
            (desk.transfer(categoryId=desk.food), "category_type_mismatch"),
        ):
            problem = answered(await desk.send(way, body), 400)
            assert problem["code"] == code
            assert [fault["code"] for fault in problem["errors"]] == [code]

    @pytest.mark.parametrize("way", ["post", "put", "batch"])
    async def test_refuses_what_is_archived(self, desk: Desk, house: Served, way: str) -> None:
        await archive(house, desk.visa)

        problem = answered(await desk.send(way, desk.regular(fromAccountId=desk.visa)), 409)

        assert problem["code"] == "archived"

    @pytest.mark.parametrize("way", ["post", "put", "batch"])
    async def test_knows_others_rows_no_more_than_random_ids(
        self, desk: Desk, other: Desk, way: str
    ) -> None:
        for strange, random in (
            (other.transfer(fromAccountId=desk.giro), other.transfer(fromAccountId=RANDOM_ID)),
            (other.transfer(toAccountId=desk.giro), other.transfer(toAccountId=RANDOM_ID)),
            (other.regular(categoryId=desk.food), other.regular(categoryId=RANDOM_ID)),
            (other.regular(vendorId=desk.market), other.regular(vendorId=RANDOM_ID)),
        ):
            problems = [answered(await other.send(way, body), 404) for body in (strange, random)]
            for problem in problems:
                del problem["requestId"], problem["request_id"]
            assert problems[0] == problems[1]
            assert problems[0]["code"] == "reference_not_found"
        assert (await desk.list())["totalCount"] == 0


class TestCreateTransactions:
    async def test_keeps_the_order_given(self, desk: Desk) -> None:
        bodies = [desk.regular(amount=amount) for amount in (3, 1, 2)]

        reply = answered(await desk.client.post("/transactions/batch", json=bodies), 201)

        assert [row["amount"] for row in reply] == [3, 1, 2]
        assert [row["id"] for row in reply] == sorted(row["id"] for row in reply)

    async def test_books_none_for_none(self, desk: Desk) -> None:
        assert answered(await desk.client.post("/transactions/batch", json=[]), 201) == []

    async def test_refuses_more_than_a_thousand(self, desk: Desk) -> None:
        bodies = [desk.regular()] * 1001

        problem = answered(await desk.client.post("/transactions/batch", json=bodies), 400)

        assert problem["code"] == "too_many_items"
        assert (await desk.list())["totalCount"] == 0

    async def test_names_every_bad_item_and_books_none(self, desk: Desk) -> None:
        bodies = [
            desk.regular(),
            desk.regular(vendorId=RANDOM_ID),
            desk.regular(),
            desk.regular(amount=0, description=""),
            desk.transfer(toAccountId=desk.giro),
        ]

        problem = answered(await desk.client.post("/transactions/batch", json=bodies), 400)

        assert problem["code"] == "invalid_input"
        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
            ("/1/vendorId", "reference_not_found"),
            ("/3/description", "too_short"),
            ("/3/amount", "out_of_range"),
            ("/4/toAccountId", "same_account"),
        ]
        assert (await desk.list())["totalCount"] == 0

    async def test_names_what_breaks_a_rule_beside_what_cannot_be_read(self, desk: Desk) -> None:
        bodies = [
            desk.regular(vendorId=RANDOM_ID),
            desk.regular(amount="1"),
            desk.transfer(toAccountId=desk.giro),
            7,
        ]

        problem = answered(await desk.client.post("/transactions/batch", json=bodies), 400)

        assert problem["code"] == "invalid_input"
        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
            ("/0/vendorId", "reference_not_found"),
            ("/1/amount", "wrong_type"),
            ("/2/toAccountId", "same_account"),
            ("/3", "wrong_type"),
        ]

    @pytest.mark.parametrize("tail", [[{}], [5] * 100_000])
    async def test_refuses_more_than_a_thousand_whatever_they_are(
        self, desk: Desk, tail: list[object]
    ) -> None:
        bodies = [desk.regular()] * 1000 + tail

        problem = answered(await desk.client.post("/transactions/batch", json=bodies), 400)

        assert problem["code"] == "too_many_items"

    async def test_takes_endless_depth_in_an_item_for_no_json(self, desk: Desk) -> None:
        deep = "[" * 100_000
        for body in (f"[{deep}", f'[{{"x": {deep}', f"[5, {deep}]", '["\\ud800"]'):
            reply = await desk.client.post(
                "/transactions/batch", content=body, headers={"Content-Type": "application/json"}
            )
            assert answered(reply, 400)["code"] == "malformed_body"

    async def test_names_every_item_that_is_none(self, desk: Desk) -> None:
        bodies = [desk.regular(), desk.regular(amount="1"), 5, desk.regular(fromAccountId="x"), {}]

        problem = answered(await desk.client.post("/transactions/batch", json=bodies), 400)

        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [
            ("/1/amount", "wrong_type"),
            ("/2", "wrong_type"),
            ("/3/fromAccountId", "bad_format"),
            ("/4/transactionType", "required"),
        ]

    @pytest.mark.parametrize("body", ["{}", "5", "null", '"x"'])
    async def test_takes_nothing_but_a_list(self, desk: Desk, body: str) -> None:
        reply = await desk.client.post(
            "/transactions/batch", content=body, headers={"Content-Type": "application/json"}
        )

        assert answered(reply, 400)["code"] in ("invalid_input", "malformed_body")


class TestOneTransaction:
    async def test_is_shown_replaced_and_removed(self, desk: Desk) -> None:
        booked = await desk.book(desk.regular())
        path = f"/transactions/{booked['id']}"

        assert answered(await desk.client.get(path)) == booked
        changed = answered(await desk.client.put(path, json=desk.transfer(amount=9)))
        assert (changed["id"], changed["transactionType"], changed["amount"]) == (
            booked["id"],
            "transfer",
            9,
        )
        assert answered(await desk.client.get(path)) == changed
        answered(await desk.client.delete(path), 204)
        for reply in (await desk.client.delete(path), await desk.client.get(path)):
            assert answered(reply, 404)["code"] == "not_found"

    async def test_of_somebody_else_is_as_unknown_as_a_random_id(
        self, desk: Desk, other: Desk
    ) -> None:
        booked = await desk.book(desk.regular())

        for id_ in (booked["id"], RANDOM_ID):
            path = f"/transactions/{id_}"
            for reply in (
                await other.client.get(path),
                await other.client.put(path, json=other.regular()),
                await other.client.delete(path),
            ):
                assert answered(reply, 404)["code"] == "not_found"
        assert (await desk.list())["data"] == [booked]

    async def test_needs_an_id_that_is_one(self, desk: Desk) -> None:
        reply = await desk.client.get("/transactions/eggs")

        assert answered(reply, 400)["code"] == "invalid_input"


class TestHasTransactions:
    async def test_tells_whether_anything_is_booked(self, desk: Desk) -> None:
        async def has_any() -> bool:
            reply = answered(await desk.client.get("/transactions/has-any"))
            return bool(reply["hasTransactions"])

        assert not await has_any()
        await desk.book(desk.regular(categoryId=None))
        assert await has_any()
