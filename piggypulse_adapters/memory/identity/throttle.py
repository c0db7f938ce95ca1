"""Counted attempts in memory."""

from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.throttle import (
    ALLOWANCES,
    Attempt,
    Ladder,
    Rung,
    RungKind,
    TryKind,
    too_soon,
    turned_away,
)
from piggypulse_core.identity.ports import ThrottleStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame:
    """How many failures of an IP's present count were against one address."""

    failures: int
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongAnswers:
    """When a user gave wrong answers of one kind."""

    answered_at: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryThrottle(ThrottleStore):
    """The counts seen through one transaction."""

    transaction: Transaction

    async def reserve(
        self, *, address: bytes, ip: bytes | None, ladder: Ladder, at: datetime
    ) -> Attempt:
        counted = self._climb("address", address, ladder=ladder, at=at)
        if ip is None:
            return Attempt(at=at, address=counted, ip=None)
        there = self._climb("ip", ip, ladder=ladder, at=at)
        self._blame(address, ip, since=there.since)
        return Attempt(at=at, address=counted, ip=there)

    async def withdraw(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        self._step_down("address", address, ladder=ladder, steps=1)
        if ip is None:
            return
        self._step_down("ip", ip, ladder=ladder, steps=1)
        blames = self.transaction.writable(Blame, owner=address)
        if ip in blames:
            blames[ip] = replace(blames[ip], failures=max(blames[ip].failures - 1, 0))

    async def forgive(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        self._rungs().pop(("address", address), None)
        if ip is not None:
            self._acquit(address, ip, ladder=ladder)

    async def clear(self, *, address: bytes, ladder: Ladder) -> None:
        self._rungs().pop(("address", address), None)
        for ip in list(self.transaction.rows(Blame, owner=address)):
            self._acquit(address, ip, ladder=ladder)

    async def find(self, *, address: bytes) -> Rung | None:
        return self.transaction.rows(Rung, owner=None).get(("address", address))

    async def count_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> bool:
        rows = self.transaction.writable(WrongAnswers, owner=owner)
        allowance = ALLOWANCES[kind]
        before = rows[kind].answered_at if kind in rows else ()
        free_at = allowance.free_at(before, at=at)
        if free_at > at:
            raise too_soon(until=free_at, at=at)
        recent = allowance.recent(before, at=at)
        rows[kind] = WrongAnswers(answered_at=(*recent, at))
        return allowance.free_at(rows[kind].answered_at, at=at) > at

    async def forget_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> None:
        rows = self.transaction.writable(WrongAnswers, owner=owner)
        answered = list(rows[kind].answered_at) if kind in rows else []
        if at in answered:
            answered.remove(at)
            rows[kind] = WrongAnswers(answered_at=tuple(answered))

    async def purge(self, *, before: datetime) -> None:
        rungs = self._rungs()
        for key in [key for key, rung in rungs.items() if rung.failed_at < before]:
            del rungs[key]

    def _rungs(self) -> dict[tuple[RungKind, bytes], Rung]:
        return self.transaction.writable(Rung, owner=None)

    def _climb(self, kind: RungKind, key: bytes, *, ladder: Ladder, at: datetime) -> Rung:
        rungs = self._rungs()
        before = rungs.get((kind, key))
        after = ladder.climbed(before, at=at)
        if after is None:
            assert before is not None, "only a count makes somebody wait"
            raise turned_away(kind=kind, rung=before, ladder=ladder, at=at)
        rungs[kind, key] = after
        return after

    def _step_down(self, kind: RungKind, key: bytes, *, ladder: Ladder, steps: int) -> None:
        rungs = self._rungs()
        if (kind, key) in rungs:
            rungs[kind, key] = ladder.stepped_down(rungs[kind, key], steps=steps)

    def _blame(self, address: bytes, ip: bytes, *, since: datetime) -> None:
        blames = self.transaction.writable(Blame, owner=address)
        before = blames.get(ip)
        failures = before.failures if before is not None and before.since == since else 0
        blames[ip] = Blame(failures=failures + 1, since=since)

    def _acquit(self, address: bytes, ip: bytes, *, ladder: Ladder) -> None:
        blame = self.transaction.writable(Blame, owner=address).pop(ip, None)
        rung = self._rungs().get(("ip", ip))
        if blame is not None and rung is not None and blame.since == rung.since:
            self._step_down("ip", ip, ladder=ladder, steps=blame.failures)
