"""`piggypulse tick`, in this process, over a database that a server could be using."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_http.__main__ import main
from tests.journeys.test_letters import environment_of
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.people import new_user
from tests.support.scheduling import PAYDAY, Scheduler
from tests.support.ticking import NOWHERE, lose


@pytest.fixture(autouse=True)
def operator(own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment_of(database=own_database).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


def people(database: str, /, *, last_seen: datetime, odd: bool) -> str:
    """Two people with a schedule, one of them perhaps where there is no time; that one's id."""

    async def made() -> str:
        async with postgres_work(url=database) as work:
            clock = FixedClock(last_seen)
            both = [Scheduler(work=work, owner=await new_user(work), clock=clock) for _ in range(2)]
            for one in both:
                await one.create(PAYDAY)
            if odd:
                await lose(both[0])
            return str(both[0].owner)

    return asyncio.run(made())


def test_it_says_what_was_made_and_that_nothing_is_left(
    own_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    people(own_database, last_seen=NOW.replace(year=2020), odd=False)

    assert (main(["tick"]), main(["tick"])) == (0, 0)

    said = capsys.readouterr()
    first, _, second, _ = said.out.splitlines()
    assert first.startswith("2 schedule(s) visited, ")
    assert not first.endswith(" 0 period(s) made.")
    assert second == "2 schedule(s) visited, 0 period(s) made."
    assert said.err == ""


def test_it_fails_for_one_and_is_done_for_the_other(
    own_database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    owner = people(own_database, last_seen=datetime.now(UTC), odd=True)

    assert main(["tick"]) == 1

    said = capsys.readouterr()
    assert said.out.startswith("2 schedule(s) visited, ")
    line, last = said.err.splitlines()
    assert line.startswith("user ")
    assert ", periods: " in line
    assert last == "piggypulse: 1 visit(s) failed; see above."
    assert owner not in said.err
    assert NOWHERE not in said.err


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (0, "The database cannot be reached at the moment. Please try again."),
        (
            3,
            "The database went away. 0 period(s) were made; 2 visit(s) are left for the next tick.",
        ),
    ],
)
def test_it_stops_without_a_database(
    own_database: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    last: int,
    said: str,
) -> None:
    """At once, or after the lists of whom to visit: two pages of schedules and one of charges."""
    people(own_database, last_seen=NOW.replace(year=2020), odd=False)
    connection, left = PostgresWork._connection, [True] * last

    def gone(self: PostgresWork) -> AbstractAsyncContextManager[Connection]:
        if not left:
            raise DatabaseUnavailable
        left.pop()
        return connection(self)

    monkeypatch.setattr(PostgresWork, "_connection", gone)

    assert main(["tick"]) == 1

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"piggypulse: {said}\n")
