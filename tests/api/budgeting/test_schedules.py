"""The schedule over HTTP."""

from typing import Any
from uuid import UUID

import pytest

from piggypulse_core.kernel.ids import UserId
from tests.support.client import ApiClient, answered
from tests.support.clock import NOW
from tests.support.served import Served

PAYDAY = {
    "scheduleType": "automatic",
    "startDayOfTheMonth": 25,
    "periodDuration": 1,
    "durationUnit": "months",
    "generateAhead": 3,
    "saturdayPolicy": "friday",
    "sundayPolicy": "friday",
    "namePattern": "{MONTH} {YEAR}",
}
ADDRESS = "/periods/schedule"


async def put(client: ApiClient, **members: object) -> Any:  # noqa: ANN401 - JSON
    return answered(await client.put(ADDRESS, json={**PAYDAY, **members}))


async def starts(client: ApiClient) -> list[str]:
    listed = answered(await client.get("/periods"))["data"]
    return sorted(one["startDate"] for one in listed)


async def refused(client: ApiClient, code: str, field: str, **members: object) -> None:
    """By a save of either kind and by a preview, and nothing is kept."""
    for send, address in (
        (client.post, ADDRESS),
        (client.put, ADDRESS),
        (client.post, f"{ADDRESS}/preview"),
    ):
        problem = answered(await send(address, json={**PAYDAY, **members}), 400)
        assert problem["code"] == code
        assert [one["field"] for one in problem["errors"]] == [field]
    assert answered(await client.get(ADDRESS), 404)["code"] == "no_schedule"
    assert await starts(client) == []


