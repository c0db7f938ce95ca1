"""Preferences over HTTP."""

from typing import Any
from uuid import UUID

import pytest

from tests.support.client import ApiClient, answered

PATH = "/settings/preferences"
DEFAULTS: dict[str, Any] = {
    "theme": "light",
    "dateFormat": "DD/MM/YYYY",
    "numberFormat": "1,234.56",
    "language": "en",
    "compactMode": False,
    "dashboardLayout": {"widgetOrder": [], "hiddenWidgets": [], "visibleAccountIds": []},
    "colorTheme": "nebula",
    "stabilityToleranceBasisPoints": 500,
}
NEW: dict[str, Any] = {
    "theme": "system",
    "dateFormat": "MM/DD/YYYY",
    "numberFormat": "1.234,56",
    "language": "de-CH",
    "compactMode": True,
    "dashboardLayout": {
        "widgetOrder": ["b", " a ", "a"],
        "hiddenWidgets": ["🐷" * 100],
        "visibleAccountIds": [str(UUID(int=1))],
    },
    "colorTheme": "moonlit",
    "stabilityToleranceBasisPoints": 10_000,
}


class TestGetPreferences:
    async def test_shows_the_defaults_to_somebody_new(self, alice: ApiClient) -> None:
        assert answered(await alice.get(PATH)) == DEFAULTS

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        for response in (await api.get(PATH), await api.put(PATH, json=NEW)):
            assert answered(response, 401)["code"] == "not_authenticated"


class TestUpdatePreferences:
    async def test_answers_and_keeps_the_new_ones(self, alice: ApiClient, bob: ApiClient) -> None:
        assert answered(await alice.put(PATH, json=NEW)) == NEW

        assert answered(await alice.get(PATH)) == NEW
        assert answered(await bob.get(PATH)) == DEFAULTS

    @pytest.mark.parametrize(
        "body", [{}, dict.fromkeys(NEW), {"widgets": 7}, NEW], ids=["empty", "null", "odd", "same"]
    )
    async def test_keeps_what_is_absent_or_null(
        self, alice: ApiClient, body: dict[str, object]
    ) -> None:
        answered(await alice.put(PATH, json=NEW))

        assert answered(await alice.put(PATH, json=body)) == NEW

    async def test_serves_a_client_that_knows_theme_and_language_only(
        self, alice: ApiClient
    ) -> None:
        answered(await alice.put(PATH, json=NEW))

        body = {**dict.fromkeys(NEW), "theme": "dark", "language": "es"}
        reply = answered(await alice.put(PATH, json=body))

        assert reply == {**NEW, "theme": "dark", "language": "es"}

    @pytest.mark.parametrize("layout", [{}, {"widgetOrder": None, "hiddenWidgets": []}])
    async def test_replaces_a_layout_as_a_whole(
        self, alice: ApiClient, layout: dict[str, object]
    ) -> None:
        answered(await alice.put(PATH, json=NEW))

        reply = answered(await alice.put(PATH, json={"dashboardLayout": layout}))

        assert reply == {**NEW, "dashboardLayout": DEFAULTS["dashboardLayout"]}

    async def test_takes_layouts_up_to_their_bounds(self, alice: ApiClient) -> None:
        layout = {
            "widgetOrder": ["🐷" * 100] * 300,
            "hiddenWidgets": [""] * 300,
            "visibleAccountIds": [str(UUID(int=number)) for number in range(300)],
        }

        reply = answered(await alice.put(PATH, json={"dashboardLayout": layout}))

        assert reply["dashboardLayout"] == layout

    @pytest.mark.parametrize(
        ("body", "field", "code"),
        [
            ({"theme": "sepia"}, "theme", "unknown_value"),
            ({"dateFormat": "dd/mm/yyyy"}, "dateFormat", "unknown_value"),
            ({"numberFormat": "1234"}, "numberFormat", "unknown_value"),
            ({"colorTheme": "plain"}, "colorTheme", "unknown_value"),
            ({"language": "english"}, "language", "bad_format"),
            ({"compactMode": "true"}, "compactMode", "wrong_type"),
            (
                {"stabilityToleranceBasisPoints": -1},
                "stabilityToleranceBasisPoints",
                "out_of_range",
            ),
            (
                {"stabilityToleranceBasisPoints": 10_001},
                "stabilityToleranceBasisPoints",
                "out_of_range",
            ),
            (
                {"dashboardLayout": {"widgetOrder": ["x"] * 301}},
                "/dashboardLayout/widgetOrder",
                "too_long",
            ),
        ],
    )
    async def test_names_the_member_at_fault_and_changes_nothing(
        self, alice: ApiClient, body: dict[str, object], field: str, code: str
    ) -> None:
        answered(await alice.put(PATH, json=NEW))

        problem = answered(await alice.put(PATH, json={**DEFAULTS, **body}), 400)

        assert [(one["field"], one["code"]) for one in problem["errors"]] == [(field, code)]
        assert answered(await alice.get(PATH)) == NEW
