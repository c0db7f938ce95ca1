"""Overlays over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import ApiClient, answered

Json = Any


async def made(client: ApiClient, path: str, **body: object) -> str:
    identity: str = answered(await client.post(path, json=body), 201)["id"]
    return identity


async def account(client: ApiClient, name: str = "Giro") -> str:
    return await made(
        client, "/accounts", type="Checking", name=name, color="#112233", initialBalance=0
    )


async def category(client: ApiClient, name: str = "Food") -> str:
    return await made(client, "/categories", name=name, type="expense", icon="🍞")


async def book(client: ApiClient, giro: str, of: str | None, day: str = "2026-06-10") -> str:
    return await made(
        client,
        "/transactions",
        transactionType="regular",
        date=day,
        description="Something",
        amount=1250,
        fromAccountId=giro,
        categoryId=of,
    )


def body(**more: object) -> Json:
    return {
        "name": "Sea",
        "startDate": "2026-06-01",
        "endDate": "2026-06-30",
        "inclusionMode": "all",
        **more,
    }


class TestCreateOverlay:
    async def test_answers_the_overlay_with_its_figures(self, alice: ApiClient) -> None:
        giro, food = await account(alice), await category(alice)
        vendor = await made(alice, "/vendors", name="Market")
        await book(alice, giro, food)
        await book(alice, giro, None)
        rules = {"categoryIds": [food, food], "vendorIds": [vendor], "accountIds": [giro]}
        caps = [{"categoryId": food, "capAmount": 0}]

        reply = answered(
            await alice.post(
                "/overlays",
                json=body(icon=" ⛵ ", totalCapAmount=0, categoryCaps=caps, rules=rules),
            ),
            201,
        )

        assert answered(await alice.get(f"/overlays/{reply['id']}")) == reply
        assert reply.pop("id")
        assert reply == {
            "name": "Sea",
            "icon": "⛵",
            "startDate": "2026-06-01",
            "endDate": "2026-06-30",
            "inclusionMode": "all",
            "totalCapAmount": 0,
            "spentAmount": 2500,
            "transactionCount": 2,
            "categoryBreakdown": [{"categoryId": food, "categoryName": "Food", "amount": 1250}],
            "categoryCaps": caps,
            "rules": {**rules, "categoryIds": [food]},
        }

    async def test_needs_no_more_than_a_name_days_and_a_mode(self, alice: ApiClient) -> None:
        reply = answered(await alice.post("/overlays", json=body(icon="  ")), 201)

        assert (reply["icon"], reply["totalCapAmount"], reply["categoryCaps"]) == (None, None, [])
        assert reply["rules"] == {"categoryIds": [], "vendorIds": [], "accountIds": []}

    @pytest.mark.parametrize(
        ("change", "field", "code"),
        [
            ({"name": " "}, "name", "too_short"),
            ({"name": "x" * 101}, "name", "too_long"),
            ({"icon": "x" * 17}, "icon", "too_long"),
            ({"startDate": "2026-07-01"}, "endDate", "out_of_range"),
            ({"startDate": "1899-12-31"}, "startDate", "out_of_range"),
            ({"inclusionMode": "some"}, "inclusionMode", "unknown_value"),
            ({"totalCapAmount": -1}, "totalCapAmount", "out_of_range"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, alice: ApiClient, change: Json, field: str, code: str
    ) -> None:
        reply = await alice.post("/overlays", json=body(**change))

        faults = answered(reply, 400)["errors"]
        assert [(fault["field"], fault["code"]) for fault in faults] == [(field, code)]
        assert answered(await alice.get("/overlays"))["data"] == []

    async def test_caps_a_category_once(self, alice: ApiClient) -> None:
        food = await category(alice)
        caps = [{"categoryId": food, "capAmount": 1}, {"categoryId": food, "capAmount": 2}]

        reply = await alice.post("/overlays", json=body(categoryCaps=caps))

        (fault,) = answered(reply, 400)["errors"]
        assert (fault["field"], fault["code"]) == ("/categoryCaps/1/categoryId", "not_allowed_here")

    @pytest.mark.parametrize("kind", ["categoryIds", "vendorIds", "accountIds"])
    async def test_takes_two_hundred_of_a_kind(self, alice: ApiClient, kind: str) -> None:
        unknown = str(uuid4())

        enough = await alice.post("/overlays", json=body(rules={kind: [unknown] * 200}))
        too_many = await alice.post("/overlays", json=body(rules={kind: [unknown] * 201}))

        assert answered(enough, 404)["code"] == "reference_not_found"
        assert answered(too_many, 400)["code"] == "invalid_input"


class TestUpdateOverlay:
    async def test_replaces_caps_and_rules_and_keeps_what_was_said(self, alice: ApiClient) -> None:
        giro, food = await account(alice), await category(alice)
        lunch = await book(alice, giro, food)
        caps = [{"categoryId": food, "capAmount": 5}]
        sea = await made(alice, "/overlays", **body(categoryCaps=caps, icon="⛵"))
        path = f"/overlays/{sea}"
        answered(await alice.delete(f"{path}/transactions/{lunch}/exclude"), 204)

        reply = answered(await alice.put(path, json=body(name="Lake")))

        assert (reply["name"], reply["icon"], reply["categoryCaps"]) == ("Lake", None, [])
        assert reply["spentAmount"] == 0
        assert answered(await alice.get(path)) == reply

    async def test_refuses_what_nobody_has(self, alice: ApiClient) -> None:
        sea = await made(alice, "/overlays", **body())

        reply = await alice.put(f"/overlays/{sea}", json=body(rules={"accountIds": [str(uuid4())]}))

        (fault,) = answered(reply, 404)["errors"]
        assert fault["field"] == "/rules/accountIds/0"


class TestMembers:
    async def test_tell_what_put_them_in(self, alice: ApiClient) -> None:
        giro, food = await account(alice), await category(alice)
        lunch, stray = await book(alice, giro, food), await book(alice, giro, None)
        await book(alice, giro, food, "2026-07-01")
        path = f"/overlays/{await made(alice, '/overlays', **body())}"

        page = answered(await alice.get(f"{path}/transactions"))
        assert (page["totalCount"], page["hasMore"], page["nextCursor"]) == (1, False, None)
        (row,) = page["data"]
        membership = row.pop("membership")
        assert membership == {"isIncluded": True, "inclusionSource": "all"}
        assert row == answered(await alice.get(f"/transactions/{lunch}"))

        answered(await alice.delete(f"{path}/transactions/{stray}/exclude"), 204)
        out = await alice.get(f"{path}/transactions?included=false&uncategorized=include")
        (row,) = answered(out)["data"]
        assert (row["id"], row["membership"]) == (
            stray,
            {"isIncluded": False, "inclusionSource": None},
        )

    async def test_come_in_pages(self, alice: ApiClient) -> None:
        giro, food = await account(alice), await category(alice)
        booked = [await book(alice, giro, food) for _ in range(3)]
        path = f"/overlays/{await made(alice, '/overlays', **body())}/transactions"

        first = answered(await alice.get(f"{path}?limit=2"))
        rest = answered(await alice.get(f"{path}?limit=2&cursor={first['nextCursor']}"))

        assert [row["id"] for row in (*first["data"], *rest["data"])] == booked[::-1]
        assert (first["hasMore"], rest["hasMore"]) == (True, False)
        unknown = await alice.get(f"{path}?cursor={uuid4()}")
        assert answered(unknown, 400)["code"] == "unknown_cursor"

    async def test_are_put_in_and_out(self, alice: ApiClient) -> None:
        giro, food = await account(alice), await category(alice)
        lunch = await book(alice, giro, food)
        late = await book(alice, giro, food, "2026-07-01")
        sea = f"/overlays/{await made(alice, '/overlays', **body(inclusionMode='manual'))}"
        path = f"{sea}/transactions/{lunch}"

        async def spent() -> int:
            amount: int = answered(await alice.get(sea))["spentAmount"]
            return amount

        refused = await alice.delete(f"{path}/exclude")
        assert answered(refused, 409)["code"] == "already_excluded"
        answered(await alice.post(f"{path}/include"), 204)
        again = await alice.post(f"{path}/include")
        assert answered(again, 409)["code"] == "already_included"
        assert await spent() == 1250
        answered(await alice.delete(f"{path}/override"), 204)
        assert await spent() == 0
        for outside in (
            await alice.post(f"{sea}/transactions/{late}/include"),
            await alice.delete(f"{sea}/transactions/{late}/exclude"),
        ):
            assert answered(outside, 409)["code"] == "outside_window"


async def test_lists_the_newest_first_in_pages(alice: ApiClient) -> None:
    ids = [await made(alice, "/overlays", **body()) for _ in range(3)]

    first = answered(await alice.get("/overlays?limit=2"))
    rest = answered(await alice.get(f"/overlays?limit=2&cursor={first['nextCursor']}"))

    assert [row["id"] for row in (*first["data"], *rest["data"])] == ids[::-1]
    assert (first["totalCount"], first["hasMore"], rest["nextCursor"]) == (3, True, None)
    unknown = await alice.get(f"/overlays?cursor={uuid4()}")
    assert answered(unknown, 400)["code"] == "unknown_cursor"


async def test_somebody_elses_is_none(alice: ApiClient, bob: ApiClient) -> None:
    giro, food = await account(alice), await category(alice)
    lunch = await book(alice, giro, food)
    sea = await made(alice, "/overlays", **body())
    his = await made(bob, "/overlays", **body())
    before = answered(await alice.get(f"/overlays/{sea}"))

    for key in (sea, str(uuid4())):
        path = f"/overlays/{key}"
        for reply in (
            await bob.get(path),
            await bob.put(path, json=body()),
            await bob.delete(path),
            await bob.get(f"{path}/transactions"),
            await bob.post(f"{path}/transactions/{lunch}/include"),
            await bob.delete(f"{path}/transactions/{lunch}/exclude"),
            await bob.delete(f"{path}/transactions/{lunch}/override"),
        ):
            assert answered(reply, 404)["code"] == "not_found"
    for transaction in (lunch, str(uuid4())):
        reply = await bob.post(f"/overlays/{his}/transactions/{transaction}/include")
        assert answered(reply, 404)["code"] == "not_found"
    for named in (food, str(uuid4())):
        caps = [{"categoryId": named, "capAmount": 1}]
        reply = await bob.post("/overlays", json=body(categoryCaps=caps))
        assert answered(reply, 404)["code"] == "reference_not_found"
    assert answered(await alice.get(f"/overlays/{sea}")) == before


async def test_deleting_leaves_the_transactions(alice: ApiClient) -> None:
    giro, food = await account(alice), await category(alice)
    lunch = await book(alice, giro, food)
    sea = await made(alice, "/overlays", **body())
    answered(await alice.delete(f"/overlays/{sea}/transactions/{lunch}/exclude"), 204)

    answered(await alice.delete(f"/overlays/{sea}"), 204)

    answered(await alice.delete(f"/overlays/{sea}"), 404)
    assert answered(await alice.get(f"/transactions/{lunch}"))["amount"] == 1250


async def test_a_create_sent_again_makes_one(alice: ApiClient) -> None:
    key = {"Idempotency-Key": "the-sea-of-this-year"}

    first = answered(await alice.post("/overlays", json=body(), headers=key), 201)
    again = answered(await alice.post("/overlays", json=body(), headers=key), 201)

    assert first == again
    assert answered(await alice.get("/overlays"))["totalCount"] == 1


async def test_what_one_names_cannot_be_deleted(alice: ApiClient) -> None:
    giro, food = await account(alice), await category(alice)
    vendor = await made(alice, "/vendors", name="Market")
    rules = {"categoryIds": [food], "vendorIds": [vendor], "accountIds": [giro]}
    sea = await made(alice, "/overlays", **body(rules=rules))
    named = (("accounts", giro), ("categories", food), ("vendors", vendor))

    codes = [answered(await alice.delete(f"/{kind}/{key}"), 409)["code"] for kind, key in named]
    answered(await alice.delete(f"/overlays/{sea}"), 204)

    assert codes == ["account_in_use", "category_in_use", "vendor_in_use"]
    for kind, key in named:
        answered(await alice.delete(f"/{kind}/{key}"), 204)
