"""Signing up, in and out over HTTP."""

from http.cookies import Morsel, SimpleCookie

import httpx
import pytest

from piggypulse_core.kernel.currency import currency_by_code
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

ALICE = {"email": "Alice@example.org", "password": PASSWORD, "name": " Alice "}
BROWSER = {"Origin": "http://localhost:8000"}
DAYS_30 = 30 * 24 * 3600
LONG = "Whoever reads this sentence to its very end has had more patience than most. " * 4


def cookie_in(response: httpx.Response) -> Morsel[str]:
    """The one cookie a reply sets."""
    (header,) = response.headers.get_list("set-cookie")
    (morsel,) = SimpleCookie(header).values()
    return morsel


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def registered(api: ApiClient, **members: object) -> str:
    """The token of somebody new, who is not kept in the cookie jar."""
    reply = answered(await api.post("/auth/register", json={**ALICE, **members}), 201)
    api.cookies.clear()
    return str(reply["token"])


class TestRegister:
    async def test_answers_the_user_and_signs_them_in(self, api: ApiClient) -> None:
        body = {**ALICE, "currencyId": str(currency_by_code("EUR").id), "timezone": "Asia/Tokyo"}

        response = await api.post("/auth/register", json=body)

        reply = answered(response, 201)
        assert reply["user"].pop("id")
        assert reply["user"] == {
            "email": "Alice@example.org",
            "name": "Alice",
            "currency": "EUR",
            "twoFactorEnabled": False,
        }
        assert reply["requiresTwoFactor"] is False
        assert answered(await api.get("/auth/me"))["email"] == "Alice@example.org"
        assert answered(await api.get("/settings/profile"))["timezone"] == "Asia/Tokyo"

    @pytest.mark.parametrize(
        "members", [{}, {"currencyId": None, "timezone": None}, {"currencyId": "", "timezone": ""}]
    )
    async def test_currency_and_zone_can_wait(
        self, api: ApiClient, members: dict[str, object]
    ) -> None:
        reply = answered(await api.post("/auth/register", json={**ALICE, **members}), 201)

        assert reply["user"]["currency"] == ""

    async def test_makes_the_system_transfer_category(self, api: ApiClient) -> None:
        answered(await api.post("/auth/register", json=ALICE), 201)

        (option,) = answered(await api.get("/categories/options"))
        assert (option["name"], option["icon"]) == ("Transfer", "↔")

    async def test_refuses_an_address_taken(self, api: ApiClient) -> None:
        await registered(api)

        body = {**ALICE, "email": "  ALICE@EXAMPLE.ORG "}
        response = await api.post("/auth/register", json=body)

        assert answered(response, 409)["code"] == "email_taken"
        assert "set-cookie" not in response.headers

    @pytest.mark.parametrize(
        ("members", "field", "code"),
        [
            ({"email": None}, "email", "wrong_type"),
            ({"email": ["a@x"]}, "email", "wrong_type"),
            ({"email": "nonsense"}, "email", "bad_format"),
            ({"email": "a@x\x00"}, "email", "bad_format"),
            ({"email": "a" * 250 + "@x.org"}, "email", "too_long"),
            ({"name": ""}, "name", "too_short"),
            ({"name": "x" * 101}, "name", "too_long"),
            ({"name": "A\r\nBcc: b@y"}, "name", "bad_format"),
            ({"password": 12345678}, "password", "wrong_type"),
            ({"password": "vK9#qz2"}, "password", "too_short"),
            ({"password": LONG[:257]}, "password", "too_long"),
            ({"password": "x" * 5000}, "password", "too_long"),
            ({"password": "baseball1"}, "password", "too_common"),
            ({"password": "alice@example.org1"}, "password", "contains_personal_data"),
            ({"password": "piggypulse1"}, "password", "too_guessable"),
            ({"currencyId": "x"}, "currencyId", "bad_format"),
            ({"currencyId": 5}, "currencyId", "wrong_type"),
            (
                {"currencyId": "01900000-0000-7000-8000-000000000000"},
                "currencyId",
                "unknown_value",
            ),
            ({"timezone": "Mars/Olympus"}, "timezone", "unknown_value"),
        ],
    )
    async def test_names_the_member_at_fault_and_makes_nobody(
        self, api: ApiClient, members: dict[str, object], field: str, code: str
    ) -> None:
        response = await api.post("/auth/register", json={**ALICE, **members})

        problem = answered(response, 400)
        assert [(one["field"], one["code"]) for one in problem["errors"]] == [(field, code)]
        assert "set-cookie" not in response.headers
        await registered(api)

    @pytest.mark.parametrize("length", [9, 72, 73, 256])
    async def test_takes_short_and_long_passwords(self, api: ApiClient, length: int) -> None:
        password = "vK9#qz2!ö" if length == 9 else LONG[:length]
        await registered(api, password=password)

        body = {"email": ALICE["email"], "password": password}
        answered(await api.post("/auth/login", json=body))

    async def test_ends_the_session_of_the_cookie_it_is_shown(self, api: ApiClient) -> None:
        old = answered(await api.post("/auth/register", json=ALICE), 201)["token"]

        answered(await api.post("/auth/register", json={**ALICE, "email": "b@example.org"}), 201)

        assert answered(await api.get("/auth/me"))["email"] == "b@example.org"
        api.cookies.clear()
        answered(await api.get("/auth/me", headers=bearer(old)), 401)

    async def test_ignores_what_only_we_decide(self, api: ApiClient) -> None:
        body = {**ALICE, "id": "x", "userId": "x", "twoFactorEnabled": True, "token": "x"}

        reply = answered(await api.post("/auth/register", json=body), 201)

        assert reply["user"]["twoFactorEnabled"] is False


