"""Removing a lost second factor over HTTP."""

import httpx
import pytest

from tests.support.client import ApiClient, answered
from tests.support.links import give_links
from tests.support.people import PASSWORD
from tests.support.records import letters
from tests.support.served import Served
from tests.support.waiting import waiting

ALICE = {"email": "alice@example.org", "password": PASSWORD, "name": "Alice"}
ASK = "/auth/2fa/emergency-disable/request"
CONFIRM = "/auth/2fa/emergency-disable/confirm"


async def registered(api: ApiClient, house: Served) -> dict[str, str]:
    """The links Alice holds, and a sign-in of hers that waits for a code."""
    answered(await api.post("/auth/register", json=ALICE), 201)
    api.cookies.clear()
    async with house.work.reading() as unit:
        name = await unit.users.find(email_key=ALICE["email"])
    assert name is not None
    waits = await waiting(house.work, name.owner)
    links = await give_links(house.work, email=ALICE["email"])
    return {**links, "challenge": waits.secret, "cookie": waits.sign_in.cookie}


def told(reply: httpx.Response) -> tuple[int, bytes, dict[str, str]]:
    own = {"x-request-id", "ratelimit"}
    headers = {name: value for name, value in reply.headers.items() if name not in own}
    return reply.status_code, reply.content, headers


class TestRequest:
    async def test_answers_alike_whoever_asks_for_whom(self, api: ApiClient, house: Served) -> None:
        alice = await registered(api, house)
        known, unknown = {"email": ALICE["email"]}, {"email": "nobody@example.org"}
        proof = {"twoFactorToken": alice["challenge"]}

        replies = [
            await api.post(ASK, json=body)
            for body in (known, unknown, known | proof, unknown | proof)
        ]
        shown = {"Cookie": f"piggypulse={alice['cookie']}"}
        replies += [await api.post(ASK, json=known, headers=shown)]

        assert {(one.status_code, one.content) for one in replies} == {(200, b"")}
        assert all(told(one) == told(replies[0]) for one in replies)
        rows = (await letters(house.work))[-5:]
        assert [one.owner is not None for one in rows] == [False, False, True, True, True]

    @pytest.mark.parametrize("token", [None, "", "pp_2fa_" + "A" * 43])
    async def test_a_challenge_may_be_missing_or_nonsense(
        self, api: ApiClient, house: Served, token: str | None
    ) -> None:
        await registered(api, house)
        body = {"email": ALICE["email"], "twoFactorToken": token}

        answered(await api.post(ASK, json=body))

    async def test_takes_one_plain_address(self, api: ApiClient) -> None:
        body = {"email": ["alice@example.org", "eve@example.org"]}

        assert answered(await api.post(ASK, json=body), 400)["code"] == "invalid_input"


class TestConfirm:
    async def test_ends_the_session_that_asks_as_well(self, api: ApiClient, house: Served) -> None:
        link = (await registered(api, house))["emergency link"]
        token = answered(await api.post("/auth/login", json=ALICE))["token"]
        api.headers["Authorization"] = f"Bearer {token}"

        reply = await api.post(CONFIRM, json={"token": link})

        assert (reply.status_code, reply.content) == (204, b"")
        assert "set-cookie" not in reply.headers
        answered(await api.get("/auth/me"), 401)

    @pytest.mark.parametrize("token", ["", "A" * 43, "reset link", "unlock link"])
    async def test_a_link_that_does_not_work_is_told_so(
        self, api: ApiClient, house: Served, token: str
    ) -> None:
        links = await registered(api, house)

        reply = await api.post(CONFIRM, json={"token": links.get(token, token)})

        assert answered(reply, 400)["code"] == "token_invalid"
