"""Ticks and saves at once, ticks cut short, and people who stand in nobody's way."""

import asyncio
import itertools
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest

from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.budgeting.model.schedule import PlanChanged, ScheduleExists
from piggypulse_core.budgeting.usecases.ticks import Ticked
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import noon
from tests.support.clock import TODAY
from tests.support.everything import everything
from tests.support.people import new_user
from tests.support.scheduling import FORTNIGHT, PAYDAY, Scheduler
from tests.support.subscribing import Subscriber, monthly
from tests.support.ticking import Ticker, lose
from tests.support.watched import TornWork, Watch, WatchedWork

SAVES = 16
LATER = date(2026, 8, 26)
CALLS_MAX = 40
DAILY = replace(PAYDAY, day=1, unit="days", ahead=36, saturday="keep", sunday="keep")


async def somebody(work: PostgresWork) -> Scheduler:
    """Has a schedule, and a subscription whose charge was due yesterday."""
    one = Scheduler(work=work, owner=await new_user(work))
    await one.create(PAYDAY)
    media = await Bookkeeper(work=work, owner=one.owner).category()
    await Subscriber(work=work, owner=one.owner).subscribe(
        monthly(media, TODAY - timedelta(days=1))
    )
    return one


def later(work: PostgresWork) -> Ticker:
    ticker = Ticker(work=work)
    ticker.clock.instant = noon(LATER)
    return ticker


def rows(url: str) -> list[str]:
    return sorted(everything(url=url))


async def all_at_once(*steps: Awaitable[object]) -> Sequence[object]:
    """What each answered; only refusals that tell of another save are let through."""
    answers = await asyncio.gather(*steps, return_exceptions=True)
    assert [
        one
        for one in answers
        if isinstance(one, BaseException) and not isinstance(one, PlanChanged | ScheduleExists)
    ] == []
    return answers


async def test_many_ticks_at_once_are_like_one(work: PostgresWork, own_database: str) -> None:
    people = [await somebody(work) for _ in range(3)]
    tickers = [later(work) for _ in range(6)]

    ticked = await asyncio.gather(*(ticker() for ticker in tickers))
    together = rows(own_database)
    again = await later(work)()

    assert [one.failed for one in ticked] == [0] * 6
    assert sum(one.periods for one in ticked) == 3 * len(people)
    assert again.periods == 0
    assert rows(own_database) == together


def failing(number: int, *, calls: int = 1) -> Watch:
    """Fails so many calls from that number on, as when the database is gone."""
    left = number

    def watch(_: bytes) -> None:
        nonlocal left
        left -= 1
        if -calls < left <= 0:
            raise psycopg.OperationalError("gone")

    return watch


async def test_a_database_that_goes_away_ends_the_tick_and_the_next_does_the_rest(
    work: PostgresWork,
) -> None:
    people = [await somebody(work) for _ in range(4)]
    # Both lists are read, and two people are visited, before it goes for good.
    gone = WatchedWork(pool=work.pool, watch=failing(30, calls=1_000_000))
    ticker = later(work)

    stopped = await replace(ticker, work=gone)()
    rest = await later(work)()

    assert (stopped.failed, ticker.failures) == (0, [])
    assert stopped.unvisited > 0 < stopped.periods
    assert len(ticker.progress) + stopped.unvisited == 2 * len(people)
    assert rest == Ticked(
        scheduled=4, subscribers=4, periods=12 - stopped.periods, failed=0, unvisited=0
    )


async def test_one_call_that_fails_is_one_visit(work: PostgresWork) -> None:
    for _ in range(3):
        await somebody(work)
    ticker = later(work)

    ticked = await replace(ticker, work=WatchedWork(pool=work.pool, watch=failing(9)))()

    assert (ticked.failed, ticked.unvisited, len(ticker.failures)) == (1, 0, 1)
    assert ticked.periods == 6


