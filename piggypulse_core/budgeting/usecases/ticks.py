"""What the passing of days does to everybody: periods ahead, and charges that were due."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from piggypulse_core.budgeting.usecases.subscription_reads import FindSubscribers
from piggypulse_core.budgeting.usecases.subscriptions import AdvanceSubscriptions
from piggypulse_core.budgeting.usecases.top_ups import (
    FindScheduled,
    RememberedHolidays,
    TopUpPeriods,
)
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Unavailable

Chore = Literal["periods", "charges"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A visit that went wrong; nothing of it is kept."""

    chore: Chore
    owner: UserId
    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What a tick came to: how many to visit for each chore, periods made, and visits failed.

    `unvisited` are left for the next tick, because the database went away in the middle.
    """

    scheduled: int
    subscribers: int
    periods: int
    failed: int
    unvisited: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Visit whoever has an automatic schedule, then whoever has charges that were due.

    Each visit is a transaction of its own; one that fails is reported and stops no other. Without
    a database every other would fail as well, and slowly, so the tick stops there. Several ticks
    may run at once, and another on the same day changes nothing. `progress` is called after each
    visit with how many are done of how many.
    """

    find_scheduled: FindScheduled
    top_up: TopUpPeriods
    find_subscribers: FindSubscribers
    advance: AdvanceSubscriptions

    async def __call__(
        self, *, report: Callable[[Failure], None], progress: Callable[[int, int], None]
    ) -> Ticked:
        scheduled = await _everybody(self.find_scheduled)
        subscribers = await _everybody(self.find_subscribers)
        # Many live in one place: its holidays are worked out once a tick, and by the next the day
        # may be another.
        top_up = replace(self.top_up, calendar=RememberedHolidays(calendar=self.top_up.calendar))
        made: list[int] = []
        done, whole = 0, len(scheduled) + len(subscribers)
        for chore, owner in _visits(scheduled, subscribers):
            try:
                made.append(await self._visit(chore=chore, owner=owner, top_up=top_up))
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are visited
                if isinstance(error, Unavailable) and not await self._can_go_on():
                    break
                report(Failure(chore=chore, owner=owner, error=error))
            done += 1
            progress(done, whole)
        return Ticked(
            scheduled=len(scheduled),
            subscribers=len(subscribers),
            periods=sum(made),
            failed=done - len(made),
            unvisited=whole - done,
        )

    async def _can_go_on(self) -> bool:
        """Whether it was one visit's trouble: then whoever is next can be asked for."""
        try:
            await self.find_scheduled(after=None)
        except Unavailable:
            return False
        return True

    async def _visit(self, *, chore: Chore, owner: UserId, top_up: TopUpPeriods) -> int:
        if chore == "periods":
            return await top_up(owner=owner)
        await self.advance(owner=owner)
        return 0


def _visits(
    scheduled: Sequence[UserId], subscribers: Sequence[UserId], /
) -> Iterator[tuple[Chore, UserId]]:
    for owner in scheduled:
        yield "periods", owner
    for owner in subscribers:
        yield "charges", owner


async def _everybody(find: FindScheduled | FindSubscribers, /) -> Sequence[UserId]:
    """All of them before the first visit: what a visit changes must not change who is next."""
    owners: list[UserId] = []
    while page := await find(after=owners[-1] if owners else None):
        owners += page
    return owners
