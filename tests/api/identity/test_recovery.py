"""Forgotten passwords and locked addresses over HTTP."""

import httpx
import pytest

from tests.support.client import ApiClient, answered
from tests.support.links import give_links
from tests.support.people import PASSWORD
from tests.support.records import letters
from tests.support.served import Served

ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}
NEW = "a horse of quite another colour 7"


async def registered(api: ApiClient, house: Served) -> dict[str, str]:
    """The links Alice holds."""
    answered(await api.post("/auth/register", json=ALICE), 201)
    api.cookies.clear()
    return dict(await give_links(house.work, email=ALICE["email"]))


def told(reply: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    """Everything of an answer but the name of the request and what is left of a limit."""
    own = {"x-request-id", "ratelimit"}
    return (
        reply.status_code,
        reply.content,
        {name: value for name, value in reply.headers.items() if name not in own},
    )


class TestForgotPassword:
    async def test_answers_everybody_alike(self, api: ApiClient, house: Served) -> None:
        await registered(api, house)

        known, unknown = [
            await api.post("/auth/forgot-password", json={"email": email})
            for email in (ALICE["email"], "nobody@example.org")
        ]

        assert told(known) == told(unknown)
        assert answered(known)["message"]
        assert [one.email_key for one in (await letters(house.work))[-2:]] == [
            ALICE["email"],
            "nobody@example.org",
        ]

    @pytest.mark.parametrize(
        "email",
        [
            ["alice@example.org"],
            {"a": 1},
            None,
            1,
            "alice@example.org, eve@example.org",
            "alice@example.org\r\nBcc: eve@example.org",
            "al\u0131ce@example.org",
            "alice@example.or\u212a",
        ],
    )
    async def test_takes_one_plain_address(
        self, api: ApiClient, house: Served, email: object
    ) -> None:
        await registered(api, house)
        before = await letters(house.work)

        problem = answered(await api.post("/auth/forgot-password", json={"email": email}), 400)

        assert problem["code"] == "invalid_input"
        assert await letters(house.work) == before


class TestResetPassword:
    async def test_opens_with_the_new_password_alone(self, api: ApiClient, house: Served) -> None:
        links = await registered(api, house)
        body = {"token": links["reset link"], "password": NEW}

        reply = await api.post("/auth/reset-password", json=body)

        assert (reply.status_code, reply.content) == (204, b"")
        assert "set-cookie" not in reply.headers
        answered(await api.post("/auth/login", json={**ALICE, "password": NEW}))
        answered(await api.post("/auth/login", json=ALICE), 401)

    async def test_ends_the_session_that_asks(self, api: ApiClient, house: Served) -> None:
        links = await registered(api, house)
        token = answered(await api.post("/auth/login", json=ALICE))["token"]
        api.headers["Authorization"] = f"Bearer {token}"
        body = {"token": links["reset link"], "password": NEW}

        answered(await api.post("/auth/reset-password", json=body), 204)

        answered(await api.get("/auth/me"), 401)

    async def test_a_weak_password_leaves_the_link_usable(
        self, api: ApiClient, house: Served
    ) -> None:
        link = (await registered(api, house))["reset link"]

        weak = await api.post("/auth/reset-password", json={"token": link, "password": "short"})

        problem = answered(weak, 400)
        assert problem["code"] == "invalid_input"
        assert [(one["field"], one["code"]) for one in problem["errors"]] == [
            ("password", "too_short")
        ]
        answered(await api.post("/auth/reset-password", json={"token": link, "password": NEW}), 204)

    @pytest.mark.parametrize("token", ["", "A" * 43, "unlock link", "emergency link"])
    async def test_a_link_that_does_not_work_is_told_so(
        self, api: ApiClient, house: Served, token: str
    ) -> None:
        links = await registered(api, house)
        body = {"token": links.get(token, token), "password": NEW}

        reply = await api.post("/auth/reset-password", json=body)

        assert answered(reply, 401)["code"] == "token_invalid"
        assert "WWW-Authenticate" in reply.headers


class TestUnlock:
    async def test_works_by_link_and_by_body(self, api: ApiClient, house: Served) -> None:
        link = (await registered(api, house))["unlock link"]

        by_link = await api.get("/unlock", params={"token": link, "utm_source": "mail"})
        link = (await give_links(house.work, email=ALICE["email"]))["unlock link"]
        by_body = await api.post("/unlock", json={"token": link})

        assert answered(by_link) == answered(by_body)
        assert answered(by_link)["message"]

    async def test_all_that_does_not_work_is_answered_alike(
        self, api: ApiClient, house: Served
    ) -> None:
        links = await registered(api, house)
        answered(await api.get("/unlock", params={"token": links["unlock link"]}))
        wrong = ["", "A" * 43, links["unlock link"], links["reset link"]]

        by_link = [await api.get("/unlock", params={"token": one}) for one in wrong]
        missing = await api.get("/unlock")
        by_body = [await api.post("/unlock", json={"token": one}) for one in wrong]

        problems = [answered(one, 400) for one in (*by_link, missing, *by_body)]
        assert {one["code"] for one in problems} == {"token_invalid"}
        for one in problems:
            del one["requestId"], one["request_id"]
        assert all(one == problems[0] for one in problems)

    @pytest.mark.parametrize(
        "headers",
        [
            {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none"},
            {"Sec-Purpose": "prefetch"},
            {"Sec-Purpose": "prefetch;prerender"},
            {"Purpose": "prefetch"},
            {"X-Moz": "prefetch"},
            {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.test"},
            {"Origin": "null"},
        ],
        ids=str,
    )
    async def test_is_for_scripts_of_our_own_pages(
        self, api: ApiClient, house: Served, headers: dict[str, str]
    ) -> None:
        link = (await registered(api, house))["unlock link"]

        refused = await api.get("/unlock", params={"token": link}, headers=headers)

        assert answered(refused, 403)["code"] == "cross_site_refused"
        answered(await api.get("/unlock", params={"token": link}))

    async def test_head_does_nothing(self, api: ApiClient, house: Served) -> None:
        link = (await registered(api, house))["unlock link"]

        refused = await api.head("/unlock", params={"token": link})

        assert refused.status_code == 405
        assert refused.headers["Allow"] == "GET, OPTIONS, POST"
        answered(await api.get("/unlock", params={"token": link}))
