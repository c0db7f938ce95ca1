"""Many clients behind a real PgBouncer in transaction mode, each with books of their own."""

import asyncio
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from piggypulse_adapters.postgres.connections import SESSION_OPTIONS, connection_pool
from tests.journeys.machine import Machine
from tests.journeys.test_letters import environment_of
from tests.support.client import answered
from tests.support.database import Databases
from tests.support.people import PASSWORD
from tests.support.pooler import NO_POOLER, pooled, pooler_program

CLIENTS = 8
ROUNDS = 4
TIMEOUT_SECONDS = 60


@pytest.fixture
def behind(databases: Databases) -> Iterator[str]:
    """An empty database, whose settings an operator has made as the guide says."""
    if pooler_program() is None:
        pytest.skip(NO_POOLER)
    with databases.empty() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for setting in SESSION_OPTIONS.split("-c ")[1:]:
                name, value = setting.strip().split("=")
                connection.execute(
                    f"ALTER DATABASE {connection.info.dbname} SET {name} = '{value}'".encode()
                )
        with pooled(url) as through:
            yield through


async def keeps_books(at: str, number: int) -> None:
    """Books and reads again and again; whatever is not this client's own would be seen."""
    person = {"name": f"Client {number}", "email": f"{number}@example.org", "password": PASSWORD}
    async with httpx.AsyncClient(base_url=at, timeout=TIMEOUT_SECONDS) as client:
        token = answered(await client.post("/auth/register", json=person), 201)["token"]
        client.headers["Authorization"] = f"Bearer {token}"
        names = [f"{number}-{turn}" for turn in range(ROUNDS)]
        for turn, name in enumerate(names, start=1):
            await client.post("/vendors", json={"name": name})
            me, vendors, accounts = await asyncio.gather(
                client.get("/auth/me"), client.get("/vendors"), client.get("/accounts")
            )
            assert answered(me)["email"] == person["email"]
            rows = answered(vendors)["data"]
            assert sorted(row["name"] for row in rows) == names[:turn]
            assert answered(accounts)["data"] == []


async def test_nobody_is_given_somebody_elses_answer(machine: Machine, behind: str) -> None:
    settings = environment_of(
        database=behind,
        PIGGY_PULSE_DATABASE__POOLER="transaction",
        PIGGY_PULSE_LIMITS__SIGN_INS="1000",
    )
    with machine.serving("--workers", "2", **settings) as serving:
        async with asyncio.TaskGroup() as clients:
            for number in range(CLIENTS):
                clients.create_task(keeps_books(serving.base_url, number))

    done = machine.run("tick", **settings)
    assert (done.returncode, done.stderr) == (0, "")


async def test_without_the_setting_it_would_not_work(behind: str) -> None:
    """The control: options are refused, and what is prepared is not where it is asked for."""
    with pytest.raises(psycopg.OperationalError, match="unsupported startup parameter"):
        psycopg.connect(behind, options=SESSION_OPTIONS)
    pool = connection_pool(url=behind, size=CLIENTS, timeout_seconds=20, behind_pooler=True)
    assert isinstance(pool.kwargs, dict)
    pool.kwargs["prepare_threshold"] = 0

    async def ask(number: int) -> int:
        wrong = 0
        for turn in range(40):
            try:
                async with pool.connection() as connection:
                    question = f"SELECT %s::bigint + {turn % 4}"
                    cursor = await connection.execute(question.encode(), [number])
                    wrong += await cursor.fetchone() != (number + turn % 4,)
            except psycopg.Error:
                wrong += 1
        return wrong

    async with pool:
        assert sum(await asyncio.gather(*(ask(number) for number in range(CLIENTS)))) > 0
