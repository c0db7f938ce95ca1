"""Everybody is visited, whatever becomes of one of them; over memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.budgeting.usecases import subscription_reads, top_ups
from piggypulse_core.budgeting.usecases.ticks import Ticked
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import noon
from tests.support.clock import TODAY
from tests.support.people import new_user
from tests.support.scheduling import PAYDAY, Scheduler
from tests.support.subscribing import Subscriber, monthly
from tests.support.ticking import Ticker, lose

DUE = TODAY - timedelta(days=1)
LATER = date(2026, 6, 25)


async def scheduled(work: MemoryWork, count: int) -> list[Scheduler]:
    people = [Scheduler(work=work, owner=await new_user(work)) for _ in range(count)]
    for one in people:
        await one.create(PAYDAY)
    return people


async def subscribed(work: MemoryWork, count: int) -> list[Subscriber]:
    people = [Subscriber(work=work, owner=await new_user(work)) for _ in range(count)]
    for one in people:
        media = await Bookkeeper(work=work, owner=one.owner).category()
        await one.subscribe(monthly(media, DUE))
    return people


@pytest.fixture
def ticker(work: MemoryWork) -> Ticker:
    return Ticker(work=work)


async def charges(one: Subscriber, /) -> int:
    return len(await one.charges((await one.every())[0].id))


async def test_visits_everybody_page_after_page(
    work: MemoryWork, ticker: Ticker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(top_ups, "OWNERS_AT_ONCE", 2)
    monkeypatch.setattr(subscription_reads, "VISITED_AT_ONCE_MAX", 2)
    people, subscribers = await scheduled(work, 5), await subscribed(work, 3)
    await new_user(work)
    ticker.clock.instant = noon(LATER)

    assert await ticker() == Ticked(scheduled=5, subscribers=3, periods=5, failed=0)

    assert [len(await one.periods()) for one in people] == [5] * 5
    assert [await charges(one) for one in subscribers] == [1] * 3
    assert ticker.progress == [(done, 8) for done in range(1, 9)]


async def test_tells_of_whom_it_fails_and_goes_on(work: MemoryWork, ticker: Ticker) -> None:
    people, subscribers = await scheduled(work, 3), await subscribed(work, 3)
    odd, odder = people[0], Scheduler(work=work, owner=subscribers[0].owner)
    for one in (odd, odder):
        await lose(one)
    ticker.clock.instant = noon(LATER)

    assert await ticker() == Ticked(scheduled=3, subscribers=3, periods=2, failed=2)

    assert [(one.chore, one.owner) for one in ticker.failures] == [
        ("periods", odd.owner),
        ("charges", odder.owner),
    ]
    assert [len(await one.periods()) for one in people] == [4, 5, 5]
    await lose(odder, timezone="UTC")
    assert [await charges(one) for one in subscribers] == [0, 1, 1]


async def test_another_on_the_same_day_changes_nothing(work: MemoryWork, ticker: Ticker) -> None:
    await scheduled(work, 2)
    (subscriber,) = await subscribed(work, 1)
    ticker.clock.instant = noon(LATER)
    await ticker()
    before = dict(work.database.tables)

    assert (await ticker()).periods == 0

    assert {key: rows for key, rows in work.database.tables.items() if rows} == {
        key: rows for key, rows in before.items() if rows
    }
    assert await charges(subscriber) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedHolidays(PublicHolidays):
    """Remembers what it was asked, also what it refused to answer."""

    asked: list[str] = field(default_factory=list)

    def days(self, *, region: str, years: Sequence[int]) -> frozenset[date]:
        self.asked.append(region)
        return PublicHolidays.days(self, region=region, years=years)


async def test_a_region_is_asked_about_once_a_tick(work: MemoryWork) -> None:
    calendar = CountedHolidays()
    ticker = Ticker(work=work, calendar=calendar)
    people = [Scheduler(work=work, owner=await new_user(work)) for _ in range(6)]
    for number, one in enumerate(people):
        await one.create(replace(PAYDAY, region=("NL", "DE-BY")[number % 2], holiday="previous"))

    for day in (LATER, LATER, date(2027, 1, 25)):
        ticker.clock.instant = noon(day)
        assert (await ticker()).failed == 0

    assert sorted(calendar.asked) == ["DE-BY"] * 3 + ["NL"] * 3
    periods = [await one.periods() for one in people]
    assert [[one.span for one in theirs] for theirs in periods[:2] * 3] == [
        [one.span for one in theirs] for theirs in periods
    ]
