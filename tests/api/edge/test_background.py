"""Tasks beside the requests: again and again, apart from each other, gone with the server."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from structlog.testing import capture_logs

from piggypulse_http.edge.background import PeriodicTask, running

AT_ONCE = timedelta(milliseconds=1)
SOON_SECONDS = 5


@dataclass(slots=True, kw_only=True)
class Chore:
    """Counts its turns, and tells when there were some."""

    fails: bool = False
    turns: int = 0
    cancelled: bool = False
    thrice: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self) -> None:
        self.turns += 1
        if self.turns == 3:
            self.thrice.set()
        if self.fails:
            complaint = "alice@example.org"
            raise LookupError(complaint)

    async def endless(self) -> None:
        self.turns += 1
        self.thrice.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


def task(name: str, chore: Chore, *, every: timedelta = AT_ONCE) -> PeriodicTask:
    return PeriodicTask(name=name, every=every, run=chore)


async def test_a_task_is_done_again_and_again() -> None:
    chore = Chore()

    async with running([task("sweep", chore)]):
        await asyncio.wait_for(chore.thrice.wait(), SOON_SECONDS)

    done = chore.turns
    await asyncio.sleep(0.01)
    assert chore.turns == done


async def test_a_failure_is_written_down_and_stops_neither_its_task_nor_others() -> None:
    broken, whole = Chore(fails=True), Chore()

    with capture_logs() as lines:
        async with running([task("broken", broken), task("whole", whole)]):
            await asyncio.wait_for(broken.thrice.wait(), SOON_SECONDS)
            await asyncio.wait_for(whole.thrice.wait(), SOON_SECONDS)

    failed = [line for line in lines if line["event"] == "task_failed"]
    assert len(failed) >= 3
    assert {(line["task"], line["error"]) for line in failed} == {("broken", "LookupError")}
    assert str(failed[0]["file"]).endswith("test_background.py")
    assert "alice" not in str(lines)


async def test_a_task_that_takes_long_lets_the_others_run_and_ends_with_the_server() -> None:
    slow, quick = Chore(), Chore()
    endless = PeriodicTask(name="slow", every=AT_ONCE, run=slow.endless)

    async with running([endless, task("quick", quick)]):
        await asyncio.wait_for(quick.thrice.wait(), SOON_SECONDS)
        await asyncio.wait_for(slow.thrice.wait(), SOON_SECONDS)

    assert (slow.turns, slow.cancelled) == (1, True)


async def test_a_task_waits_between_two_turns() -> None:
    chore, other = Chore(), Chore()

    async with running([task("rare", chore, every=timedelta(hours=1)), task("often", other)]):
        await asyncio.wait_for(other.thrice.wait(), SOON_SECONDS)

    assert chore.turns == 1


async def test_a_task_may_wait_before_its_first_turn() -> None:
    chore, other = Chore(), Chore()
    later = PeriodicTask(name="later", every=AT_ONCE, run=chore, first_after=timedelta(hours=1))

    async with running([later, task("often", other)]):
        await asyncio.wait_for(other.thrice.wait(), SOON_SECONDS)

    assert chore.turns == 0
