"""What the server does by itself, over memory."""

from dataclasses import replace
from datetime import date, timedelta

from dependency_injector import providers
from structlog.testing import capture_logs

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.budgeting.usecases.ticks import Ticked
from piggypulse_http.composition.background import periodic_tasks
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.ticks import TickForEverybody
from tests.support.budgeting import noon
from tests.support.people import new_user
from tests.support.scheduling import PAYDAY, Scheduler
from tests.support.served import SETTINGS
from tests.support.ticking import lose


async def test_it_ticks_for_everybody_and_names_nobody_it_fails() -> None:
    work = MemoryWork()
    container = Container()
    container.settings.override(replace(SETTINGS, tick_every_minutes=7))
    container.work.override(providers.Object(work))
    container.clock.override(providers.Object(FixedClock(noon(date(2026, 6, 25)))))
    people = [Scheduler(work=work, owner=await new_user(work)) for _ in range(3)]
    for one in people:
        await one.create(PAYDAY)
    await lose(people[1])
    (task,) = [one for one in periodic_tasks(container) if one.name == "tick"]

    with capture_logs() as lines:
        await task.run()

    assert task.every == timedelta(minutes=7)
    assert [len(await one.periods()) for one in people] == [5, 4, 5]
    (line,) = lines
    assert (line["event"], line["chore"], len(line["user"])) == ("visit_failed", "periods", 16)
    assert str(people[1].owner) not in str(line)


async def test_it_says_once_that_a_tick_was_not_done() -> None:
    async def stopped(**_: object) -> Ticked:
        return Ticked(scheduled=3, subscribers=2, periods=1, failed=0, unvisited=4)

    container = Container()
    container.settings.override(SETTINGS)
    container.tick.override(providers.Object(stopped))

    with capture_logs() as lines:
        await TickForEverybody(container=container)()

    assert lines == [{"event": "tick_stopped", "log_level": "error", "unvisited": 4}]
