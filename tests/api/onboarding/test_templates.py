"""Templates of categories over HTTP."""

from typing import Any

import pytest

from tests.support.client import ApiClient, answered

TEMPLATES, APPLY = "/onboarding/category-templates", "/onboarding/apply-template"


async def apply(client: ApiClient, template: str, status: int = 201, **more: object) -> Any:  # noqa: ANN401 - JSON
    body = {"templateId": template, **more}
    return answered(await client.post(APPLY, json=body), status)


async def names(client: ApiClient) -> list[str]:
    return [one["name"] for one in answered(await client.get("/categories"))["data"]]


class TestListTemplates:
    async def test_tells_what_each_makes(self, alice: ApiClient) -> None:
        essential, detailed = answered(await alice.get(TEMPLATES))

        assert [len(one["categories"]) for one in (essential, detailed)] == [5, 12]
        assert essential["id"] == "essential"
        assert essential["categories"][0] == {
            "name": "Salary",
            "type": "income",
            "behavior": "variable",
            "icon": "💰",
        }


class TestApplyTemplate:
    async def test_makes_its_categories_for_one_person(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        made = await apply(alice, "detailed")

        assert await names(alice) == [one["name"] for one in reversed(made)]
        assert answered(await alice.get(f"/categories/{made[0]['id']}")) == made[0]
        (computed,) = (one for one in made if one["autoComputedTarget"])
        assert (computed["name"], computed["color"], computed["target"]) == (
            ("Subscriptions", "#B088A0", None)
        )
        assert await names(bob) == []

    async def test_names_all_that_stands_in_the_way(self, alice: ApiClient) -> None:
        made = await apply(alice, "essential")

        problem = await apply(alice, "detailed", 409)

        assert problem["code"] == "duplicate_name"
        assert len(problem["errors"]) == 5
        assert {one["field"] for one in problem["errors"]} == {"templateId"}
        assert len(await names(alice)) == len(made)

    @pytest.mark.parametrize("choice", [None, "refuse"])
    async def test_refuses_unless_told_to_skip(self, alice: ApiClient, choice: str | None) -> None:
        await apply(alice, "essential")

        await apply(alice, "essential", 409, onConflict=choice)

        assert await apply(alice, "essential", onConflict="skip") == []
        assert len(await apply(alice, "detailed", onConflict="skip")) == 7

    async def test_sent_again_answers_the_same(self, alice: ApiClient) -> None:
        sent = {"json": {"templateId": "essential"}, "headers": {"Idempotency-Key": "t"}}

        first, again = [await alice.post(APPLY, **sent) for _ in range(2)]  # type: ignore[arg-type]  # both are httpx's

        assert answered(again, 201) == answered(first, 201)
        assert again.headers["Idempotency-Replayed"] == "true"
        assert len(await names(alice)) == 5

    async def test_knows_no_other_template(self, alice: ApiClient) -> None:
        problem = await apply(alice, "minimal", 404)

        assert problem["code"] == "reference_not_found"
        assert [one["field"] for one in problem["errors"]] == ["templateId"]
