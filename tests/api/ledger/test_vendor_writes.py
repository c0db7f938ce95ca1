"""Vendors that change, go, and become part of others, over HTTP."""

import pytest

from tests.support.client import ApiClient, answered
from tests.support.desk import Desk, sit_down

RANDOM_ID = "01900000-0000-7000-8000-ffffffffffff"


@pytest.fixture
async def desk(alice: ApiClient) -> Desk:
    return await sit_down(alice)


async def made(client: ApiClient, name: str, **more: object) -> str:
    return str(answered(await client.post("/vendors", json={"name": name, **more}), 201)["id"])


class TestOneVendor:
    async def test_is_shown_archived_or_not(self, alice: ApiClient) -> None:
        key = await made(alice, "Kiosk", description="at the corner")

        shown = answered(await alice.get(f"/vendors/{key}"))
        archived = answered(await alice.post(f"/vendors/{key}/archive"))

        assert shown == {
            "id": key,
            "name": "Kiosk",
            "status": "active",
            "description": "at the corner",
        }
        assert archived == shown | {"status": "inactive"}
        assert answered(await alice.get(f"/vendors/{key}")) == archived
        assert answered(await alice.post(f"/vendors/{key}/unarchive")) == shown

    async def test_is_archived_once_and_taken_out_once(self, alice: ApiClient) -> None:
        key = await made(alice, "Kiosk")

        active = answered(await alice.post(f"/vendors/{key}/unarchive"), 409)
        answered(await alice.post(f"/vendors/{key}/archive"))
        archived = answered(await alice.post(f"/vendors/{key}/archive"), 409)

        assert (active["code"], archived["code"]) == ("already_active", "already_archived")

    async def test_is_written_anew(self, alice: ApiClient) -> None:
        key = await made(alice, "Kiosk", description="at the corner")

        reply = answered(await alice.put(f"/vendors/{key}", json={"name": " Shop "}))

        assert reply == {"id": key, "name": "Shop", "status": "active", "description": None}

    async def test_keeps_its_name_when_another_has_the_new_one(self, alice: ApiClient) -> None:
        key = await made(alice, "Kiosk")
        await made(alice, "Market")

        problem = answered(await alice.put(f"/vendors/{key}", json={"name": "MARKET"}), 409)

        assert problem["code"] == "duplicate_name"
        assert answered(await alice.get(f"/vendors/{key}"))["name"] == "Kiosk"

    @pytest.mark.parametrize("body", [{}, {"name": ""}, {"name": "x", "description": "y" * 501}])
    async def test_refuses_what_a_new_one_is_refused_for(
        self, alice: ApiClient, body: dict[str, object]
    ) -> None:
        key = await made(alice, "Kiosk")

        problem = answered(await alice.put(f"/vendors/{key}", json=body), 400)

        assert problem["code"] == "invalid_input"

    async def test_goes_when_nothing_names_it(self, desk: Desk) -> None:
        booked = await desk.book(desk.regular(vendorId=desk.market))

        problem = answered(await desk.client.delete(f"/vendors/{desk.market}"), 409)
        answered(await desk.client.delete(f"/transactions/{booked['id']}"), 204)
        answered(await desk.client.delete(f"/vendors/{desk.market}"), 204)

        assert problem["code"] == "vendor_in_use"
        assert "archive" in problem["detail"]
        answered(await desk.client.delete(f"/vendors/{desk.market}"), 404)

    async def test_archived_it_takes_no_new_booking_and_keeps_the_old(self, desk: Desk) -> None:
        booked = await desk.book(desk.regular(vendorId=desk.market))
        answered(await desk.client.post(f"/vendors/{desk.market}/archive"))

        body = desk.regular(vendorId=desk.market)
        refused = answered(await desk.client.post("/transactions", json=body), 409)
        kept = answered(await desk.client.put(f"/transactions/{booked['id']}", json=body))

        assert refused["code"] == "archived"
        assert kept["vendor"]["id"] == desk.market


class TestMergeVendor:
    async def test_becomes_part_of_another(self, desk: Desk) -> None:
        kiosk = await made(desk.client, "Kiosk")
        for vendor, amount in ((kiosk, 1), (kiosk, 20), (desk.market, 300)):
            await desk.book(desk.regular(vendorId=vendor, amount=amount))

        body = {"targetVendorId": desk.market}
        answered(await desk.client.post(f"/vendors/{kiosk}/merge", json=body), 204)

        (row,) = answered(await desk.client.get("/vendors"))["data"]
        assert (row["id"], row["numberOfTransactions"], row["totalSpend"]) == (desk.market, 3, 321)
        assert len((await desk.list(vendorId=desk.market))["data"]) == 3
        assert (await desk.list(vendorId=kiosk))["data"] == []
        answered(await desk.client.post(f"/vendors/{kiosk}/merge", json=body), 404)

    async def test_names_what_is_wrong_with_the_other(self, desk: Desk) -> None:
        client, gone = desk.client, await made(desk.client, "Gone")
        answered(await client.post(f"/vendors/{gone}/archive"))

        for target, status, code in (
            (desk.market, 400, "same_vendor"),
            (RANDOM_ID, 404, "reference_not_found"),
            (gone, 409, "archived"),
        ):
            body = {"targetVendorId": target}
            reply = await client.post(f"/vendors/{desk.market}/merge", json=body)
            problem = answered(reply, status)
            assert problem["code"] == code
            assert [fault["field"] for fault in problem["errors"]] == ["targetVendorId"]

    @pytest.mark.parametrize("body", [{}, {"targetVendorId": None}, {"targetVendorId": "x"}])
    async def test_needs_the_other(self, desk: Desk, body: dict[str, object]) -> None:
        reply = await desk.client.post(f"/vendors/{desk.market}/merge", json=body)

        problem = answered(reply, 400)
        assert [fault["field"] for fault in problem["errors"]] == ["targetVendorId"]


class TestStrangers:
    async def test_get_what_a_random_id_gets(self, desk: Desk, bob: ApiClient) -> None:
        his = await made(bob, "His")
        body = {"name": "Mine now", "description": None}

        for key in (desk.market, RANDOM_ID):
            for reply in (
                await bob.get(f"/vendors/{key}"),
                await bob.put(f"/vendors/{key}", json=body),
                await bob.delete(f"/vendors/{key}"),
                await bob.post(f"/vendors/{key}/archive"),
                await bob.post(f"/vendors/{key}/unarchive"),
                await bob.post(f"/vendors/{key}/merge", json={"targetVendorId": his}),
            ):
                assert answered(reply, 404)["code"] == "not_found"
            reply = await bob.post(f"/vendors/{his}/merge", json={"targetVendorId": key})
            assert answered(reply, 404)["code"] == "reference_not_found"

        shown = answered(await desk.client.get(f"/vendors/{desk.market}"))
        assert (shown["name"], shown["status"]) == ("Market", "active")
        assert answered(await bob.get(f"/vendors/{his}"))["name"] == "His"