class TestSchedule:
    async def test_is_answered_as_it_is_kept(self, alice: ApiClient) -> None:
        made = answered(await alice.post(ADDRESS, json=PAYDAY), 201)

        assert answered(await alice.get(ADDRESS)) == made
        assert made.pop("id")
        assert made == {
            **PAYDAY,
            "revision": 1,
            "effectiveFrom": "2026-05-25",
            "recurrenceMethod": "dayOfMonth",
            "cadence": {
                "kind": "everyMonths",
                "interval": 1,
                "day": 25,
                "anchorDate": "2026-05-25",
            },
            "anchorDate": "2026-05-25",
            "holidays": [],
            "holidayRegion": None,
            "holidayPolicy": "keep",
            "bridging": "separate",
        }
        assert await starts(alice) == ["2026-05-25", "2026-06-25", "2026-07-24", "2026-08-25"]

    @pytest.mark.parametrize("literal", ["manual", "Manual"])
    async def test_by_hand_makes_nothing(self, alice: ApiClient, literal: str) -> None:
        made = answered(await alice.post(ADDRESS, json={"scheduleType": literal}), 201)

        assert made.pop("id")
        assert made == {"scheduleType": "manual", "revision": 1, "effectiveFrom": None}
        assert await starts(alice) == []

    async def test_counts_its_revisions_and_keeps_its_id(self, alice: ApiClient) -> None:
        first, second = await put(alice), await put(alice, generateAhead=1)

        assert (first["revision"], second["revision"]) == (1, 2)
        assert first["id"] == second["id"]

    @pytest.mark.parametrize(
        "cadence",
        [
            {"kind": "everyDays", "interval": 9, "anchorDate": "2026-06-01"},
            {"kind": "everyWeeks", "interval": 2, "anchorDate": "2026-06-05"},
            {"kind": "everyMonths", "interval": 3, "day": -1, "anchorDate": "2026-06-01"},
            {"kind": "semiMonthly", "days": [15, -1]},
            {
                "kind": "nthWeekday",
                "interval": 1,
                "ordinal": -1,
                "weekday": "friday",
                "anchorDate": "2026-06-01",
            },
            {"kind": "nthBusinessDay", "interval": 1, "ordinal": -2, "anchorDate": "2026-06-01"},
        ],
    )
    async def test_takes_and_shows_every_cadence(
        self, alice: ApiClient, cadence: dict[str, object]
    ) -> None:
        made = await put(alice, cadence=cadence)

        assert made["cadence"] == cadence
        # What an old client shows and sends back changes nothing.
        old = {name: made[name] for name in ("recurrenceMethod", *PAYDAY)}
        assert answered(await alice.put(ADDRESS, json=old))["cadence"] == cadence

    async def test_keeps_every_choice_apart(self, alice: ApiClient) -> None:
        chosen = {
            "saturdayPolicy": "friday",
            "sundayPolicy": "monday",
            "holidayPolicy": "previous",
            "holidays": ["2026-08-25"],
            "holidayRegion": "NL",
            "bridging": "absorb",
            "anchorDate": "2026-04-25",
            "periodDuration": 3,
        }

        made = await put(alice, **chosen)

        assert {name: made[name] for name in chosen} == chosen

    async def test_falls_back_to_its_fields_when_the_cadence_is_null(
        self, alice: ApiClient
    ) -> None:
        made = await put(alice, cadence={"kind": "semiMonthly", "days": [15, -1]})
        old = {name: made[name] for name in ("recurrenceMethod", *PAYDAY)}

        assert (await put(alice, **old))["cadence"]["kind"] == "semiMonthly"
        assert (await put(alice, **old, cadence=None))["cadence"]["kind"] == "everyDays"

    async def test_sunday_has_two_numbers(self, alice: ApiClient) -> None:
        made = await put(
            alice, recurrenceMethod="dayOfWeek", startDayOfTheMonth=0, durationUnit="weeks"
        )

        assert (made["startDayOfTheMonth"], made["recurrenceMethod"]) == (7, "dayOfWeek")
        assert made["cadence"]["anchorDate"] == "2026-06-14"

    async def test_of_another_kind_stands_in_the_way_once_settled_in(
        self, alice: ApiClient, house: Served
    ) -> None:
        await put(alice)
        other = {**PAYDAY, "startDayOfTheMonth": 1}
        assert answered(await alice.post(ADDRESS, json=other), 201)["revision"] == 2
        me = UserId(UUID(answered(await alice.get("/auth/me"))["id"]))
        async with house.work() as unit:
            await unit.schedules.settle_in(owner=me, at=NOW)

        problem = answered(await alice.post(ADDRESS, json=PAYDAY), 409)

        assert problem["code"] == "schedule_exists"
        assert answered(await alice.post(ADDRESS, json=other), 201)

    async def test_goes_and_leaves_the_periods(self, alice: ApiClient) -> None:
        await put(alice)
        before = await starts(alice)

        assert (await alice.delete(ADDRESS)).status_code == 204

        assert await starts(alice) == before
        for answer in (await alice.get(ADDRESS), await alice.delete(ADDRESS)):
            assert answered(answer, 404)["code"] == "no_schedule"

    async def test_of_somebody_else_is_none(self, alice: ApiClient, bob: ApiClient) -> None:
        mine = await put(alice)

        assert answered(await bob.get(ADDRESS), 404)["code"] == "no_schedule"
        assert answered(await bob.delete(ADDRESS), 404)["code"] == "no_schedule"
        assert await starts(bob) == []
        assert answered(await alice.get(ADDRESS)) == mine


