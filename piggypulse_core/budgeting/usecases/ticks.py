"""What the passing of days does to everybody: periods ahead, and charges that were due."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from piggypulse_core.budgeting.usecases.subscription_reads import FindSubscribers
from piggypulse_core.budgeting.usecases.subscriptions import AdvanceSubscriptions
from piggypulse_core.budgeting.usecases.top_ups import FindScheduled, TopUpPeriods
from piggypulse_core.kernel.ids import UserId

Chore = Literal["periods", "charges"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A visit that went wrong; nothing of it is kept."""

    chore: Chore
    owner: UserId
    error: Exception


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What a tick came to: how many visits of each kind, periods made, and visits failed."""

    scheduled: int
    subscribers: int
    periods: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Visit whoever has an automatic schedule, then whoever has charges that were due.

    Each visit is a transaction of its own; one that fails is reported and stops no other. Several
    ticks may run at once, and another on the same day changes nothing. `progress` is called after
    each visit with how many are done of how many.
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
        made: list[int] = []
        whole = len(scheduled) + len(subscribers)
        for done, (chore, owner) in enumerate(_visits(scheduled, subscribers), start=1):
            try:
                made.append(await self._visit(chore=chore, owner=owner))
            except Exception as error:  # noqa: BLE001 - whatever it is, the others are visited
                report(Failure(chore=chore, owner=owner, error=error))
            progress(done, whole)
        return Ticked(
            scheduled=len(scheduled),
            subscribers=len(subscribers),
            periods=sum(made),
            failed=whole - len(made),
        )

    async def _visit(self, *, chore: Chore, owner: UserId) -> int:
        if chore == "periods":
            return await self.top_up(owner=owner)
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
