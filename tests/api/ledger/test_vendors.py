"""Vendors over HTTP."""

import pytest

from tests.support.archiving import names_by_status
from tests.support.client import ApiClient, answered
from tests.support.desk import sit_down


class TestCreateVendor:
    async def test_answers_the_vendor(self, alice: ApiClient) -> None:
        reply = answered(await alice.post("/vendors", json={"name": " Market "}), 201)

        assert reply.pop("id")
        assert reply == {"name": "Market", "status": "active", "description": None}

    @pytest.mark.parametrize("description", [" near home ", "", "x" * 500])
    async def test_keeps_a_description(self, alice: ApiClient, description: str) -> None:
        body = {"name": "Market", "description": description}

        reply = answered(await alice.post("/vendors", json=body), 201)

        assert reply["description"] == description.strip()

    async def test_ignores_members_it_does_not_know(self, alice: ApiClient) -> None:
        body = {"name": "Market", "description": None, "color": "#fff", "userId": "x"}

        answered(await alice.post("/vendors", json=body), 201)

    async def test_refuses_a_name_taken(self, alice: ApiClient) -> None:
        answered(await alice.post("/vendors", json={"name": "Market"}), 201)

        problem = answered(await alice.post("/vendors", json={"name": "mARKET"}), 409)

        assert problem["code"] == "duplicate_name"

    @pytest.mark.parametrize(
        ("description", "code"),
        [("x" * 501, "too_long"), (5, "wrong_type"), ("\x00", "bad_format")],
    )
    async def test_refuses_other_descriptions(
        self, alice: ApiClient, description: object, code: str
    ) -> None:
        body = {"name": "Market", "description": description}

        problem = answered(await alice.post("/vendors", json=body), 400)

        assert [(one["field"], one["code"]) for one in problem["errors"]] == [("description", code)]

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            ({}, "required"),
            ({"name": 5}, "wrong_type"),
            ({"name": None}, "wrong_type"),
            ({"name": ""}, "too_short"),
            ({"name": "x" * 101}, "too_long"),
            ({"name": "a\x00b"}, "bad_format"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, alice: ApiClient, body: dict[str, object], code: str
    ) -> None:
        problem = answered(await alice.post("/vendors", json=body), 400)

        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [("name", code)]
        assert answered(await alice.get("/vendors"))["totalCount"] == 0

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        reply = await api.post("/vendors", json={"name": "Market"})

        assert answered(reply, 401)["code"] == "not_authenticated"
        assert reply.headers["www-authenticate"] == 'Bearer realm="piggypulse"'


class TestListVendors:
    async def test_walks_page_by_page(self, alice: ApiClient) -> None:
        for name in ("a", "b", "c"):
            answered(await alice.post("/vendors", json={"name": name}), 201)

        first = answered(await alice.get("/vendors", params={"limit": 2}))
        rest = answered(
            await alice.get("/vendors", params={"limit": 2, "cursor": first["nextCursor"]})
        )

        assert [row["name"] for row in first["data"] + rest["data"]] == ["c", "b", "a"]
        assert (first["hasMore"], rest["hasMore"], rest["nextCursor"]) == (True, False, None)
        assert first["totalCount"] == rest["totalCount"] == 3

    async def test_shows_what_was_ever_booked_with_each(self, alice: ApiClient) -> None:
        desk = await sit_down(alice)
        body = {"name": "Kiosk", "description": "round the corner"}
        kiosk = answered(await alice.post("/vendors", json=body), 201)
        for form in (
            desk.regular(vendorId=desk.market, amount=250),
            desk.regular(vendorId=desk.market, amount=30, date="2199-12-31"),
            desk.regular(vendorId=desk.market, categoryId=desk.pay),
            desk.transfer(vendorId=desk.market),
        ):
            await desk.book(form)

        rows = answered(await alice.get("/vendors"))["data"]

        assert rows[0] == kiosk | {"numberOfTransactions": 0, "totalSpend": 0}
        assert (rows[1]["numberOfTransactions"], rows[1]["totalSpend"]) == (4, 280)

    async def test_takes_fifty_unless_told_otherwise(self, alice: ApiClient) -> None:
        for number in range(51):
            answered(await alice.post("/vendors", json={"name": str(number)}), 201)

        assert len(answered(await alice.get("/vendors"))["data"]) == 50

    async def test_shows_archived_ones_unless_told_otherwise(self, alice: ApiClient) -> None:
        gone = answered(await alice.post("/vendors", json={"name": "Gone"}), 201)
        answered(await alice.post("/vendors", json={"name": "Here"}), 201)
        answered(await alice.post(f"/vendors/{gone['id']}/archive"))

        assert await names_by_status(alice, "/vendors") == {
            "": ["Here", "Gone"],
            "active": ["Here"],
            "inactive": ["Gone"],
            "all": ["Here", "Gone"],
        }
        assert [one["name"] for one in answered(await alice.get("/vendors/options"))] == ["Here"]

    @pytest.mark.parametrize("cursor", ["", "null"])
    async def test_takes_nothing_for_the_first_page(self, alice: ApiClient, cursor: str) -> None:
        answered(await alice.get("/vendors", params={"cursor": cursor}))

    @pytest.mark.parametrize("limit", ["0", "201", "-1", "1.0", "x", "", "9" * 30])
    async def test_refuses_a_limit_outside_its_bounds(self, alice: ApiClient, limit: str) -> None:
        problem = answered(await alice.get("/vendors", params={"limit": limit}), 400)

        assert problem["errors"][0]["field"] == "limit"

    async def test_bobs_list_does_not_know_alices_vendor(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        hers = answered(await alice.post("/vendors", json={"name": "Hers"}), 201)

        assert answered(await bob.get("/vendors"))["data"] == []
        assert answered(await bob.get("/vendors/options")) == []
        problem = answered(await bob.get("/vendors", params={"cursor": hers["id"]}), 400)
        assert problem["code"] == "unknown_cursor"


class TestListVendorOptions:
    async def test_gives_id_and_name_by_name(self, alice: ApiClient) -> None:
        for name in ("b", "A"):
            answered(await alice.post("/vendors", json={"name": name}), 201)

        options = answered(await alice.get("/vendors/options"))

        assert [sorted(option) for option in options] == [["id", "name"]] * 2
        assert [option["name"] for option in options] == ["A", "b"]
