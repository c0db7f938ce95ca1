"""What one worker decides holds for the others at once, and for the one started after them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.serve import assemble
from piggypulse_http.composition.settings import Settings
from tests.support.client import ApiClient, Judge, answered
from tests.support.database import postgres_work
from tests.support.people import PASSWORD
from tests.support.served import SETTINGS, alive, container_over

ALICE = {"email": "alice@two-workers.test", "password": PASSWORD, "name": "Alice"}
OTHER = "a horse of quite another colour 7"
AT_ONCE = 16
COUNTING = replace(
    SETTINGS,
    limits_store="postgres",
    limits_sign_ins=Settings(secrets=SETTINGS.secrets).limits_sign_ins,
)

Worker = Callable[[], ApiClient]
"""Makes a visitor of one worker."""


@asynccontextmanager
async def worker(
    *, url: str, clock: FixedClock, judge: Judge, settings: Settings
) -> AsyncIterator[Worker]:
    """A process's share of the whole: an application and a pool of its own, one database."""
    async with postgres_work(url=url) as work:
        container = container_over(work=work, clock=clock)
        container.pool.override(work.pool)
        container.settings.override(settings)
        app = assemble(container)
        async with alive(app):
            yield lambda: ApiClient(app=app, judge=judge)


@pytest.fixture
async def workers(
    own_database: str, clock: FixedClock, judge: Judge
) -> AsyncIterator[tuple[Worker, Worker]]:
    """Two of them."""
    async with AsyncExitStack() as stack:
        first, second = [
            await stack.enter_async_context(
                worker(url=own_database, clock=clock, judge=judge, settings=SETTINGS)
            )
            for _ in range(2)
        ]
        yield first, second


@pytest.fixture
async def counting(
    own_database: str, clock: FixedClock, judge: Judge
) -> AsyncIterator[list[Worker]]:
    """Three with the limits people meet; the third is a restart of the second."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                worker(url=own_database, clock=clock, judge=judge, settings=COUNTING)
            )
            for _ in range(3)
        ]


Ending = Callable[[ApiClient, str, str], Awaitable[httpx.Response]]


async def logs_out(client: ApiClient, own: str, _other: str) -> httpx.Response:
    return await client.post("/auth/logout", headers=bearer(own))


async def is_revoked(client: ApiClient, own: str, other: str) -> httpx.Response:
    sessions = answered(await client.get("/settings/sessions", headers=bearer(own)))
    (mine,) = [one["id"] for one in sessions if one["isCurrent"]]
    return await client.delete(f"/settings/sessions/{mine}", headers=bearer(other))


async def is_revoked_with_others(client: ApiClient, _own: str, other: str) -> httpx.Response:
    return await client.delete("/settings/sessions", headers=bearer(other))


async def loses_its_password(client: ApiClient, _own: str, other: str) -> httpx.Response:
    change = {"currentPassword": PASSWORD, "newPassword": OTHER}
    return await client.put("/auth/password", json=change, headers=bearer(other))


async def loses_its_account(client: ApiClient, _own: str, other: str) -> httpx.Response:
    return await client.request(
        "DELETE", "/settings/account", json={"password": PASSWORD}, headers=bearer(other)
    )


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def signed_in(
    client: ApiClient, path: str, who: Mapping[str, str] = ALICE
) -> tuple[str, dict[str, str]]:
    """Token and cookie of one session; the client keeps neither."""
    reply = await client.post(f"/auth/{path}", json=who)
    cookie = {"Cookie": f"piggypulse={reply.cookies['piggypulse']}"}
    client.cookies.clear()
    return str(reply.json()["token"]), cookie


ENDINGS: tuple[Ending, ...] = (
    logs_out,
    is_revoked,
    is_revoked_with_others,
    loses_its_password,
    loses_its_account,
)


async def test_a_session_that_ends_on_one_is_over_on_the_other(
    workers: tuple[Worker, Worker],
) -> None:
    here, there = workers[0](), workers[1]()
    for end in ENDINGS:
        who = {**ALICE, "email": f"{end.__name__}@two-workers.test"}
        token, cookie = await signed_in(here, "register", who)
        other, _ = await signed_in(there, "login", who)
        for headers in (bearer(token), cookie):
            answered(await there.get("/auth/me", headers=headers))

        assert (await end(here, token, other)).is_success

        here.cookies.clear()
        for client in (there, here):
            for headers in (bearer(token), cookie):
                reply = await client.get("/auth/me", headers=headers)
                assert reply.status_code == 401, end
            answered(await client.post("/auth/refresh", headers=bearer(token)), 401)


async def test_requests_are_counted_together_and_over_a_restart(
    counting: list[Worker], clock: FixedClock
) -> None:
    clients = [one() for one in counting]
    for number in range(20):
        await clients[number % 2].post("/auth/login", json={})

    problems = [
        answered(await client.post("/auth/register", json=ALICE), 429) for client in clients
    ]

    clock.instant += timedelta(seconds=problems[-1]["retry_after_seconds"])
    answered(await clients[2].post("/auth/register", json=ALICE), 201)


async def test_wrong_sign_ins_are_counted_together_and_over_a_restart(
    counting: list[Worker], clock: FixedClock
) -> None:
    clients = [one() for one in counting]
    await signed_in(clients[0], "register")
    wrong = {**ALICE, "password": "wrong"}
    statuses = [
        (await clients[number % 2].post("/auth/login", json=wrong)).status_code
        for number in range(4)
    ]

    assert statuses == [401, 401, 401, 429]
    problem = answered(await clients[2].post("/auth/login", json=ALICE), 429)
    clock.instant += timedelta(seconds=problem["retry_after_seconds"])
    answered(await clients[2].post("/auth/login", json=ALICE))


async def test_wrong_passwords_are_counted_together_and_over_a_restart(
    workers: tuple[Worker, Worker],
) -> None:
    clients = [one() for one in (*workers, workers[1])]
    token, _ = await signed_in(clients[0], "register")
    for number in range(5):
        body = {"password": "wrong"}
        answered(
            await clients[number % 2].post(
                "/auth/reauthenticate", json=body, headers=bearer(token)
            ),
            401,
        )

    for client in clients:
        right = {"password": PASSWORD}
        reply = await client.post("/auth/reauthenticate", json=right, headers=bearer(token))
        assert answered(reply, 429)["code"] == "too_many_attempts"


async def test_sixteen_guesses_at_once_over_two_are_four_at_most(
    workers: tuple[Worker, Worker],
) -> None:
    clients = [one() for one in workers]
    await signed_in(clients[0], "register")
    wrong = {**ALICE, "password": "wrong"}

    replies = await asyncio.gather(
        *(clients[number % 2].post("/auth/login", json=wrong) for number in range(AT_ONCE))
    )

    statuses = Counter(reply.status_code for reply in replies)
    assert statuses[401] <= 3
    assert statuses[401] + statuses[429] == AT_ONCE


async def test_workers_that_count_apart_let_more_through(
    own_database: str, clock: FixedClock, judge: Judge
) -> None:
    """The control."""
    apart = replace(COUNTING, limits_store="memory")
    async with AsyncExitStack() as stack:
        clients = [
            (
                await stack.enter_async_context(
                    worker(url=own_database, clock=clock, judge=judge, settings=apart)
                )
            )()
            for _ in range(2)
        ]
        for number in range(20):
            await clients[number % 2].post("/auth/login", json={})

        answered(await clients[0].post("/auth/register", json=ALICE), 201)