async def test_wherever_it_is_cut_short_the_plan_is_the_old_or_the_new(
    work: PostgresWork, own_database: str
) -> None:
    one = await somebody(work)
    one.on(LATER)
    before = rows(own_database)

    for number in range(1, CALLS_MAX):
        cut = replace(one, work=WatchedWork(pool=work.pool, watch=failing(number)))
        try:
            made = await cut.tick()
        except DatabaseUnavailable:
            assert rows(own_database) == before
        else:
            break
    else:
        raise AssertionError("it never succeeds")

    assert number > 5
    assert made == 3
    assert await one.tick() == 0


async def test_a_plan_that_is_torn_is_found(work: PostgresWork, own_database: str) -> None:
    """The control: without a transaction, a tick cut short at its end has left something."""
    one = await somebody(work)
    one.on(LATER)
    before = rows(own_database)

    def watch(statement: bytes) -> None:
        if statement == b"COMMIT":
            raise psycopg.OperationalError("gone")

    with pytest.raises(DatabaseUnavailable):
        await replace(one, work=TornWork(pool=work.pool, watch=watch)).tick()

    assert rows(own_database) != before


async def test_nobody_is_changed_by_how_odd_others_are(work: PostgresWork) -> None:
    """Once alone, once between somebody whose visit fails and somebody with a day for a period."""
    alone = await somebody(work)
    await later(work)()
    odd, plain, extreme = [await somebody(work) for _ in range(3)]
    await lose(odd)
    holidays = [date(2025, 1, 1) + timedelta(days=5 * n) for n in range(400)]
    await extreme.put(replace(DAILY, holiday="next", holidays=holidays))
    before = await odd.periods()

    ticker = later(work)
    ticked = await ticker()

    assert {(one.chore, one.owner) for one in ticker.failures} == {
        ("periods", odd.owner),
        ("charges", odd.owner),
    }
    assert ticked.failed == 2
    assert await odd.periods() == before
    assert await plain.spans() == await alone.spans()
    assert len(await extreme.periods()) > 36


FORMS = (PAYDAY, FORTNIGHT, replace(DAILY, ahead=9), replace(PAYDAY, day=1, ahead=6))


async def consistent(one: Scheduler, url: str) -> bool:
    """Whether the periods ahead are, without a gap, what the one schedule there is asks for."""
    with psycopg.connect(url) as connection:
        (kept,) = connection.execute("SELECT count(*) FROM schedules").fetchone() or (0,)
    ahead = [period for period in await one.periods() if period.end >= LATER]
    tiled = all(
        former.end + timedelta(days=1) == latter.start
        for former, latter in itertools.pairwise(ahead)
    )
    asked_for = (await one.get()).automatic
    assert asked_for is not None
    return kept == 1 and tiled and ahead[0].start <= LATER and len(ahead) == asked_for.ahead + 1


async def test_saves_and_ticks_at_once_leave_one_future(
    work: PostgresWork, own_database: str
) -> None:
    one = Scheduler(work=work, owner=await new_user(work))
    await one.create(PAYDAY)
    one.on(LATER)

    await all_at_once(
        *(one.put(FORMS[turn % len(FORMS)]) for turn in range(SAVES)),
        *(one.tick() for _ in range(SAVES)),
    )

    assert await consistent(one, own_database)
    assert (await one.get()).revision == 1 + SAVES
    assert await one.tick() == 0


async def test_a_future_of_two_schedules_is_found(work: PostgresWork, own_database: str) -> None:
    """The control: a schedule kept without the periods it asks for, as after a lost race."""
    one = Scheduler(work=work, owner=await new_user(work))
    await one.create(PAYDAY)
    one.on(LATER)
    await one.put(FORTNIGHT)
    assert await consistent(one, own_database)
    biweekly = await one.get()
    await one.put(replace(PAYDAY, ahead=6))

    async with work() as unit:
        await unit.goals.hold(owner=one.owner)
        await unit.schedules.save(owner=one.owner, schedule=biweekly)

    assert not await consistent(one, own_database)
