"""Starting over and leaving, over HTTP; what a whole household leaves behind in PostgreSQL."""

from http.cookies import SimpleCookie
from typing import Any

import psycopg
import pytest

from piggypulse_core.kernel.ids import UserId
from tests.contract.bodies import preferences
from tests.contract.samples import furnish
from tests.support.catalogue import rows_of
from tests.support.client import ApiClient, answered
from tests.support.people import PASSWORD
from tests.support.served import Served

BODY = {"password": PASSWORD}
KEPT_BY_A_RESET = {
    "users",
    "preferences",
    "sign_in_names",
    "sessions",
    "credentials",
    "two_factor",
    "audit_events",
    "outbox",
}


def counted(url: str, owner: str) -> dict[str, int]:
    """How many rows each table with a user's id has of somebody."""
    tables = [table for (table,) in rows_of(url=url, question="tables_of_users")]
    with psycopg.connect(url) as connection:
        found = {}
        for table in tables:
            statement = psycopg.sql.SQL("SELECT count(*) FROM {} WHERE user_id = %s").format(
                psycopg.sql.Identifier(table)
            )
            row = connection.execute(statement, [owner]).fetchone()
            assert row is not None
            found[table] = row[0]
    return found


async def moved_in(client: ApiClient) -> dict[str, Any]:
    """One of everything, settled in; gives the preferences."""
    await furnish(client)
    answered(await client.post("/onboarding/complete"), 204)
    reply = await client.put("/settings/preferences", json=preferences())
    kept: dict[str, Any] = answered(reply)
    return kept


class TestResetStructure:
    async def test_lets_somebody_begin_anew(self, alice: ApiClient, bob: ApiClient) -> None:
        await furnish(alice)
        await furnish(bob)

        reply = await alice.post("/settings/reset-structure", json=BODY)

        assert (reply.status_code, reply.content) == (204, b"")
        for path in ("/accounts", "/vendors", "/periods"):
            assert answered(await alice.get(path))["data"] == []
            assert answered(await bob.get(path))["data"] != []
        (option,) = answered(await alice.get("/categories/options"))
        assert option["name"] == "Transfer"
        await furnish(alice)

    async def test_asks_for_the_password(self, alice: ApiClient) -> None:
        ids = await furnish(alice)
        for _ in range(5):
            reply = await alice.post("/settings/reset-structure", json={"password": "wrong"})
            assert answered(reply, 401)["code"] == "wrong_password"

        for method, path in (("POST", "reset-structure"), ("DELETE", "account")):
            reply = await alice.request(method, f"/settings/{path}", json=BODY)
            assert answered(reply, 429)["code"] == "too_many_attempts"
        answered(await alice.get(f"/accounts/{ids['checking']}"))


class TestDeleteAccount:
    async def test_leaves_and_makes_the_browser_forget(self, alice: ApiClient) -> None:
        reply = await alice.request("DELETE", "/settings/account", json=BODY)

        assert (reply.status_code, reply.content) == (204, b"")
        assert reply.headers["clear-site-data"] == '"cache", "storage"'
        gone = SimpleCookie(reply.headers["set-cookie"])["piggypulse"]
        assert (gone.value, gone["max-age"]) == ("", "0")
        answered(await alice.get("/auth/me"), 401)

    @pytest.mark.parametrize("password", ["wrong", PASSWORD.upper()])
    async def test_asks_for_the_password(self, alice: ApiClient, password: str) -> None:
        reply = await alice.request("DELETE", "/settings/account", json={"password": password})

        assert answered(reply, 401)["code"] == "wrong_password"
        answered(await alice.get("/auth/me"))

    async def test_needs_a_body(self, alice: ApiClient) -> None:
        reply = await alice.request("DELETE", "/settings/account")

        assert answered(reply, 400)["code"] == "malformed_body"
        answered(await alice.get("/auth/me"))


class TestOverPostgres:
    async def test_a_household_is_reset_and_goes_without_a_trace(
        self, house_pg: Served, shared_database: str
    ) -> None:
        async with (
            await house_pg.newcomer(name="Alice") as alice,
            await house_pg.newcomer(name="Bob") as bob,
        ):
            liked = [await moved_in(one) for one in (alice, bob)]
            hers, his = [UserId(answered(await one.get("/auth/me"))["id"]) for one in (alice, bob)]
            full, neighbour = (counted(shared_database, str(one)) for one in (hers, his))
            assert sum(full.values()) == sum(neighbour.values()) > 0

            reply = await alice.post("/settings/reset-structure", json=BODY)
            assert reply.status_code == 204
            left = {table for table, rows in counted(shared_database, str(hers)).items() if rows}
            assert left - {"wrong_answers"} == KEPT_BY_A_RESET | {"categories"}
            assert answered(await alice.get("/settings/preferences")) == liked[0]
            assert answered(await alice.get("/onboarding/status"))["status"] == "not_started"
            await furnish(alice)

            reply = await alice.request("DELETE", "/settings/account", json=BODY)
            assert reply.status_code == 204
            assert set(counted(shared_database, str(hers)).values()) == {0}
            assert counted(shared_database, str(his)) == neighbour
            answered(await alice.get("/auth/me"), 401)
            answered(await bob.get("/auth/me"))
