"""What is dead goes by itself."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.retention import (
    SWEPT_AT_ONCE,
    Cutoffs,
    Retention,
    Swept,
    cutoffs,
)
from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.work import Work

Sweep = Callable[[IdentityUnit, Cutoffs], Awaitable[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Purge:
    """Remove what is dead and forget what is old; says how many of each.

    A few rows at a time, each few in a unit of their own: it may stop anywhere, run twice at once,
    and nobody waits for it.
    """

    work: Work[IdentityUnit]
    clock: Clock
    ids: Ids
    retention: Retention = field(default_factory=Retention)

    async def __call__(self) -> Mapping[Swept, int]:
        old = cutoffs(self.retention, now=self.clock.now())
        swept: Counter[Swept] = Counter()
        sweeps: Mapping[Swept, Sweep] = {
            "sessions": self._sessions,
            "set-ups": _set_ups,
            "letters": _letters,
            "events": _events,
            "places": _places,
        }
        for kind, sweep in sweeps.items():
            swept[kind] = await self._until_clean(sweep, old)
        async with self.work() as unit:
            await unit.throttle.purge(before=old.counts)
            await unit.mailed_tokens.purge(before=old.now)
        return swept

    async def _until_clean(self, sweep: Sweep, old: Cutoffs) -> int:
        total, found = 0, SWEPT_AT_ONCE
        while found >= SWEPT_AT_ONCE:
            async with self.work() as unit:
                found = await sweep(unit, old)
            total += found
        return total

    async def _sessions(self, unit: IdentityUnit, old: Cutoffs) -> int:
        ended = await unit.purges.sessions(
            at=old.now, unused_since=old.unused_since, most=SWEPT_AT_ONCE
        )
        for one in ended:
            if not one.was_pending:
                event = AuditEvent(
                    id=self.ids.new(), kind="session_expired", at=old.now, session=one.session
                )
                await unit.audit.record(owner=one.owner, event=event)
        return len(ended)


async def _set_ups(unit: IdentityUnit, old: Cutoffs) -> int:
    return await unit.purges.set_ups(before=old.set_ups, most=SWEPT_AT_ONCE)


async def _letters(unit: IdentityUnit, old: Cutoffs) -> int:
    return await unit.purges.letters(before=old.letters, at=old.now, most=SWEPT_AT_ONCE)


async def _events(unit: IdentityUnit, old: Cutoffs) -> int:
    return await unit.purges.events(before=old.events, most=SWEPT_AT_ONCE)


async def _places(unit: IdentityUnit, old: Cutoffs) -> int:
    return await unit.purges.places(before=old.places, most=SWEPT_AT_ONCE)
