"""Transactions over HTTP."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import httpx
import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.ledger.model.account import Account
from tests.support.client import ApiClient, answered
from tests.support.clock import TODAY
from tests.support.served import Served

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"
NO_ID = "00000000-0000-0000-0000-000000000000"


Parameter = str | int | Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody signed in who has accounts, categories and a vendor to book with."""

    client: ApiClient
    giro: str
    visa: str
    dollars: str
    food: str
    pay: str
    move: str
    market: str

    def regular(self, **members: object) -> dict[str, Any]:
        plain = {
            "transactionType": "regular",
            "date": TODAY.isoformat(),
            "description": "Eggs",
            "amount": 250,
            "fromAccountId": self.giro,
            "categoryId": self.food,
        }
        return plain | members

    def transfer(self, **members: object) -> dict[str, Any]:
        plain = self.regular(
            transactionType="transfer", toAccountId=self.visa, categoryId=self.move
        )
        return plain | members

    async def book(self, body: dict[str, Any]) -> dict[str, Any]:
        reply: dict[str, Any] = answered(await self.client.post("/transactions", json=body), 201)
        return reply

    async def send(self, way: str, body: dict[str, Any]) -> httpx.Response:
        """Create, create as the only one of a batch, or replace something."""
        if way == "post":
            return await self.client.post("/transactions", json=body)
        if way == "batch":
            return await self.client.post("/transactions/batch", json=[body])
        booked = await self.book(self.regular())
        return await self.client.put(f"/transactions/{booked['id']}", json=body)

    async def list(self, **query: Parameter) -> dict[str, Any]:
        parameters: dict[str, Parameter] = {"scope": "all", **query}
        reply = await self.client.get("/transactions", params=parameters)
        listed: dict[str, Any] = answered(reply)
        return listed


async def sit_down(client: ApiClient) -> Desk:
    async def made(path: str, **body: object) -> str:
        return str(answered(await client.post(path, json=body), 201)["id"])

    account: dict[str, object] = {"color": "#123456", "initialBalance": 0}
    return Desk(
        client=client,
        giro=await made("/accounts", name="Giro", type="Checking", **account),
        visa=await made("/accounts", name="Visa", type="CreditCard", **account),
        dollars=await made(
            "/accounts", name="Dollars", type="Wallet", currencyCode="USD", **account
        ),
        food=await made("/categories", name="Food", type="expense", icon="🛒"),
        pay=await made("/categories", name="Pay", type="income", icon="💰"),
        move=await made("/categories", name="Move", type="transfer", icon="↔"),
        market=await made("/vendors", name="Market"),
    )


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


