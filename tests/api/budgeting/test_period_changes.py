"""Changing periods over HTTP."""

from typing import Any
from uuid import uuid4

import pytest

from tests.support.client import ApiClient, answered

SCHEDULE = {
    "scheduleType": "automatic",
    "startDayOfTheMonth": 25,
    "periodDuration": 1,
    "durationUnit": "months",
    "generateAhead": 2,
    "namePattern": "{MONTH} {YEAR}",
}
OLD_FORM = {"periodType": "UpdatePeriodRequest", "manualEndDate": ""}
"""How the web client edits every period."""


def until(end: str, *, start: str = "2026-06-01", name: str = "June") -> dict[str, Any]:
    return {
        "name": name,
        "startDate": start,
        "periodType": "manualEndDate",
        "manualEndDate": end,
    }


def lasting(months: int, *, start: str = "2026-06-01") -> dict[str, Any]:
    return {
        "name": "June",
        "startDate": start,
        "periodType": "duration",
        "duration": {"durationUnits": months, "durationUnit": "months"},
    }


async def made(client: ApiClient, body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    return answered(await client.post("/periods", json=body), 201)


async def changed(client: ApiClient, period: dict[str, Any], body: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    return answered(await client.put(f"/periods/{period['id']}", json=body))


class TestUpdatePeriod:
    async def test_answers_the_period_with_true_figures(self, alice: ApiClient) -> None:
        june = await made(alice, until("2026-06-30"))

        reply = await changed(alice, june, lasting(2))

        assert reply["id"] == june["id"]
        assert (reply["endDate"], reply["length"], reply["status"]) == ("2026-07-31", 61, "active")
        assert answered(await alice.get(f"/periods/{june['id']}")) == reply

    async def test_keeps_a_duration_running_from_the_new_start(self, alice: ApiClient) -> None:
        june = await made(alice, lasting(1))

        reply = await changed(alice, june, {**OLD_FORM, "name": "Pay", "startDate": "2026-06-15"})

        assert (reply["name"], reply["endDate"]) == ("Pay", "2026-07-14")
        assert reply["duration"] == {"durationUnits": 1, "durationUnit": "months"}

    async def test_keeps_a_last_day_where_it_is(self, alice: ApiClient) -> None:
        june = await made(alice, until("2026-06-30"))

        reply = await changed(alice, june, {**OLD_FORM, "name": "Pay", "startDate": "2026-06-10"})
        late = {**OLD_FORM, "name": "Pay", "startDate": "2026-07-01"}
        problem = answered(await alice.put(f"/periods/{june['id']}", json=late), 400)

        assert (reply["startDate"], reply["manualEndDate"]) == ("2026-06-10", "2026-06-30")
        assert [one["field"] for one in problem["errors"]] == ["manualEndDate"]

    async def test_takes_its_own_name_and_days_again(self, alice: ApiClient) -> None:
        june = await made(alice, until("2026-06-30"))

        assert await changed(alice, june, until("2026-06-30")) == june

    async def test_lets_past_periods_be_put_right(self, alice: ApiClient) -> None:
        may = await made(alice, until("2026-05-31", start="2026-05-01", name="May"))

        reply = await changed(alice, may, until("2026-05-30", start="2026-05-02", name="May"))

        assert (reply["status"], reply["length"]) == ("past", 29)

    async def test_refuses_days_and_names_of_others(self, alice: ApiClient) -> None:
        june = await made(alice, until("2026-06-30"))
        july = await made(alice, until("2026-07-31", start="2026-07-01", name="July"))

        taken = {**until("2026-07-31", start="2026-07-01"), "name": "JUNE"}
        overlap = answered(await alice.put(f"/periods/{june['id']}", json=until("2026-07-01")), 409)
        name = answered(await alice.put(f"/periods/{july['id']}", json=taken), 409)
        beyond = answered(
            await alice.put(f"/periods/{july['id']}", json=lasting(3660, start="2026-08-01")), 400
        )

        assert overlap["code"] == "period_overlap"
        assert overlap["conflict"]["id"] == july["id"]
        assert name["code"] == "duplicate_name"
        assert beyond["code"] == "date_out_of_range"
        assert answered(await alice.get(f"/periods/{june['id']}")) == june

    async def test_finds_a_stranger_s_no_more_than_a_random_one(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        june = await made(alice, until("2026-06-30"))

        answers = [
            answered(await bob.put(f"/periods/{period}", json=until("2026-06-15")), 404)
            for period in (june["id"], uuid4())
        ]

        assert [one["code"] for one in answers] == ["not_found", "not_found"]
        assert answered(await alice.get(f"/periods/{june['id']}")) == june


class TestAutomaticPeriods:
    async def listed(self, client: ApiClient) -> list[dict[str, Any]]:
        listed = answered(await client.get("/periods"))["data"]
        return sorted(listed, key=lambda one: str(one["startDate"]))

    async def test_become_manual_when_changed(self, alice: ApiClient) -> None:
        answered(await alice.post("/periods/schedule", json=SCHEDULE), 201)
        second = (await self.listed(alice))[1]
        assert (second["origin"], second["periodType"]) == ("automatic", "manualEndDate")

        form = {**OLD_FORM, "name": "Mine", "startDate": second["startDate"]}
        reply = await changed(alice, second, form)

        assert (reply["origin"], reply["endDate"]) == ("manual", second["endDate"])
        answered(await alice.put("/periods/schedule", json={**SCHEDULE, "namePattern": "P{month}"}))
        assert (await self.listed(alice))[1] == reply

    @pytest.mark.parametrize("asked", [None, False])
    async def test_are_in_the_way_unless_told_to_make_room(
        self, alice: ApiClient, *, asked: bool | None
    ) -> None:
        answered(await alice.post("/periods/schedule", json=SCHEDULE), 201)
        trip = until("2026-07-05", start="2026-07-01", name="Trip")

        problem = answered(
            await alice.post("/periods", json={**trip, "replaceGenerated": asked}), 409
        )
        assert problem["code"] == "period_overlap"
        await made(alice, {**trip, "replaceGenerated": True})

        assert [(one["startDate"], one["endDate"]) for one in await self.listed(alice)] == [
            ("2026-05-25", "2026-06-24"),
            ("2026-06-25", "2026-06-30"),
            ("2026-07-01", "2026-07-05"),
            ("2026-07-06", "2026-07-24"),
            ("2026-07-25", "2026-08-24"),
        ]

    async def test_of_today_never_make_room(self, alice: ApiClient) -> None:
        answered(await alice.post("/periods/schedule", json=SCHEDULE), 201)
        before = await self.listed(alice)
        body = {**until("2026-07-05", start="2026-06-20", name="Trip"), "replaceGenerated": True}

        problem = answered(await alice.post("/periods", json=body), 409)

        assert problem["conflict"]["id"] == before[0]["id"]
        assert await self.listed(alice) == before
