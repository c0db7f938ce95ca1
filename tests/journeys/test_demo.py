"""The demo: a believable year for somebody new, and nobody else touched."""

import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import httpx
import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.composition.demo import fill
from piggypulse_http.composition.demo_days import lived
from piggypulse_http.composition.demo_progress import bar
from piggypulse_http.composition.demo_year import booked
from tests.journeys.household import walk
from tests.journeys.machine import Machine
from tests.support.budgeting import noon
from tests.support.client import answered
from tests.support.people import new_user
from tests.support.served import container_over

TIMEOUT_SECONDS = 60


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def sign_in_of(said: str) -> dict[str, str]:
    return dict(re.findall(r"^  (email|password) +(\S+)$", said, re.MULTILINE))


async def signed_in(client: httpx.AsyncClient, person: dict[str, str]) -> None:
    reply = answered(await client.post("/auth/login", json=person))
    client.headers["Authorization"] = f"Bearer {reply['token']}"


async def test_the_year_can_be_looked_at_over_http(machine: Machine) -> None:
    with machine.serving() as serving:
        first = machine.run("demo")
        # Errors may go there; a bar has no place in a pipe.
        assert (first.returncode, first.stderr) == (0, "")
        # Whatever the settings say: it runs where an option told it to.
        assert first.stdout.startswith(f"Sign in at {serving.base_url}/auth/login\n")

        async with httpx.AsyncClient(base_url=serving.base_url, timeout=TIMEOUT_SECONDS) as client:
            await signed_in(client, sign_in_of(first.stdout))
            await _looks_like_a_year(client)
            await _moves(client, machine, email=sign_in_of(first.stdout)["email"])

    second = machine.run("demo")
    told, where, *_ = second.stdout.splitlines()
    assert told.startswith("No server answers yet")
    assert where == "Sign in at http://localhost:8000/api/v1/auth/login"
    people = [sign_in_of(done.stdout) for done in (first, second)]
    assert people[0]["email"] != people[1]["email"]
    assert people[0]["password"] != people[1]["password"]


async def _looks_like_a_year(client: httpx.AsyncClient) -> None:
    accounts = await walk(client, "/accounts/summary")
    periods = await walk(client, "/periods")
    rows = await walk(client, "/transactions", scope="all", limit=200)
    onboarding = answered(await client.get("/onboarding/status"))
    glance = answered(await client.get("/dashboard/current-period"))
    targets = answered(await client.get("/targets"))

    assert {row["type"] for row in accounts} == {
        *("Checking", "Savings", "CreditCard", "Wallet", "Allowance")
    }
    assert {row["origin"] for row in periods} == {"automatic"}
    assert [row["status"] for row in periods] == ["active", *["upcoming"] * 3, *["past"] * 12]
    assert answered(await client.get("/periods/schedule"))["scheduleType"] == "automatic"
    assert onboarding["status"] == "completed", "the web client begins with its wizard otherwise"
    assert answered(await client.get("/periods/gaps")) == []
    assert 600 <= len(rows) <= 900
    assert glance["target"] > 0
    assert 26 <= glance["daysInPeriod"] <= 34
    assert targets["summary"]["categoriesWithTargets"]["withTargets"] > 10
    assert targets["summary"]["incomeTarget"] == 328_000
    await _has_more_than_bookings(client)


async def _moves(client: httpx.AsyncClient, machine: Machine, *, email: str) -> None:
    """To somebody who is new, through pipes, as to a server elsewhere."""
    someone = {"name": "Ada", "email": "ada@example.org", "password": "a pig, a pulse and a purse"}
    token = answered(await client.post("/auth/register", json=someone), 201)["token"]
    out = machine.run("export", "-", "--email", email)
    into = machine.run(
        "import", "-", "--email", "ADA@example.org", "--settings", "apply", given=out.stdout
    )

    there = await client.get("/settings/export/data", headers={"Authorization": f"Bearer {token}"})
    archive, moved = json.loads(out.stdout), answered(there)
    assert (out.returncode, into.returncode) == (0, 0), out.stderr + into.stderr
    assert out.stderr.endswith(" KiB written.\n")
    assert f"  transactions  {len(archive['transactions']):>7}\n" in into.stdout
    # Somebody new has a system category of their own, and what comes is booked in there.
    (own,), (brought,) = [
        [row["id"] for row in one["categories"] if row["isSystem"]] for one in (moved, archive)
    ]
    del archive["exportedAt"], moved["exportedAt"]
    moved = json.loads(json.dumps(moved).replace(own, brought))
    moved["categories"].sort(key=lambda row: row["id"])
    assert moved == archive


async def _has_more_than_bookings(client: httpx.AsyncClient) -> None:
    [lens] = await walk(client, "/overlays")
    assert 0 < lens["transactionCount"] < 20
    subscriptions = [
        answered(await client.get(f"/subscriptions/{row['id']}"))
        for row in answered(await client.get("/subscriptions"))
    ]
    assert len(subscriptions) == len(answered(await client.get("/subscriptions/upcoming"))) == 2
    for one in subscriptions:
        paid = [event for event in one["billingHistory"] if event["transactionId"] is not None]
        assert len(paid) >= 11


@pytest.mark.parametrize(
    "today", [date(2024, 2, 29), date(2026, 11, 24), date(2026, 11, 25), date(2027, 1, 1)]
)
async def test_a_year_ends_today_and_is_the_same_for_the_same_seed(today: date) -> None:
    work = MemoryWork()
    container = container_over(work=work, clock=FixedClock(noon(today)))
    periods = await lived(container, await new_user(work), today=today)
    entries = booked(periods=periods, today=today, seed=25)

    assert today in periods[-1]
    assert 12 <= len(periods) <= 14
    assert all(span.start.day in (23, 24, 25) and span.start.weekday() < 5 for span in periods)
    assert all(
        earlier.end + timedelta(days=1) == later.start for earlier, later in pairwise(periods)
    )
    assert 600 <= len(entries) <= 900
    assert max(entry.day for entry in entries) <= today
    assert all(entry.amount_minor > 0 for entry in entries)
    assert booked(periods=periods, today=today, seed=25) == entries
    assert booked(periods=periods, today=today, seed=26) != entries


async def test_progress_is_told_to_its_end() -> None:
    container = container_over(
        work=MemoryWork(), clock=FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    )
    told: list[tuple[int, int]] = []

    await fill(container=container, seed=1, progress=lambda done, all_: told.append((done, all_)))

    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 600


def test_the_bar_is_drawn_on_terminals_only() -> None:
    terminal, pipe = Terminal(), io.StringIO()

    for stream in (terminal, pipe):
        draw = bar(stream=stream)
        draw(1, 2)
        draw(2, 2)

    assert terminal.getvalue().endswith("] 2 of 2\n")
    assert pipe.getvalue() == ""