class TestLogin:
    async def test_answers_the_user(self, api: ApiClient) -> None:
        await registered(api)

        reply = answered(await api.post("/auth/login", json=ALICE))

        assert sorted(reply) == ["requiresTwoFactor", "token", "user"]
        assert reply["user"]["name"] == "Alice"
        assert reply["token"].startswith("pp_at_")
        assert len(reply["token"]) == len("pp_at_") + 64

    async def test_tells_a_wrong_password_from_an_unknown_address_by_nothing(
        self, api: ApiClient
    ) -> None:
        await registered(api)

        wrong = await api.post("/auth/login", json={**ALICE, "password": "wrong"})
        unknown = await api.post("/auth/login", json={**ALICE, "email": "nobody@example.org"})

        problems = [answered(one, 401) for one in (wrong, unknown)]
        for problem in problems:
            assert problem.pop("requestId") == problem.pop("request_id")
        assert problems[0] == problems[1]
        assert problems[0]["code"] == "invalid_credentials"
        assert {name for name, _ in wrong.headers.items()} == {
            name for name, _ in unknown.headers.items()
        }
        assert "set-cookie" not in wrong.headers

    @pytest.mark.parametrize(
        ("members", "field", "code"),
        [
            ({"email": "nonsense"}, "email", "bad_format"),
            ({"password": ""}, "password", "too_short"),
            ({"password": "x" * 257}, "password", "too_long"),
            ({"password": None}, "password", "wrong_type"),
        ],
    )
    async def test_names_the_member_at_fault(
        self, api: ApiClient, members: dict[str, object], field: str, code: str
    ) -> None:
        problem = answered(await api.post("/auth/login", json={**ALICE, **members}), 400)

        assert [(one["field"], one["code"]) for one in problem["errors"]] == [(field, code)]

    @pytest.mark.parametrize("header", ["Origin", "Sec-Fetch-Site"])
    async def test_gives_a_browser_the_cookie_alone(self, api: ApiClient, header: str) -> None:
        await registered(api)
        value = BROWSER["Origin"] if header == "Origin" else "same-origin"

        reply = answered(await api.post("/auth/login", json=ALICE, headers={header: value}))

        assert reply["token"] is None
        answered(await api.get("/auth/me"))

    async def test_ends_the_session_of_the_cookie_it_is_shown(self, api: ApiClient) -> None:
        old = answered(await api.post("/auth/register", json=ALICE), 201)["token"]

        answered(await api.post("/auth/login", json=ALICE))

        answered(await api.get("/auth/me"))
        api.cookies.clear()
        answered(await api.get("/auth/me", headers=bearer(old)), 401)

    async def test_ends_the_session_of_the_token_it_is_shown(self, api: ApiClient) -> None:
        old = await registered(api)

        answered(await api.post("/auth/login", json=ALICE, headers=bearer(old)))

        api.cookies.clear()
        answered(await api.get("/auth/me", headers=bearer(old)), 401)

    async def test_ends_no_other_session(self, api: ApiClient) -> None:
        old = await registered(api)

        answered(await api.post("/auth/login", json=ALICE))

        api.cookies.clear()
        answered(await api.get("/auth/me", headers=bearer(old)))

    async def test_two_tokens_are_refused(self, api: ApiClient) -> None:
        await registered(api)
        twice = httpx.Headers([("Authorization", "Bearer x"), ("Authorization", "Bearer y")])

        problem = answered(await api.post("/auth/login", json=ALICE, headers=twice), 400)

        assert problem["errors"][0]["field"] == "Authorization"

    @pytest.mark.parametrize(
        "headers",
        [
            [("Cookie", "piggypulse=x; piggypulse=y")],
            [("Cookie", "piggypulse=x")],
            [("Authorization", "Basic x")],
            [("Authorization", "Bearer ")],
        ],
    )
    async def test_a_doubtful_credential_keeps_nobody_out(
        self, api: ApiClient, headers: list[tuple[str, str]]
    ) -> None:
        await registered(api)

        answered(await api.post("/auth/login", json=ALICE, headers=httpx.Headers(headers)))


