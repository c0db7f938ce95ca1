"""Passwords and tokens of somebody who is signed in, over HTTP."""

from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pytest

from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}
OTHER = "a horse of quite another colour 7"
CHANGE = {"currentPassword": PASSWORD, "newPassword": OTHER}
BROWSER = {"Origin": "http://localhost:8000"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def cookie_in(response: httpx.Response) -> str:
    (header,) = response.headers.get_list("set-cookie")
    return SimpleCookie(header)["piggypulse"].value


def shown(cookie: str) -> dict[str, str]:
    return {"Cookie": f"piggypulse={cookie}"}


async def registered(api: ApiClient) -> tuple[str, str]:
    """Cookie and token of somebody new; the client keeps neither."""
    reply = await api.post("/auth/register", json=ALICE)
    token = str(answered(reply, 201)["token"])
    api.cookies.clear()
    return cookie_in(reply), token


class TestRefresh:
    @pytest.mark.parametrize("content", [None, b"", b"not json at all"])
    async def test_a_program_renews_its_token_whatever_it_sends_along(
        self, api: ApiClient, content: bytes | None
    ) -> None:
        _, old = await registered(api)
        headers = {**bearer(old), "Content-Type": "application/json"}

        reply = await api.post("/auth/refresh", headers=headers, content=content)

        token = answered(reply)["token"]
        assert "set-cookie" not in reply.headers
        answered(await api.get("/auth/me", headers=bearer(token)))
        answered(await api.get("/auth/me", headers=bearer(old)), 401)

    async def test_an_expired_token_is_renewed(self, api: ApiClient, house: Served) -> None:
        _, old = await registered(api)
        house.clock.instant += timedelta(hours=2)
        answered(await api.get("/auth/me", headers=bearer(old)), 401)

        token = answered(await api.post("/auth/refresh", headers=bearer(old)))["token"]

        answered(await api.get("/auth/me", headers=bearer(token)))

    async def test_a_browser_is_given_another_cookie_and_an_empty_token(
        self, api: ApiClient, house: Served
    ) -> None:
        old, _ = await registered(api)
        house.clock.instant += timedelta(days=1)

        reply = await api.post("/auth/refresh", headers={**BROWSER, **shown(old)})

        assert answered(reply) == {"token": ""}
        header = SimpleCookie(reply.headers["set-cookie"])["piggypulse"]
        assert int(header["max-age"]) == 29 * 24 * 3600, "nothing moves the end"
        assert (header["httponly"], header["samesite"].lower()) == (True, "strict")
        api.cookies.clear()
        answered(await api.get("/auth/me", headers=shown(header.value)))
        answered(await api.get("/auth/me", headers=shown(old)), 401)

    async def test_a_token_of_long_ago_ends_the_session(
        self, api: ApiClient, house: Served
    ) -> None:
        cookie, old = await registered(api)
        token = answered(await api.post("/auth/refresh", headers=bearer(old)))["token"]
        house.clock.instant += timedelta(seconds=11)

        problem = answered(await api.post("/auth/refresh", headers=bearer(old)), 401)

        assert problem["code"] == "token_reused"
        for headers in (bearer(token), shown(cookie)):
            answered(await api.get("/auth/me", headers=headers), 401)

    async def test_losers_of_a_race_are_given_a_few_siblings(self, api: ApiClient) -> None:
        _, old = await registered(api)

        replies = [await api.post("/auth/refresh", headers=bearer(old)) for _ in range(10)]

        assert [one.status_code for one in replies] == [200] * 9 + [429]
        problem = replies[-1].json()
        assert problem["error"] == problem["code"] == "too_many_attempts"
        assert problem["retry_after_seconds"] >= 1

    async def test_ten_a_minute_are_enough_for_a_session(
        self, api: ApiClient, house: Served
    ) -> None:
        _, token = await registered(api)
        other = answered(await api.post("/auth/login", json=ALICE))["token"]
        api.cookies.clear()
        for _ in range(10):
            reply = await api.post("/auth/refresh", headers=bearer(token))
            token = answered(reply)["token"]

        problem = answered(await api.post("/auth/refresh", headers=bearer(token)), 429)

        assert problem["error"] == problem["code"] == "too_many_attempts"
        answered(await api.get("/auth/me", headers=bearer(token)))
        answered(await api.post("/auth/refresh", headers=bearer(other)))
        house.clock.instant += timedelta(seconds=problem["retry_after_seconds"])
        answered(await api.post("/auth/refresh", headers=bearer(token)))

    @pytest.mark.parametrize(
        "headers", [{}, bearer("x"), shown("x"), {"Cookie": "piggypulse=a; piggypulse=b"}]
    )
    async def test_asks_everybody_else_to_sign_in(
        self, api: ApiClient, headers: dict[str, str]
    ) -> None:
        problem = answered(await api.post("/auth/refresh", headers=headers), 401)

        assert problem["code"] == "not_authenticated"


class TestReauthenticate:
    async def test_gives_the_cookie_that_asks_another_value(self, api: ApiClient) -> None:
        old, token = await registered(api)
        body = {"password": PASSWORD, "code": "123456"}

        reply = await api.post("/auth/reauthenticate", json=body, headers=shown(old))

        assert (reply.status_code, reply.content) == (204, b"")
        new = cookie_in(reply)
        api.cookies.clear()
        answered(await api.get("/auth/me", headers=shown(new)))
        answered(await api.get("/auth/me", headers=shown(old)), 401)
        answered(await api.get("/auth/me", headers=bearer(token)))

    @pytest.mark.parametrize("code", [{}, {"code": None}, {"code": ""}])
    async def test_needs_no_code_of_somebody_without_a_second_factor(
        self, api: ApiClient, code: dict[str, str | None]
    ) -> None:
        _, token = await registered(api)
        body = {"password": PASSWORD, **code}

        reply = await api.post("/auth/reauthenticate", json=body, headers=bearer(token))

        assert reply.status_code == 204
        assert "set-cookie" not in reply.headers

    async def test_refuses_wrong_passwords_and_soon_all(self, alice: ApiClient) -> None:
        for _ in range(5):
            reply = await alice.post("/auth/reauthenticate", json={"password": "wrong"})
            assert answered(reply, 401)["code"] == "wrong_password"

        for path, body in (
            ("/auth/reauthenticate", {"password": PASSWORD}),
            ("/auth/password", CHANGE),
        ):
            problem = answered(await alice.post(path, json=body), 429)
            assert problem["retry_after_seconds"] == 15 * 60
        problem = answered(await alice.put("/auth/password", json=CHANGE), 429)
        assert problem["error"] == "too_many_attempts"
        answered(await alice.get("/auth/me"))


class TestChangePassword:
    @pytest.mark.parametrize("method", ["PUT", "POST"])
    async def test_goes_on_with_the_cookie_that_asks(self, api: ApiClient, method: str) -> None:
        cookie, token = await registered(api)

        reply = await api.request(method, "/auth/password", json=CHANGE, headers=shown(cookie))

        assert (reply.status_code, reply.content) == (200, b"")
        assert reply.headers["content-length"] == "0"
        new = cookie_in(reply)
        api.cookies.clear()
        answered(await api.get("/auth/me", headers=shown(new)))
        for headers in (shown(cookie), bearer(token)):
            answered(await api.get("/auth/me", headers=headers), 401)
        answered(await api.post("/auth/login", json=ALICE), 401)
        answered(await api.post("/auth/login", json={**ALICE, "password": OTHER}))

    @pytest.mark.parametrize("method", ["PUT", "POST"])
    async def test_goes_on_with_the_token_that_asks(self, api: ApiClient, method: str) -> None:
        cookie, token = await registered(api)
        elsewhere = answered(await api.post("/auth/login", json=ALICE))["token"]
        api.cookies.clear()

        reply = await api.request(method, "/auth/password", json=CHANGE, headers=bearer(token))

        assert reply.status_code == 200
        assert "set-cookie" not in reply.headers
        answered(await api.get("/auth/me", headers=bearer(token)))
        for headers in (shown(cookie), bearer(elsewhere)):
            answered(await api.get("/auth/me", headers=headers), 401)

    @pytest.mark.parametrize("method", ["PUT", "POST"])
    async def test_refuses_a_wrong_current_one(self, alice: ApiClient, method: str) -> None:
        body = {**CHANGE, "currentPassword": "wrong"}

        problem = answered(await alice.request(method, "/auth/password", json=body), 401)

        assert problem["code"] == "wrong_password"
        answered(await alice.get("/auth/me"))

    @pytest.mark.parametrize(
        ("members", "field", "code"),
        [
            ({"currentPassword": ""}, "currentPassword", "too_short"),
            ({"currentPassword": None}, "currentPassword", "wrong_type"),
            ({"newPassword": "vK9#qz2"}, "newPassword", "too_short"),
            ({"newPassword": "baseball1"}, "newPassword", "too_common"),
            ({"newPassword": "piggypulse1"}, "newPassword", "too_guessable"),
            ({"newPassword": PASSWORD}, "newPassword", "unchanged"),
            ({"newPassword": ["x"]}, "newPassword", "wrong_type"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, alice: ApiClient, members: dict[str, object], field: str, code: str
    ) -> None:
        problem = answered(await alice.put("/auth/password", json={**CHANGE, **members}), 400)

        assert [(one["field"], one["code"]) for one in problem["errors"]] == [(field, code)]


class TestOverPostgres:
    async def test_renews_proves_changes_and_revokes(self, api_pg: ApiClient) -> None:
        body = {**ALICE, "email": "credentials-over-postgres@example.org"}
        token = answered(await api_pg.post("/auth/register", json=body), 201)["token"]
        api_pg.cookies.clear()
        answered(await api_pg.post("/auth/login", json=body))

        token = answered(await api_pg.post("/auth/refresh", headers=bearer(token)))["token"]
        headers = bearer(token)
        assert len(answered(await api_pg.get("/settings/sessions", headers=headers))) == 2
        reply = await api_pg.post("/auth/reauthenticate", json={"password": "x"}, headers=headers)
        assert answered(reply, 401)["code"] == "wrong_password"
        assert (await api_pg.delete("/settings/sessions", headers=headers)).status_code == 204
        assert len(answered(await api_pg.get("/settings/sessions", headers=headers))) == 1
        assert (await api_pg.put("/auth/password", json=CHANGE, headers=headers)).is_success
        answered(await api_pg.get("/auth/me", headers=headers))
