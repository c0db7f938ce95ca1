"""First steps over HTTP."""

from typing import Any

from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

STATUS, COMPLETE, SCHEDULE = "/onboarding/status", "/onboarding/complete", "/periods/schedule"
PAYDAY = {
    "scheduleType": "automatic",
    "recurrenceMethod": "dayOfMonth",
    "startDayOfTheMonth": 25,
    "periodDuration": 1,
    "durationUnit": "months",
    "generateAhead": 2,
    "namePattern": "{MONTH} {YEAR}",
}
DONE: dict[str, Any] = {
    "status": "completed",
    "currentStep": None,
    "completed": True,
    "missing": [],
}


async def status(client: ApiClient) -> Any:  # noqa: ANN401 - JSON
    return answered(await client.get(STATUS))


async def complete(client: ApiClient) -> None:
    reply = await client.post(COMPLETE)
    assert (reply.status_code, reply.content) == (204, b"")


class TestOnboarding:
    async def test_is_a_matter_of_one_person(self, alice: ApiClient, bob: ApiClient) -> None:
        begun = await status(bob)
        assert begun == {
            "status": "not_started",
            "currentStep": "period",
            "completed": False,
            "missing": ["schedule"],
        }

        answered(await alice.post(SCHEDULE, json=PAYDAY), 201)
        assert await status(alice) == {
            "status": "in_progress",
            "currentStep": "summary",
            "completed": False,
            "missing": [],
        }
        for _ in range(2):
            await complete(alice)

        assert await status(alice) == DONE
        assert len(answered(await alice.get("/periods"))["data"]) == 3
        assert await status(bob) == begun

    async def test_says_what_is_missing(self, house: Served) -> None:
        async with await house.newcomer(name="New", currency_code=None) as new:
            problem = answered(await new.post(COMPLETE), 409)

            assert problem["code"] == "onboarding_incomplete"
            assert problem["missing"] == (await status(new))["missing"] == ["currency", "schedule"]

    async def test_leaves_a_schedule_free_until_it_is_completed(self, alice: ApiClient) -> None:
        """C18: the wizard repeats its steps; only then another schedule stands in the way."""
        other = {**PAYDAY, "startDayOfTheMonth": 1}
        for form in (PAYDAY, other, other):
            answered(await alice.post(SCHEDULE, json=form), 201)
        await complete(alice)

        assert answered(await alice.post(SCHEDULE, json=PAYDAY), 409)["code"] == "schedule_exists"
        answered(await alice.post(SCHEDULE, json=other), 201)
        answered(await alice.put(SCHEDULE, json=PAYDAY))
        answered(await alice.delete(SCHEDULE), 204)
        assert await status(alice) == DONE

    async def test_begins_anew_after_a_reset(self, alice: ApiClient) -> None:
        answered(await alice.post(SCHEDULE, json=PAYDAY), 201)
        await complete(alice)

        answered(await alice.post("/settings/reset-structure", json={"password": PASSWORD}), 204)

        assert (await status(alice))["status"] == "not_started"
        assert answered(await alice.post(COMPLETE), 409)["missing"] == ["schedule"]
        answered(await alice.post(SCHEDULE, json=PAYDAY), 201)
        await complete(alice)

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        for reply in (await api.get(STATUS), await api.post(COMPLETE)):
            assert answered(reply, 401)["code"] == "not_authenticated"