class TestListTransactions:
    async def test_walks_latest_first(self, desk: Desk) -> None:
        for day, text in (("2026-06-01", "a"), ("2026-06-03", "c"), ("2026-06-02", "b")):
            await desk.book(desk.regular(date=day, description=text))

        first = await desk.list(limit=2)
        rest = await desk.list(limit=2, cursor=first["nextCursor"])

        assert [row["description"] for row in first["data"] + rest["data"]] == ["c", "b", "a"]
        assert (first["totalCount"], first["hasMore"], rest["hasMore"]) == (3, True, False)
        assert rest["nextCursor"] is None

    @pytest.mark.parametrize("cursor", ["", "null"])
    async def test_takes_an_empty_cursor_for_none(self, desk: Desk, cursor: str) -> None:
        await desk.book(desk.regular())

        assert len((await desk.list(cursor=cursor))["data"]) == 1

    async def test_shows_the_current_period_unless_another_is_named(self, desk: Desk) -> None:
        async def period(name: str, start: str, end: str) -> str:
            body = {
                "name": name,
                "startDate": start,
                "periodType": "manualEndDate",
                "manualEndDate": end,
            }
            return str(answered(await desk.client.post("/periods", json=body), 201)["id"])

        async def texts(**query: Parameter) -> list[str]:
            rows = answered(await desk.client.get("/transactions", params=query))["data"]
            return [row["description"] for row in rows]

        await period("June", "2026-06-01", "2026-06-30")
        may = await period("May", "2026-05-01", "2026-05-31")
        for day in ("2026-05-01", "2026-05-31", "2026-06-01", "2026-06-30", "2026-07-01"):
            await desk.book(desk.regular(date=day, description=day))

        assert await texts() == ["2026-06-30", "2026-06-01"]
        assert await texts(periodId="null") == await texts(periodId="") == await texts()
        assert await texts(periodId=may) == ["2026-05-31", "2026-05-01"]
        assert await texts(periodId=may, fromDate="2026-05-02") == ["2026-05-31"]
        assert await texts(periodId=may, fromDate="2026-06-01") == []
        assert len(await texts(scope="all")) == 5

    async def test_chooses_by_every_condition(self, desk: Desk) -> None:
        eggs = await desk.book(desk.regular(vendorId=desk.market))
        wages = await desk.book(desk.regular(categoryId=desk.pay, description="Wages"))
        moved = await desk.book(desk.transfer(description="Moved", amount=4711))
        stray = await desk.book(desk.regular(categoryId=None, description="Stray"))

        for query, expected in (
            ({"direction": "income"}, [wages]),
            ({"direction": "transfer"}, [moved]),
            ({"direction": "expense"}, [eggs]),
            ({"direction": "expense", "uncategorized": "include"}, [stray, eggs]),
            ({"uncategorized": "only"}, [stray]),
            ({"accountId": desk.visa}, [moved]),
            ({"accountId": [desk.visa, desk.giro]}, [moved, wages, eggs]),
            ({"accountId": RANDOM_ID}, []),
            ({"categoryId": [desk.pay, desk.move]}, [moved, wages]),
            ({"vendorId": desk.market}, [eggs]),
            ({"search": "  "}, [moved, wages, eggs]),
            ({"search": "MARK"}, [eggs]),
            ({"search": "47,11"}, [moved]),
            ({"search": "%"}, []),
            ({"toDate": "2026-06-14"}, []),
            ({"periodIdx": "x", "fromDate": TODAY.isoformat()}, [moved, wages, eggs]),
        ):
            assert (await desk.list(**query))["data"] == expected, query

    @pytest.mark.parametrize(
        "query",
        [
            {"limit": 0},
            {"limit": 201},
            {"limit": "1.0"},
            {"scope": "some"},
            {"direction": "in"},
            {"accountId": "giro"},
            {"categoryId": "food"},
            {"vendorId": [RANDOM_ID] * 51},
            {"fromDate": "2026-02-30"},
            {"fromDate": "1899-12-31"},
            {"toDate": "2200-01-01"},
            {"toDate": ["2026-01-01", "2026-01-02"]},
            {"search": "x" * 501},
            {"search": "\x00"},
            {"uncategorized": "yes"},
        ],
    )
    async def test_refuses_conditions_that_make_no_sense(
        self, desk: Desk, query: dict[str, Any]
    ) -> None:
        reply = await desk.client.get("/transactions", params={"scope": "all", **query})

        problem = answered(reply, 400)
        assert problem["code"] == "invalid_input"
        assert [fault["field"] for fault in problem["errors"]] == list(query)

    async def test_refuses_a_cursor_of_another_list(self, desk: Desk, other: Desk) -> None:
        strange = await other.book(other.regular())

        for cursor in (strange["id"], RANDOM_ID, "garbage"):
            reply = await desk.client.get(
                "/transactions", params={"scope": "all", "cursor": cursor}
            )
            assert answered(reply, 400)["code"] == "unknown_cursor"

    async def test_needs_a_period(self, desk: Desk) -> None:
        none = answered(await desk.client.get("/transactions"), 404)
        unknown = answered(
            await desk.client.get("/transactions", params={"periodId": RANDOM_ID}), 404
        )

        assert (none["code"], unknown["code"]) == ("no_current_period", "not_found")


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

        assert reply.status_code in (400, 404)


class TestHasTransactions:
    async def test_tells_whether_anything_is_booked(self, desk: Desk) -> None:
        async def has_any() -> bool:
            reply = answered(await desk.client.get("/transactions/has-any"))
            return bool(reply["hasTransactions"])

        assert not await has_any()
        await desk.book(desk.regular(categoryId=None))
        assert await has_any()
