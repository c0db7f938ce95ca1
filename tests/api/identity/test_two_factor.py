"""The second factor over HTTP, used as the existing web client uses it and as programs do."""

from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie
from xml.etree import ElementTree as ET

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from tests.support.authenticator import Authenticator
from tests.support.client import ApiClient, Judge, answered
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.served import SETTINGS, Served, alive, container_over
from tests.support.web_client import (
    ALICE,
    DISABLE,
    ENABLE,
    REGENERATE,
    STATUS,
    VERIFY,
    WEB,
    Web,
    refusal,
    registered,
    switched_on,
)


@pytest.fixture
async def web(api: ApiClient, house: Served) -> Web:
    return await registered(api, house.clock)


@pytest.fixture
async def secured(web: Web) -> Web:
    return await switched_on(web)


class TestSetUp:
    async def test_shows_a_picture_of_what_an_authenticator_needs(self, web: Web) -> None:
        begun = answered(await web.post(ENABLE))

        head, _, data = begun["qrCodeUri"].partition(",")
        assert head == "data:image/svg+xml;base64"
        assert ET.fromstring(b64decode(data)).tag.endswith("svg")  # noqa: S314 - our own picture
        assert len(begun["secret"]) == 32
        assert await web.status() == {
            "enabled": False,
            "hasBackupCodes": False,
            "backupCodesRemaining": 0,
        }

    @pytest.mark.parametrize("body", [None, {}, {"password": None}, {"password": PASSWORD}])
    async def test_takes_a_password_or_none(self, web: Web, body: object) -> None:
        answered(await web.post(ENABLE, body))

    async def test_refuses_a_wrong_password(self, web: Web) -> None:
        assert refusal(await web.post(ENABLE, {"password": "wrong"})) == (401, "wrong_password")

    async def test_is_on_with_the_first_code(self, web: Web) -> None:
        before, secret = web.shown, answered(await web.post(ENABLE))["secret"]
        phone = Authenticator(secret=secret, clock=web.clock)

        reply = await web.post(VERIFY, {"twoFactorToken": "", "code": phone.code()})

        done = answered(reply)
        assert (done["requiresTwoFactor"], done["token"]) == (False, None)
        assert done["user"]["twoFactorEnabled"] is True
        assert len(set(done["backupCodes"])) == 10
        assert web.shown != before
        assert answered(await web.me())["twoFactorEnabled"] is True
        answered(await web.api.get("/auth/me", headers=before), 401)

    async def test_the_web_client_asks_for_backup_codes_with_the_same_code(self, web: Web) -> None:
        await switched_on(web)

        assert len(set(web.backup)) == 10
        assert all(len(one) == 19 for one in web.backup)
        assert await web.status() == {
            "enabled": True,
            "hasBackupCodes": True,
            "backupCodesRemaining": 10,
        }

    async def test_a_wrong_code_leaves_it_off(self, web: Web) -> None:
        secret = answered(await web.post(ENABLE))["secret"]
        wrong = Authenticator(secret=secret, clock=web.clock).wrong()

        for code in (wrong, "ABCD-EFGH-IJKL-MNOP", "nonsense"):
            reply = await web.post(VERIFY, {"twoFactorToken": "", "code": code})
            assert refusal(reply) == (400, "two_factor_code_invalid")

        assert (await web.status())["enabled"] is False

    async def test_needs_a_beginning_and_comes_once(self, web: Web) -> None:
        body = {"twoFactorToken": "", "code": "123456"}
        assert refusal(await web.post(VERIFY, body)) == (409, "two_factor_setup_not_started")

        await switched_on(web)

        assert refusal(await web.post(VERIFY, body)) == (409, "two_factor_already_enabled")
        assert refusal(await web.post(ENABLE)) == (409, "two_factor_already_enabled")

    async def test_waits_a_quarter_of_an_hour(self, web: Web) -> None:
        secret = answered(await web.post(ENABLE))["secret"]
        phone = Authenticator(secret=secret, clock=web.clock)
        web.clock.instant += timedelta(minutes=15)

        reply = await web.post(VERIFY, {"twoFactorToken": "", "code": phone.code()})

        assert refusal(reply) == (409, "two_factor_setup_not_started")

    @pytest.mark.parametrize("headers", [{}, {"Cookie": "piggypulse=x"}])
    async def test_needs_a_session(self, api: ApiClient, headers: dict[str, str]) -> None:
        reply = await api.post(
            VERIFY, json={"twoFactorToken": "", "code": "123456"}, headers=headers
        )

        assert refusal(reply) == (401, "not_authenticated")

    @pytest.mark.parametrize("code", ["12345", "1" * 21, "     1", ""])
    async def test_a_code_has_six_to_twenty_characters(self, web: Web, code: str) -> None:
        answered(await web.post(ENABLE))

        problem = answered(await web.post(VERIFY, {"twoFactorToken": "", "code": code}), 400)

        assert [one["field"] for one in problem["errors"]] == ["code"]


