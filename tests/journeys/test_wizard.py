"""The clients' wizard: register, profile, schedule, template, complete, and the first dashboard."""

from datetime import UTC, datetime
from typing import Any

import pytest

from piggypulse_adapters.system.clock import FixedClock
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

PERSON = {"name": "Wiz", "email": "wiz@example.org", "password": PASSWORD}
PROFILE = {"name": "Wiz", "currency": "EUR"}
MONTHLY = {
    "scheduleType": "automatic",
    "recurrenceMethod": "dayOfMonth",
    "startDayOfTheMonth": 1,
    "periodDuration": 1,
    "durationUnit": "months",
    "generateAhead": 2,
    "saturdayPolicy": "keep",
    "sundayPolicy": "keep",
    "namePattern": "{MONTH} {YEAR}",
}
ESSENTIAL = {"templateId": "essential"}
LOADED_AT_ONCE = ("current-period", "net-position", "budget-stability")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


async def load(client: ApiClient) -> Any:  # noqa: ANN401 - JSON
    """C7: what every load of a page begins with."""
    answered(await client.get("/auth/me"))
    return answered(await client.get("/onboarding/status"))


async def test_from_registration_to_the_dashboard(house: Served) -> None:
    async with house.visitor() as wiz:
        answered(await wiz.post("/auth/register", json=PERSON), 201)
        assert (await load(wiz))["missing"] == ["currency", "schedule"]
        early = answered(await wiz.post("/onboarding/complete"), 409)
        assert early["missing"] == ["currency", "schedule"]

        await _walks_through(wiz, days=(1, 25))
        # C18: after a reload the wizard begins anew; its first steps are taken again.
        assert (await load(wiz))["currentStep"] == "summary"
        await _walks_through(wiz, days=(25,))
        await _chooses_categories(wiz)
        for _ in range(2):
            assert (await wiz.post("/onboarding/complete")).status_code == 204

        assert (await load(wiz))["status"] == "completed"
        await _looks(wiz)


async def _walks_through(wiz: ApiClient, *, days: tuple[int, ...]) -> None:
    """The steps of profile and schedule, the latter with each of some days of the month."""
    answered(await wiz.put("/settings/profile", json=PROFILE))
    for day in days:
        body = {**MONTHLY, "startDayOfTheMonth": day}
        assert answered(await wiz.post("/periods/schedule", json=body), 201)


async def _chooses_categories(wiz: ApiClient) -> None:
    assert len(answered(await wiz.get("/onboarding/category-templates"))) == 2
    made = answered(await wiz.post("/onboarding/apply-template", json=ESSENTIAL), 201)
    twice = answered(await wiz.post("/onboarding/apply-template", json=ESSENTIAL), 409)
    assert len(twice["errors"]) == len(made) == 5


async def _looks(wiz: ApiClient) -> None:
    periods = answered(await wiz.get("/periods"))["data"]
    assert [one["status"] for one in periods] == ["active", "upcoming", "upcoming"]
    # The current period is the first schedule's; those to come follow the last one's days.
    ends = ["2026-11-30", "2026-12-24", "2027-01-24"]
    assert [one["endDate"] for one in periods] == ends
    for figure in LOADED_AT_ONCE:
        answered(await wiz.get(f"/dashboard/{figure}", params={"periodId": periods[0]["id"]}))
    assert len(answered(await wiz.get("/categories"))["data"]) == 5
    assert answered(await wiz.put("/settings/preferences", json={"theme": "dark"}))["theme"] == (
        "dark"
    )
