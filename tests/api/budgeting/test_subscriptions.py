"""Subscriptions over HTTP."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from piggypulse_core.ledger.model.vendor import Vendor
from tests.support.archiving import archive
from tests.support.client import ApiClient, answered
from tests.support.served import Served

Json = Any


async def category(client: ApiClient, **more: object) -> str:
    body = {"name": "Media", "type": "expense", "icon": "📺", **more}
    identity: str = answered(await client.post("/categories", json=body), 201)["id"]
    return identity


def body(category_id: str, **more: object) -> Json:
    return {
        "name": "Music",
        "categoryId": category_id,
        "billingAmount": 1299,
        "billingCycle": "monthly",
        "billingDay": 18,
        "nextChargeDate": "2026-06-18",
        **more,
    }


async def subscribe(client: ApiClient, category_id: str, **more: object) -> Json:
    return answered(await client.post("/subscriptions", json=body(category_id, **more)), 201)


async def book(client: ApiClient, category_id: str, day: str, amount: int = 1299) -> Json:
    account = {
        "type": "Checking",
        "name": f"Giro {day}",
        "color": "#112233",
        "initialBalance": 0,
    }
    giro = answered(await client.post("/accounts", json=account), 201)["id"]
    booking = {
        "transactionType": "regular",
        "date": day,
        "description": "Radio",
        "amount": amount,
        "fromAccountId": giro,
        "categoryId": category_id,
    }
    return answered(await client.post("/transactions", json=booking), 201)


class TestCreateSubscription:
    async def test_answers_the_subscription(self, alice: ApiClient) -> None:
        media = await category(alice)

        reply = await subscribe(alice, media, vendorId=None)

        assert reply.pop("id")
        assert reply == {
            "name": "Music",
            "categoryId": media,
            "vendorId": None,
            "billingAmount": 1299,
            "billingCycle": "monthly",
            "billingDay": 18,
            "nextChargeDate": "2026-06-18",
            "status": "active",
            "cancelledAt": None,
            "createdAt": "2026-06-15T12:00:00Z",
            "updatedAt": "2026-06-15T12:00:00Z",
        }

    @pytest.mark.parametrize(
        ("change", "field", "code"),
        [
            ({"name": " "}, "name", "too_short"),
            ({"billingAmount": 0}, "billingAmount", "out_of_range"),
            ({"billingAmount": 1.5}, "billingAmount", "wrong_type"),
            ({"billingDay": 32}, "billingDay", "out_of_range"),
            ({"billingCycle": "weekly"}, "billingCycle", "unknown_value"),
            ({"nextChargeDate": "2026-02-30"}, "nextChargeDate", "bad_format"),
            ({"nextChargeDate": "1899-12-31"}, "nextChargeDate", "out_of_range"),
            ({"vendorId": "x"}, "vendorId", "bad_format"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, alice: ApiClient, change: Json, field: str, code: str
    ) -> None:
        media = await category(alice)

        reply = await alice.post("/subscriptions", json=body(media, **change))

        faults = answered(reply, 400)["errors"]
        assert [(fault["field"], fault["code"]) for fault in faults] == [(field, code)]

    async def test_takes_expense_categories_only(self, alice: ApiClient) -> None:
        pay = await category(alice, type="income")

        reply = await alice.post("/subscriptions", json=body(pay))

        assert answered(reply, 400)["code"] == "category_type_mismatch"

    async def test_shows_in_its_categorys_target(self, alice: ApiClient) -> None:
        june = {
            "name": "June",
            "startDate": "2026-06-01",
            "periodType": "manualEndDate",
            "manualEndDate": "2026-06-30",
        }
        answered(await alice.post("/periods", json=june), 201)
        media = await category(alice, behavior="subscription")

        await subscribe(alice, media)

        [row] = answered(await alice.get("/targets"))["targets"]
        assert (row["currentTarget"], row["source"]) == (1299, "computed")
        reply = await alice.put(f"/targets/{row['id']}", json={"value": 5})
        assert answered(reply, 409)["code"] == "target_is_computed"


class TestGetSubscription:
    async def test_shows_what_was_charged(self, alice: ApiClient) -> None:
        media = await category(alice)
        made = await subscribe(alice, media)
        booked = await book(alice, media, "2026-06-19")

        reply = answered(await alice.get(f"/subscriptions/{made['id']}"))

        [event] = reply["billingHistory"]
        assert event.pop("id")
        assert event == {
            "subscriptionId": made["id"],
            "transactionId": booked["id"],
            "amount": 1299,
            "date": "2026-06-19",
            "detected": True,
            "postCancellation": False,
        }
        assert reply["nextChargeDate"] == "2026-07-18"

    async def test_forgets_what_is_deleted(self, alice: ApiClient) -> None:
        media = await category(alice)
        made = await subscribe(alice, media)
        booked = await book(alice, media, "2026-06-19")

        answered(await alice.delete(f"/transactions/{booked['id']}"), 204)

        reply = answered(await alice.get(f"/subscriptions/{made['id']}"))
        assert reply == {**made, "billingHistory": []}


class TestListSubscriptions:
    async def test_lists_the_newest_first_by_status_and_category(self, alice: ApiClient) -> None:
        media, other = await category(alice), await category(alice, name="Other")
        old, new = await subscribe(alice, media), await subscribe(alice, other, name="Film")
        answered(await alice.post(f"/subscriptions/{old['id']}/pause"))

        async def listed(query: str) -> list[str]:
            rows = answered(await alice.get(f"/subscriptions{query}"))
            return [row["name"] for row in rows]

        assert await listed("") == ["Film", "Music"]
        assert await listed("?status=paused") == ["Music"]
        assert await listed(f"?categoryId={new['categoryId']}") == ["Film"]
        assert await listed(f"?categoryId={uuid4()}") == []
        assert answered(await alice.get("/subscriptions?status=ended"), 400)
        assert answered(await alice.get("/subscriptions?categoryId=x"), 400)

    async def test_lists_what_is_charged_next(self, alice: ApiClient) -> None:
        media = await category(alice)
        vendor = answered(await alice.post("/vendors", json={"name": "Radio"}), 201)["id"]
        await subscribe(alice, media, name="Late", nextChargeDate="2026-06-20")
        soon = await subscribe(alice, media, vendorId=vendor)

        rows = answered(await alice.get("/subscriptions/upcoming"))

        assert [row["name"] for row in rows] == ["Music", "Late"]
        assert rows[0] == {
            "subscriptionId": soon["id"],
            "name": "Music",
            "billingAmount": 1299,
            "billingCycle": "monthly",
            "nextChargeDate": "2026-06-18",
            "vendorId": vendor,
            "vendorName": "Radio",
        }
        assert len(answered(await alice.get("/subscriptions/upcoming?limit=1"))) == 1
        for limit in ("0", "51", "x", "1.0"):
            assert answered(await alice.get(f"/subscriptions/upcoming?limit={limit}"), 400)


class TestUpdateSubscription:
    async def test_replaces_everything(self, alice: ApiClient, house: Served) -> None:
        media = await category(alice)
        made = await subscribe(alice, media)
        house.clock.instant = datetime(2026, 6, 15, 12, 5, tzinfo=UTC)

        path = f"/subscriptions/{made['id']}"
        reply = answered(
            await alice.put(path, json=body(media, name="Film", billingCycle="yearly"))
        )

        changed = {
            "name": "Film",
            "billingCycle": "yearly",
            "updatedAt": "2026-06-15T12:05:00Z",
        }
        assert reply == {**made, **changed}

    async def test_refuses_what_cannot_be_named(self, alice: ApiClient) -> None:
        media, pay = await category(alice), await category(alice, type="income")
        made = await subscribe(alice, media)
        path = f"/subscriptions/{made['id']}"

        reply = await alice.put(path, json=body(pay))
        assert answered(reply, 400)["code"] == "category_type_mismatch"
        reply = await alice.put(path, json=body(str(uuid4())))
        problem = answered(reply, 404)
        assert (problem["code"], problem["errors"][0]["field"]) == (
            "reference_not_found",
            "categoryId",
        )


class TestCancelPauseAndResume:
    async def test_go_from_one_standing_to_another(self, alice: ApiClient) -> None:
        made = await subscribe(alice, await category(alice))
        path = f"/subscriptions/{made['id']}"

        assert answered(await alice.post(f"{path}/resume"), 409)["code"] == "not_paused"
        assert answered(await alice.post(f"{path}/pause"))["status"] == "paused"
        assert answered(await alice.post(f"{path}/pause"), 409)["code"] == "not_active"
        assert answered(await alice.post(f"{path}/resume"))["status"] == "active"
        later = answered(
            await alice.post(f"{path}/cancel", json={"cancellationDate": "2026-07-01"})
        )
        assert (later["status"], later["cancelledAt"]) == ("active", "2026-07-01T00:00:00Z")
        assert answered(await alice.post(f"{path}/resume"))["cancelledAt"] is None
        ended = answered(await alice.post(f"{path}/cancel"))
        assert (ended["status"], ended["cancelledAt"]) == ("cancelled", "2026-06-15T00:00:00Z")
        reply = await alice.post(f"{path}/cancel", json={"cancellationDate": None})
        assert answered(reply, 409)["code"] == "already_cancelled"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"{", "malformed_body"),
            (b'{"cancellationDate": "soon"}', "invalid_input"),
            (b'{"cancellationDate": "2200-01-01"}', "invalid_input"),
        ],
    )
    async def test_a_body_that_cannot_be_read_cancels_nothing(
        self, alice: ApiClient, content: bytes, code: str
    ) -> None:
        made = await subscribe(alice, await category(alice))
        path = f"/subscriptions/{made['id']}"

        reply = await alice.post(
            f"{path}/cancel", content=content, headers={"Content-Type": "application/json"}
        )

        assert answered(reply, 400)["code"] == code
        assert answered(await alice.get(path))["status"] == "active"


async def test_archived_rows_are_not_named_anew(alice: ApiClient, house: Served) -> None:
    media = await category(alice)
    made = await subscribe(alice, media)
    vendor = answered(await alice.post("/vendors", json={"name": "Gone"}), 201)["id"]
    await archive(house, alice, Vendor, vendor)

    for method, path in (("POST", "/subscriptions"), ("PUT", f"/subscriptions/{made['id']}")):
        reply = await alice.request(method, path, json=body(media, vendorId=vendor))
        assert answered(reply, 409)["code"] == "archived"


async def test_strangers_get_what_a_random_id_gets(alice: ApiClient, bob: ApiClient) -> None:
    media, own = await category(alice), await category(bob)
    made = await subscribe(alice, media)

    for one in (made["id"], str(uuid4())):
        path = f"/subscriptions/{one}"
        for method, end in (
            ("GET", ""),
            ("PUT", ""),
            ("DELETE", ""),
            ("POST", "/cancel"),
            ("POST", "/pause"),
            ("POST", "/resume"),
        ):
            content = body(own) if method == "PUT" else None
            reply = await bob.request(method, path + end, json=content)
            assert answered(reply, 404)["code"] == "not_found"
    for one in (media, str(uuid4())):
        reply = await bob.post("/subscriptions", json=body(one))
        assert answered(reply, 404)["code"] == "reference_not_found"
    assert answered(await bob.get("/subscriptions")) == []
    assert answered(await bob.get("/subscriptions/upcoming")) == []
    assert answered(await alice.get("/subscriptions")) == [made]


async def test_deleting_takes_the_charges_along(alice: ApiClient) -> None:
    media = await category(alice)
    made = await subscribe(alice, media)
    booked = await book(alice, media, "2026-06-18")

    answered(await alice.delete(f"/subscriptions/{made['id']}"), 204)

    assert answered(await alice.delete(f"/subscriptions/{made['id']}"), 404)
    assert answered(await alice.get(f"/transactions/{booked['id']}"))["id"] == booked["id"]


class TestCategoriesOfSubscriptions:
    BODY = {"name": "Media", "type": "expense", "icon": "📺"}  # noqa: RUF012 - never written to

    async def test_keep_their_behaviour_while_one_is_active(self, alice: ApiClient) -> None:
        media = await category(alice, behavior="subscription")
        made = await subscribe(alice, media)
        path, plain = f"/categories/{media}", {**self.BODY, "behavior": "fixed"}

        reply = await alice.put(path, json=plain)
        assert answered(reply, 409)["code"] == "subscriptions_active"
        answered(await alice.put(path, json=self.BODY))
        answered(await alice.post(f"/subscriptions/{made['id']}/pause"))

        changed = answered(await alice.put(path, json=plain))
        assert (changed["behavior"], changed["autoComputedTarget"]) == ("fixed", False)

    async def test_have_what_is_active_as_their_target_once_they_are_such(
        self, alice: ApiClient
    ) -> None:
        media = await category(alice, target=5)
        made = await subscribe(alice, media)
        path = f"/categories/{media}"

        changed = answered(await alice.put(path, json={**self.BODY, "behavior": "subscription"}))
        answered(await alice.delete(f"/subscriptions/{made['id']}"), 204)
        emptied = answered(await alice.get(path))

        assert (changed["target"], changed["autoComputedTarget"]) == (1299, True)
        assert emptied["target"] == 0

    async def test_cannot_be_deleted(self, alice: ApiClient) -> None:
        media = await category(alice)
        made = await subscribe(alice, media)

        reply = await alice.delete(f"/categories/{media}")
        assert answered(reply, 409)["code"] == "category_in_use"
        answered(await alice.delete(f"/subscriptions/{made['id']}"), 204)
        answered(await alice.delete(f"/categories/{media}"), 204)
