"""Profiles over HTTP."""

import pytest

from tests.support.client import ApiClient, answered

NEW = {"name": "Al", "currency": "USD", "avatar": "🦊", "timezone": "Asia/Tokyo"}


class TestGetProfile:
    async def test_shows_what_registration_left(self, alice: ApiClient) -> None:
        assert answered(await alice.get("/settings/profile")) == {
            "name": "Alice",
            "currency": "EUR",
            "avatar": "🐷",
            "timezone": "UTC",
        }

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        for response in (
            await api.get("/settings/profile"),
            await api.put("/settings/profile", json=NEW),
        ):
            assert answered(response, 401)["code"] == "not_authenticated"


class TestUpdateProfile:
    async def test_answers_and_keeps_the_new_one(self, alice: ApiClient, bob: ApiClient) -> None:
        before = answered(await bob.get("/settings/profile"))

        assert answered(await alice.put("/settings/profile", json=NEW)) == NEW

        assert answered(await alice.get("/settings/profile")) == NEW
        assert answered(await alice.get("/auth/me"))["currency"] == "USD"
        assert answered(await bob.get("/settings/profile")) == before

    @pytest.mark.parametrize(
        "body",
        [
            {},
            dict.fromkeys(NEW, None),
            {"currency": "", "timezone": ""},
            {"email": "x", "id": "x", "currencyId": 7},
        ],
    )
    async def test_keeps_what_is_absent_null_or_no_currency(
        self, alice: ApiClient, body: dict[str, object]
    ) -> None:
        before = answered(await alice.get("/settings/profile"))

        assert answered(await alice.put("/settings/profile", json=body)) == before

    @pytest.mark.parametrize(
        ("member", "value", "code"),
        [
            ("name", "", "too_short"),
            ("name", "   ", "too_short"),
            ("name", "x" * 101, "too_long"),
            ("name", 7, "wrong_type"),
            ("currency", "eur", "unknown_value"),
            ("currency", "XXX", "unknown_value"),
            ("currency", "\x00", "bad_format"),
            ("avatar", "x" * 65, "too_long"),
            ("avatar", [], "wrong_type"),
            ("timezone", "Mars/Olympus", "unknown_value"),
            ("timezone", "../UTC", "unknown_value"),
        ],
    )
    async def test_names_the_member_at_fault_and_changes_nothing(
        self, alice: ApiClient, member: str, value: object, code: str
    ) -> None:
        before = answered(await alice.get("/settings/profile"))

        problem = answered(await alice.put("/settings/profile", json={**NEW, member: value}), 400)

        assert [(one["field"], one["code"]) for one in problem["errors"]] == [(member, code)]
        assert answered(await alice.get("/settings/profile")) == before