class TestBadSchedules:
    @pytest.mark.parametrize(("length", "unit"), [(367, "days"), (53, "weeks"), (13, "months")])
    async def test_last_too_long(self, alice: ApiClient, length: int, unit: str) -> None:
        await refused(
            alice, "duration_too_long", "periodDuration", periodDuration=length, durationUnit=unit
        )

    async def test_go_back_and_forth(self, alice: ApiClient) -> None:
        cadence = {"kind": "semiMonthly", "days": [30, -2]}
        await refused(alice, "cadence_not_increasing", "/cadence/days", cadence=cadence)

    async def test_have_too_many_holidays_in_a_row(self, alice: ApiClient) -> None:
        days = [f"2026-08-{day:02}" for day in range(3, 15)]
        await refused(alice, "holidays_too_dense", "holidays", holidays=days)

    @pytest.mark.parametrize(
        ("field", "member", "value"),
        [
            ("startDayOfTheMonth", "startDayOfTheMonth", None),
            ("startDayOfTheMonth", "startDayOfTheMonth", 0),
            ("startDayOfTheMonth", "startDayOfTheMonth", 32),
            ("periodDuration", "periodDuration", 0),
            ("generateAhead", "generateAhead", 0),
            ("generateAhead", "generateAhead", 37),
            ("generateAhead", "generateAhead", None),
            ("namePattern", "namePattern", "  "),
            ("namePattern", "namePattern", "x" * 101),
            ("namePattern", "namePattern", None),
            ("scheduleType", "scheduleType", "weekly"),
            ("holidayRegion", "holidayRegion", "Narnia"),
            ("holidays", "holidays", ["2026-01-01"] * 401),
            ("/holidays/0", "holidays", ["1899-12-31"]),
            ("anchorDate", "anchorDate", "2200-01-01"),
            ("/cadence/interval", "cadence", {"kind": "everyWeeks", "interval": 53}),
            ("/cadence/weekday", "cadence", {"kind": "nthWeekday", "interval": 1, "ordinal": 1}),
            ("/cadence/ordinal", "cadence", {"kind": "nthBusinessDay", "interval": 1}),
            ("/cadence/days", "cadence", {"kind": "semiMonthly", "days": [1]}),
            ("/cadence/day", "cadence", {"kind": "everyMonths", "interval": 1}),
        ],
    )
    async def test_name_the_member(
        self, alice: ApiClient, field: str, member: str, value: object
    ) -> None:
        await refused(alice, "invalid_input", field, **{member: value})


class TestPreview:
    async def test_shows_what_a_save_then_does(self, alice: ApiClient) -> None:
        await put(alice, generateAhead=1)
        wanted = {**PAYDAY, "startDayOfTheMonth": 1, "generateAhead": 2}

        shown = answered(await alice.post(f"{ADDRESS}/preview", json=wanted))

        assert shown["today"] == "2026-06-15"
        assert shown["resumeDate"] == "2026-06-25"
        assert [(one["startDate"], one["status"], one["origin"]) for one in shown["keep"]] == [
            ("2026-05-25", "active", "automatic")
        ]
        (update,) = shown["update"]
        assert update["from"]["endDate"] == "2026-07-23"
        assert update["to"]["endDate"] == "2026-06-30"
        assert shown["remove"] == []
        assert [(one["startDate"], one["length"], one["bridging"]) for one in shown["create"]] == [
            ("2026-07-01", 30, False)
        ]
        assert shown["warnings"] == ["bridging_period"]
        assert await starts(alice) == ["2026-05-25", "2026-06-25"]

        await put(alice, startDayOfTheMonth=1, generateAhead=2, expectedPlan=shown["plan"])
        assert await starts(alice) == ["2026-05-25", "2026-06-25", "2026-07-01"]

    async def test_is_refused_later_when_something_came_between(self, alice: ApiClient) -> None:
        shown = answered(await alice.post(f"{ADDRESS}/preview", json=PAYDAY))
        period = {
            "name": "Trip",
            "startDate": "2026-07-01",
            "periodType": "manualEndDate",
            "manualEndDate": "2026-07-05",
        }
        answered(await alice.post("/periods", json=period), 201)

        for send in (alice.post, alice.put):
            problem = answered(
                await send(ADDRESS, json={**PAYDAY, "expectedPlan": shown["plan"]}), 409
            )
            assert problem["code"] == "plan_changed"
        assert await starts(alice) == ["2026-07-01"]

    async def test_shows_as_many_as_asked_for(self, alice: ApiClient) -> None:
        body = {**PAYDAY, "count": 36}

        shown = answered(await alice.post(f"{ADDRESS}/preview", json=body))

        assert len(shown["create"]) == 37

    async def test_of_a_schedule_by_hand_shows_no_change(self, alice: ApiClient) -> None:
        await put(alice)

        shown = answered(await alice.post(f"{ADDRESS}/preview", json={"scheduleType": "manual"}))

        assert len(shown["keep"]) == 4
        assert (shown["cadence"], shown["resumeDate"]) == (None, None)
        assert shown["update"] == shown["remove"] == shown["create"] == []
