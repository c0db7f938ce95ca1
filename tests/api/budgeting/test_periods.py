"""Periods over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import ApiClient, answered

JUNE = {
    "name": "June",
    "startDate": "2026-06-01",
    "periodType": "duration",
    "duration": {"durationUnits": 1, "durationUnit": "months"},
}


def until(end: str, *, start: str, name: str = "x") -> dict[str, Any]:
    return {
        "name": name,
        "startDate": start,
        "periodType": "manualEndDate",
        "manualEndDate": end,
    }


async def made(client: ApiClient, body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    return answered(await client.post("/periods", json=body), 201)


class TestCreatePeriod:
    async def test_answers_a_period_that_lasts(self, alice: ApiClient) -> None:
        reply = await made(alice, JUNE)

        assert reply.pop("id")
        assert reply == {
            "name": "June",
            "startDate": "2026-06-01",
            "endDate": "2026-06-30",
            "periodType": "duration",
            "duration": {"durationUnits": 1, "durationUnit": "months"},
            "length": 30,
            "remainingDays": 15,
            "status": "active",
            "numberOfTransactions": 0,
            "totalSpent": 0,
            "totalBudgeted": 0,
            "percentageOfTargetUsed": None,
            "origin": "manual",
            "bridging": False,
        }

    async def test_answers_a_period_that_ends(self, alice: ApiClient) -> None:
        reply = await made(alice, until("2026-06-05", start="2026-06-05"))

        assert reply["manualEndDate"] == reply["endDate"] == "2026-06-05"
        assert "duration" not in reply
        assert (reply["length"], reply["status"], reply["remainingDays"]) == (1, "past", None)

    @pytest.mark.parametrize("literal", ["duration", "Duration", "UpdatePeriodRequest", ""])
    @pytest.mark.parametrize("absent", [None, ""])
    async def test_takes_every_literal_clients_send(
        self, alice: ApiClient, literal: str, absent: str | None
    ) -> None:
        reply = await made(alice, {**JUNE, "periodType": literal, "manualEndDate": absent})

        assert reply["periodType"] == "duration"

    @pytest.mark.parametrize("literal", ["manualEndDate", "ManualEndDate", "anything"])
    @pytest.mark.parametrize("absent", [None, ""])
    async def test_counts_null_and_nothing_as_absent(
        self, alice: ApiClient, literal: str, absent: str | None
    ) -> None:
        body = until("2026-06-30", start="2026-06-01")

        reply = await made(alice, {**body, "periodType": literal, "duration": absent})

        assert reply["periodType"] == "manualEndDate"

    @pytest.mark.parametrize(
        ("change", "field", "code"),
        [
            ({"name": ""}, "name", "too_short"),
            ({"name": "x" * 101}, "name", "too_long"),
            ({"name": None}, "name", "wrong_type"),
            ({"startDate": "2026-6-1"}, "startDate", "bad_format"),
            ({"startDate": "1899-12-31"}, "startDate", "out_of_range"),
            ({"periodType": None}, "periodType", "wrong_type"),
            ({"periodType": "other", "duration": None}, "periodType", "unknown_value"),
            ({"periodType": "other", "manualEndDate": "2026-06-30"}, "periodType", "unknown_value"),
            ({"periodType": "manualEndDate"}, "manualEndDate", "required"),
            ({"duration": ""}, "duration", "required"),
            ({"duration": 5}, "duration", "wrong_type"),
            (
                {"duration": {"durationUnits": 0, "durationUnit": "days"}},
                "/duration/durationUnits",
                "out_of_range",
            ),
            (
                {"duration": {"durationUnits": 3661, "durationUnit": "days"}},
                "/duration/durationUnits",
                "out_of_range",
            ),
            (
                {"duration": {"durationUnits": 1, "durationUnit": "years"}},
                "/duration/durationUnit",
                "unknown_value",
            ),
            ({"manualEndDate": "2026-02-30"}, "manualEndDate", "bad_format"),
            ({"manualEndDate": "20260630"}, "manualEndDate", "bad_format"),
            ({"manualEndDate": "2026-06-30\n"}, "manualEndDate", "bad_format"),
            (until("2026-05-31", start="2026-06-01"), "manualEndDate", "out_of_range"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, alice: ApiClient, change: dict[str, Any], field: str, code: str
    ) -> None:
        problem = answered(await alice.post("/periods", json={**JUNE, **change}), 400)

        assert problem["code"] == "invalid_input"
        assert [(fault["field"], fault["code"]) for fault in problem["errors"]] == [(field, code)]
        assert answered(await alice.get("/periods"))["totalCount"] == 0

    async def test_refuses_to_reach_beyond_the_dates_there_are(self, alice: ApiClient) -> None:
        body = {**JUNE, "duration": {"durationUnits": 3660, "durationUnit": "months"}}

        problem = answered(await alice.post("/periods", json=body), 400)

        assert problem["code"] == "date_out_of_range"

    async def test_names_the_period_in_the_way(self, alice: ApiClient) -> None:
        first = await made(alice, JUNE)

        body = until("2026-07-30", start="2026-06-30")
        problem = answered(await alice.post("/periods", json=body), 409)

        assert problem["code"] == "period_overlap"
        assert problem["conflict"] == {
            "id": first["id"],
            "name": "June",
            "startDate": "2026-06-01",
            "endDate": "2026-06-30",
        }

    async def test_refuses_a_name_taken(self, alice: ApiClient) -> None:
        await made(alice, JUNE)

        body = until("2026-07-30", start="2026-07-01", name="JUNE")

        assert answered(await alice.post("/periods", json=body), 409)["code"] == "duplicate_name"


class TestListPeriods:
    async def test_lists_what_is_before_what_was(self, alice: ApiClient) -> None:
        for month in ("04", "08", "06", "05", "07"):
            await made(alice, until(f"2026-{month}-28", start=f"2026-{month}-01", name=month))

        reply = answered(await alice.get("/periods"))

        assert [row["name"] for row in reply["data"]] == ["06", "07", "08", "05", "04"]
        assert (reply["totalCount"], reply["hasMore"], reply["nextCursor"]) == (5, False, None)

    async def test_walks_page_by_page(self, alice: ApiClient) -> None:
        for day in range(10, 20):
            await made(alice, until(f"2026-06-{day}", start=f"2026-06-{day}", name=f"{day}"))
        names: list[str] = []
        params: dict[str, Any] = {"limit": 3, "cursor": ""}

        while True:
            page = answered(await alice.get("/periods", params=params))
            names += [row["name"] for row in page["data"]]
            if not page["hasMore"]:
                break
            params["cursor"] = page["nextCursor"]

        assert names == ["15", "16", "17", "18", "19", "14", "13", "12", "11", "10"]

    @pytest.mark.parametrize(
        ("params", "names"),
        [
            ({"status": "active"}, ["June"]),
            ({"status": "past"}, []),
            ({"from": "2026-07-01"}, []),
            ({"from": "2026-06-30", "to": "2026-06-30"}, ["June"]),
        ],
    )
    async def test_chooses(
        self, alice: ApiClient, params: dict[str, str], names: list[str]
    ) -> None:
        await made(alice, JUNE)

        reply = answered(await alice.get("/periods", params=params))

        assert [row["name"] for row in reply["data"]] == names

    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("cursor=x", "unknown_cursor"),
            ("cursor=00000000-0000-4000-8000-000000000000", "unknown_cursor"),
            ("limit=0", "invalid_input"),
            ("limit=201", "invalid_input"),
            ("status=closed", "invalid_input"),
            ("from=yesterday", "invalid_input"),
            ("from=2026-06-02&to=2026-06-01", "invalid_input"),
        ],
    )
    async def test_refuses_what_makes_no_sense(
        self, alice: ApiClient, query: str, code: str
    ) -> None:
        assert answered(await alice.get(f"/periods?{query}"), 400)["code"] == code


class TestOnePeriod:
    async def test_is_shown_and_deleted(self, alice: ApiClient) -> None:
        period = await made(alice, JUNE)
        path = f"/periods/{period['id']}"

        assert answered(await alice.get(path)) == period
        assert answered(await alice.get("/periods/current")) == period
        answered(await alice.delete(path), 204)

        assert answered(await alice.get(path), 404)["code"] == "not_found"
        assert answered(await alice.delete(path), 404)["code"] == "not_found"
        assert answered(await alice.get("/periods/current"), 404)["code"] == "no_current_period"

    async def test_has_an_id_that_is_one(self, alice: ApiClient) -> None:
        assert answered(await alice.get("/periods/x"), 400)["code"] == "invalid_input"
        assert answered(await alice.delete("/periods/x"), 400)["code"] == "invalid_input"

    async def test_is_not_for_strangers(self, alice: ApiClient, bob: ApiClient) -> None:
        period = await made(alice, JUNE)

        for path in (f"/periods/{period['id']}", f"/periods/{uuid4()}"):
            assert answered(await bob.get(path), 404)["code"] == "not_found"
            assert answered(await bob.delete(path), 404)["code"] == "not_found"
        cursor = {"cursor": period["id"]}
        assert answered(await bob.get("/periods", params=cursor), 400)["code"] == "unknown_cursor"
        await made(bob, JUNE)

        assert answered(await alice.get("/periods"))["data"] == [period]


class TestListPeriodGaps:
    async def test_lists_the_days_between(self, alice: ApiClient) -> None:
        assert answered(await alice.get("/periods/gaps")) == []
        await made(alice, JUNE)
        await made(alice, until("2026-08-31", start="2026-07-03"))

        assert answered(await alice.get("/periods/gaps")) == [
            {"startDate": "2026-07-01", "endDate": "2026-07-02"}
        ]