class TestStrictServers:
    async def test_want_the_password_shown_lately_or_now(self, judge: Judge) -> None:
        clock = FixedClock(NOW)
        container = container_over(work=MemoryWork(), clock=clock)
        container.settings.override(replace(SETTINGS, two_factor_strict=True))
        app = assemble(container)
        async with alive(app), ApiClient(app=app, judge=judge) as api:
            web = await registered(api, clock)
            clock.instant += timedelta(minutes=15, seconds=1)

            assert refusal(await web.post(ENABLE)) == (403, "reauthentication_required")
            answered(await web.post(ENABLE, {"password": PASSWORD}))


class TestSignIn:
    async def test_the_web_client_verifies_without_cookies_and_is_signed_in(
        self, secured: Web
    ) -> None:
        challenge = await secured.log_in()
        answered(await secured.me(), 401)

        reply = await secured.verify(challenge, secured.phone.code())

        done = answered(reply)
        assert done["user"]["twoFactorEnabled"] is True
        assert done["token"] is None
        assert "backupCodes" not in done
        assert "set-cookie" not in reply.headers
        assert answered(await secured.me())["email"] == ALICE["email"]

    async def test_the_cookie_is_kept_as_long_as_any(self, secured: Web) -> None:
        body = {"email": ALICE["email"], "password": PASSWORD}
        reply = await secured.api.post("/auth/login", json=body, headers=WEB)
        secured.api.cookies.clear()

        header = SimpleCookie(reply.headers["set-cookie"])["piggypulse"]
        assert int(header["max-age"]) == 30 * 24 * 3600
        assert header["httponly"] is True

    async def test_a_cookie_that_is_shown_is_renewed(self, secured: Web) -> None:
        challenge = await secured.log_in()
        pending = secured.shown

        body = {"twoFactorToken": challenge, "code": secured.phone.code()}
        answered(await secured.post(VERIFY, body))

        assert secured.shown != pending
        answered(await secured.me())
        answered(await secured.api.get("/auth/me", headers=pending), 401)

    async def test_a_program_is_given_its_token_once_it_has_verified(self, secured: Web) -> None:
        api, body = secured.api, {"email": ALICE["email"], "password": PASSWORD}
        begun = answered(await api.post("/auth/login", json=body))
        api.cookies.clear()
        assert "token" not in begun

        body = {"twoFactorToken": begun["twoFactorToken"], "code": secured.phone.code()}
        token = answered(await api.post(VERIFY, json=body))["token"]

        headers = {"Authorization": f"Bearer {token}"}
        answered(await api.get("/auth/me", headers=headers))

    async def test_a_wrong_code_may_be_followed_by_a_right_one(self, secured: Web) -> None:
        challenge = await secured.log_in()

        wrong = await secured.verify(challenge, secured.phone.wrong())
        assert refusal(wrong) == (401, "two_factor_code_invalid")

        answered(await secured.verify(challenge, secured.phone.code()))
        answered(await secured.me())

    async def test_a_backup_code_does_as_well(self, secured: Web) -> None:
        challenge = await secured.log_in()

        answered(await secured.verify(challenge, f" {secured.backup[0].lower()} "))

        assert (await secured.status())["backupCodesRemaining"] == 9

    async def test_a_challenge_is_good_for_one_sign_in_within_five_minutes(
        self, secured: Web
    ) -> None:
        used = await secured.log_in()
        answered(await secured.verify(used, secured.phone.code()))
        late = await secured.log_in()
        secured.clock.instant += timedelta(minutes=5)

        for challenge in (used, late, "pp_2fa_unknown"):
            reply = await secured.verify(challenge, secured.phone.code())
            assert refusal(reply) == (401, "challenge_invalid")
        answered(await secured.me(), 401)

    async def test_too_many_wrong_codes_are_told_as_the_web_client_reads_it(
        self, secured: Web
    ) -> None:
        challenge = await secured.log_in()
        for _ in range(5):
            answered(await secured.verify(challenge, secured.phone.wrong()), 401)

        # It goes on with the token it has; whoever signs in once more is told the same.
        retried = await secured.verify(challenge, secured.phone.code())
        reply = await secured.verify(await secured.log_in(), secured.phone.code())

        problem = answered(reply, 429)
        assert answered(retried, 429)["code"] == problem["code"]
        assert problem["error"] == problem["code"] == "too_many_attempts"
        assert problem["retry_after_seconds"] == int(reply.headers["Retry-After"]) == 15 * 60

    async def test_waiting_sign_ins_are_listed_nowhere(self, secured: Web) -> None:
        signed_in = dict(secured.shown)
        await secured.api.post("/auth/login", json=ALICE, headers=WEB)
        secured.api.cookies.clear()

        listed = answered(await secured.api.get("/settings/sessions", headers=signed_in))

        assert [one["isCurrent"] for one in listed] == [True]


