"""Where somebody is signed in, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest

from piggypulse_adapters.system.ids import SystemIds
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

ALICE = {"email": "alice-of-sessions@example.org", "password": PASSWORD, "name": "Alice"}
BROWSER = {"Origin": "http://localhost:8000", "User-Agent": "Fox/1"}


@asynccontextmanager
async def signed_in_elsewhere(house: Served) -> AsyncIterator[ApiClient]:
    """Alice in a browser; she registers if she has not yet."""
    async with house.visitor() as client:
        client.headers.update(BROWSER)
        reply = await client.post("/auth/register", json=ALICE)
        if reply.is_error:
            answered(await client.post("/auth/login", json=ALICE))
        yield client


class TestList:
    async def test_tells_each_session_and_which_one_asks(self, house: Served) -> None:
        async with signed_in_elsewhere(house):
            house.clock.instant += timedelta(minutes=1)
            async with signed_in_elsewhere(house) as second:
                newest, oldest = answered(await second.get("/settings/sessions"))

        assert sorted(newest) == [
            "createdAt",
            "expiresAt",
            "id",
            "ip",
            "isCurrent",
            "kind",
            "lastSeenAt",
            "userAgent",
        ]
        assert (newest["isCurrent"], oldest["isCurrent"]) == (True, False)
        assert (newest["kind"], newest["userAgent"]) == ("browser", "Fox/1")
        assert newest["ip"] == "127.0.0.1"
        assert newest["createdAt"] == newest["lastSeenAt"] == "2026-06-15T12:01:00Z"
        assert newest["expiresAt"] == "2026-07-15T12:01:00Z"

    async def test_shows_nobody_elses(self, alice: ApiClient, bob: ApiClient) -> None:
        hers, his = [answered(await one.get("/settings/sessions")) for one in (alice, bob)]

        assert {one["id"] for one in hers}.isdisjoint(one["id"] for one in his)


class TestRevoke:
    async def test_ends_another_session_at_once(self, house: Served) -> None:
        async with (
            signed_in_elsewhere(house) as first,
            signed_in_elsewhere(house) as second,
        ):
            found = answered(await first.get("/settings/sessions"))
            (other,) = [one["id"] for one in found if not one["isCurrent"]]

            reply = await first.delete(f"/settings/sessions/{other}")

            assert (reply.status_code, reply.content) == (204, b"")
            assert "set-cookie" not in reply.headers
            answered(await second.get("/auth/me"), 401)
            answered(await first.get("/auth/me"))

    async def test_of_itself_removes_the_cookie(self, house: Served) -> None:
        async with signed_in_elsewhere(house) as client:
            (session,) = [one["id"] for one in answered(await client.get("/settings/sessions"))]
            secret = client.cookies["piggypulse"]

            reply = await client.delete(f"/settings/sessions/{session}")

            assert reply.status_code == 204
            gone = SimpleCookie(reply.headers["set-cookie"])["piggypulse"]
            assert (gone.value, gone["max-age"]) == ("", "0")
            shown = {"Cookie": f"piggypulse={secret}"}
            answered(await client.get("/auth/me", headers=shown), 401)

    async def test_finds_somebody_elses_no_more_than_one_there_is_not(
        self, alice: ApiClient, bob: ApiClient
    ) -> None:
        (hers,) = [one["id"] for one in answered(await alice.get("/settings/sessions"))]

        problems = [
            answered(await bob.delete(f"/settings/sessions/{one}"), 404)
            for one in (hers, SystemIds().new())
        ]

        for problem in problems:
            problem.pop("requestId")
            problem.pop("request_id")
        assert problems[0] == problems[1]
        answered(await alice.get("/auth/me"))

    @pytest.mark.parametrize("others", [False, True])
    async def test_asks_for_the_password_when_it_was_shown_long_ago(
        self, house: Served, *, others: bool
    ) -> None:
        async with (
            signed_in_elsewhere(house) as first,
            signed_in_elsewhere(house) as second,
        ):
            found = answered(await first.get("/settings/sessions"))
            (other,) = [one["id"] for one in found if not one["isCurrent"]]
            path = "/settings/sessions" if others else f"/settings/sessions/{other}"
            house.clock.instant += timedelta(minutes=16)

            problem = answered(await first.delete(path), 403)
            assert problem["code"] == "reauthentication_required"
            answered(await second.get("/auth/me"))

            body = {"password": PASSWORD}
            assert (await first.post("/auth/reauthenticate", json=body)).status_code == 204
            assert (await first.delete(path)).status_code == 204
            answered(await second.get("/auth/me"), 401)