class TestOverPostgres:
    async def test_signs_up_in_and_out(self, api_pg: ApiClient) -> None:
        body = {**ALICE, "email": "over-postgres@example.org"}
        headers = {"User-Agent": "Fox \x01" + "x" * 300}
        token = answered(await api_pg.post("/auth/register", json=body, headers=headers), 201)[
            "token"
        ]
        answered(await api_pg.post("/auth/register", json=body), 409)
        answered(await api_pg.post("/auth/login", json={**body, "password": "wrong"}), 401)

        answered(await api_pg.post("/auth/login", json=body))
        answered(await api_pg.get("/auth/me", headers=bearer(token)), 401)
        assert answered(await api_pg.get("/auth/me"))["name"] == "Alice"
        answered(await api_pg.post("/auth/logout"))
        answered(await api_pg.get("/auth/me"), 401)


class TestCookie:
    async def test_is_kept_from_scripts_and_other_sites(self, api: ApiClient) -> None:
        response = await api.post("/auth/register", json=ALICE)

        cookie = cookie_in(response)
        assert cookie.key == "piggypulse", "plain HTTP on this machine"
        assert len(cookie.value) == 43
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert (cookie["httponly"], cookie["samesite"].lower()) == (True, "strict")
        assert cookie["secure"] == ""
        assert int(cookie["max-age"]) == DAYS_30

    async def test_is_never_one_the_client_chose(self, api: ApiClient) -> None:
        chosen = {"Cookie": "piggypulse=" + "A" * 43}

        response = await api.post("/auth/register", json=ALICE, headers=chosen)

        assert cookie_in(response).value != "A" * 43

    async def test_carries_no_secret_into_the_body(self, api: ApiClient) -> None:
        response = await api.post("/auth/register", json=ALICE, headers=BROWSER)

        assert cookie_in(response).value not in response.text


class TestLogout:
    async def test_ends_cookie_and_token_and_makes_the_browser_forget(self, api: ApiClient) -> None:
        token = answered(await api.post("/auth/register", json=ALICE), 201)["token"]
        secret = api.cookies["piggypulse"]

        response = await api.post("/auth/logout")

        assert (response.status_code, response.content) == (200, b"")
        assert response.headers["content-length"] == "0"
        assert response.headers["clear-site-data"] == '"cache", "storage"'
        gone = cookie_in(response)
        assert (gone.value, gone["max-age"], gone["path"]) == ("", "0", "/")
        assert (gone["httponly"], gone["samesite"].lower()) == (True, "strict")
        api.cookies.clear()
        for headers in (bearer(token), {"Cookie": f"piggypulse={secret}"}):
            answered(await api.get("/auth/me", headers=headers), 401)

    async def test_asks_a_visitor_to_sign_in(self, api: ApiClient) -> None:
        assert answered(await api.post("/auth/logout"), 401)["code"] == "not_authenticated"

    async def test_leaves_everybody_else_signed_in(self, alice: ApiClient, bob: ApiClient) -> None:
        answered(await bob.post("/auth/logout"))

        assert answered(await alice.get("/auth/me"))["name"] == "Alice"
        answered(await bob.get("/auth/me"), 401)


class TestMe:
    async def test_tells_each_who_they_are(self, alice: ApiClient, bob: ApiClient) -> None:
        hers, his = [answered(await one.get("/auth/me")) for one in (alice, bob)]

        assert sorted(hers) == ["currency", "email", "id", "name", "twoFactorEnabled"]
        assert (hers["name"], his["name"]) == ("Alice", "Bob")

    @pytest.mark.parametrize(
        "headers",
        [{}, bearer("pp_at_" + "0" * 64), bearer("x"), bearer("\xff"), {"Cookie": "piggypulse=x"}],
    )
    async def test_asks_everybody_else_to_sign_in(
        self, api: ApiClient, headers: dict[str, str]
    ) -> None:
        raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]

        response = await api.get("/auth/me", headers=raw)

        assert answered(response, 401)["code"] == "not_authenticated"
        assert response.headers["www-authenticate"] == 'Bearer realm="piggypulse"'
        assert "set-cookie" not in response.headers

    async def test_a_bearer_token_is_tried_alone(self, api: ApiClient) -> None:
        answered(await api.post("/auth/register", json=ALICE), 201)

        answered(await api.get("/auth/me", headers=bearer("wrong")), 401)
        answered(await api.get("/auth/me"))

    async def test_two_of_a_kind_are_refused(self, api: ApiClient) -> None:
        token = await registered(api)
        twice = [("Authorization", f"Bearer {token}")] * 2

        answered(await api.get("/auth/me", headers=httpx.Headers(twice)), 400)

    async def test_a_session_unused_for_14_days_is_over(self, house: Served) -> None:
        async with house.visitor() as visitor:
            answered(await visitor.post("/auth/register", json=ALICE), 201)
            house.clock.instant = house.clock.instant.replace(day=28)
            answered(await visitor.get("/auth/me"))

            house.clock.instant = house.clock.instant.replace(month=7, day=12)
            answered(await visitor.get("/auth/me"), 401)