class TestDisable:
    async def test_takes_a_code_and_goes_on_with_another_cookie(self, secured: Web) -> None:
        before = secured.shown

        reply = await secured.post(DISABLE, {"code": secured.phone.code()})

        assert (reply.status_code, reply.content) == (204, b"")
        assert secured.shown != before
        assert answered(await secured.me())["twoFactorEnabled"] is False
        assert (await secured.status())["hasBackupCodes"] is False
        answered(await secured.api.post("/auth/login", json=ALICE))

    async def test_refuses_wrong_codes_and_soon_all(self, secured: Web) -> None:
        for path in (DISABLE, REGENERATE) * 2:
            reply = await secured.post(path, {"code": secured.phone.wrong()})
            assert refusal(reply) == (400, "two_factor_code_invalid")
        body = {"password": PASSWORD, "code": secured.phone.wrong()}
        assert refusal(await secured.post("/auth/reauthenticate", body)) == (
            400,
            "two_factor_code_invalid",
        )

        for path in (DISABLE, REGENERATE):
            reply = await secured.post(path, {"code": secured.phone.code()})
            assert refusal(reply) == (429, "too_many_attempts")
        assert (await secured.status())["enabled"] is True

    async def test_needs_one_that_is_on(self, web: Web) -> None:
        for path in (DISABLE, REGENERATE):
            reply = await web.post(path, {"code": "123456"})
            assert refusal(reply) == (409, "two_factor_not_enabled")

    @pytest.mark.parametrize("body", [{}, {"code": None}, {"code": ""}])
    async def test_needs_a_code(self, secured: Web, body: dict[str, object]) -> None:
        for path in (DISABLE, REGENERATE):
            assert refusal(await secured.post(path, body)) == (400, "invalid_input")


class TestReauthenticate:
    async def test_asks_for_a_code_too(self, secured: Web) -> None:
        for more in ({}, {"code": None}, {"code": ""}):
            reply = await secured.post("/auth/reauthenticate", {"password": PASSWORD, **more})
            assert refusal(reply) == (400, "two_factor_code_invalid")

        body = {"password": PASSWORD, "code": secured.phone.code()}
        assert (await secured.post("/auth/reauthenticate", body)).status_code == 204


class TestReset:
    async def test_keeps_the_second_factor(self, secured: Web) -> None:
        reply = await secured.post("/settings/reset-structure", {"password": PASSWORD})
        assert reply.status_code == 204

        assert (await secured.status())["backupCodesRemaining"] == 10
        challenge = await secured.log_in()
        answered(await secured.verify(challenge, secured.phone.code()))


class TestOverPostgres:
    async def test_on_in_and_off(self, api_pg: ApiClient, house_pg: Served) -> None:
        body = {**ALICE, "email": "two-factor-over-postgres@example.org"}
        token = answered(await api_pg.post("/auth/register", json=body), 201)["token"]
        api_pg.cookies.clear()
        headers = {"Authorization": f"Bearer {token}"}
        secret = answered(await api_pg.post(ENABLE, headers=headers))["secret"]
        phone = Authenticator(secret=secret, clock=house_pg.clock)
        code = {"code": phone.code()}
        on = await api_pg.post(VERIFY, json={"twoFactorToken": "", **code}, headers=headers)
        assert len(answered(on)["backupCodes"]) == 10
        backup = answered(await api_pg.post(REGENERATE, json=code, headers=headers))
        begun = answered(await api_pg.post("/auth/login", json=body))
        api_pg.cookies.clear()

        answer = {"twoFactorToken": begun["twoFactorToken"], "code": backup[0]}
        token = answered(await api_pg.post(VERIFY, json=answer))["token"]

        headers = {"Authorization": f"Bearer {token}"}
        status = answered(await api_pg.get(STATUS, headers=headers))
        assert status["backupCodesRemaining"] == 9
        reply = await api_pg.post(DISABLE, json={"code": backup[1]}, headers=headers)
        assert reply.status_code == 204
