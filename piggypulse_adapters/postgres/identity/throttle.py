"""Counted attempts in PostgreSQL, each by one conditional statement."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
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
from piggypulse_core.kernel.clock import CLOCKS_APART
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="throttle.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresThrottle(ThrottleStore):
    """The counts seen through one connection; an address is always locked before an IP."""

    connection: Connection

    async def reserve(
        self, *, address: bytes, ip: bytes | None, ladder: Ladder, at: datetime
    ) -> Attempt:
        counted = await self._climb("address", address, ladder=ladder, at=at)
        if ip is None:
            return Attempt(at=at, address=counted, ip=None)
        there = await self._climb("ip", ip, ladder=ladder, at=at)
        await self.connection.execute(
            SQL["blame"], {"address": address, "ip": ip, "since": there.since, "at": at}
        )
        return Attempt(at=at, address=counted, ip=there)

    async def withdraw(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        keys: list[tuple[RungKind, bytes]] = [("address", address)]
        if ip is not None:
            keys.append(("ip", ip))
        for kind, key in keys:
            await self.connection.execute(
                SQL["step_down"], {"kind": kind, "key": key, "waits": list(ladder.waits)}
            )
        await self.connection.execute(SQL["unblame"], {"address": address, "ip": ip})

    async def forgive(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        await self._clear(address)
        if ip is not None:
            await self._acquit(address, ip, ladder=ladder)

    async def clear(self, *, address: bytes, ladder: Ladder) -> None:
        await self._clear(address)
        await self._acquit(address, None, ladder=ladder)

    async def find(self, *, address: bytes) -> Rung | None:
        return await self._standing("address", address)

    async def count_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> bool:
        allowance = ALLOWANCES[kind]
        given = {
            "owner": owner,
            "kind": kind,
            "at": at,
            "ahead": at + CLOCKS_APART,
            "kept_for": allowance.kept_for,
            "stretches": list(allowance.limits),
            "limits": list(allowance.limits.values()),
        }
        cursor = await self.connection.execute(SQL["count_wrong"], given)
        row = await cursor.fetchone()
        if row is not None:
            return allowance.free_at(tuple(row[0]), at=at) > at
        cursor = await self.connection.execute(SQL["list_wrong"], {"owner": owner, "kind": kind})
        row = await cursor.fetchone()
        before = () if row is None else tuple(row[0])
        raise too_soon(until=allowance.free_at(before, at=at), at=at)

    async def forget_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> None:
        await self.connection.execute(SQL["forget_wrong"], {"owner": owner, "kind": kind, "at": at})

    async def purge(self, *, before: datetime) -> None:
        await self.connection.execute(SQL["purge_throttle"], {"before": before})

    async def _climb(self, kind: RungKind, key: bytes, *, ladder: Ladder, at: datetime) -> Rung:
        cursor = await self.connection.execute(
            SQL["climb"],
            {
                "kind": kind,
                "key": key,
                "at": at,
                "ahead": at + CLOCKS_APART,
                "forgotten": at - ladder.forgotten_after,
                "restart": ladder.restart,
                "waits": list(ladder.waits),
            },
        )
        row = await cursor.fetchone()
        if row is not None:
            return _rung(row)
        rung = await self._standing(kind, key)
        if rung is None:
            rung = Rung(failures=0, since=at, failed_at=at, free_at=at)
        raise turned_away(kind=kind, rung=rung, ladder=ladder, at=at)

    async def _standing(self, kind: RungKind, key: bytes) -> Rung | None:
        cursor = await self.connection.execute(SQL["find_rung"], {"kind": kind, "key": key})
        row = await cursor.fetchone()
        return None if row is None else _rung(row)

    async def _clear(self, address: bytes) -> None:
        await self.connection.execute(SQL["clear_address"], {"address": address})

    async def _acquit(self, address: bytes, ip: bytes | None, *, ladder: Ladder) -> None:
        await self.connection.execute(
            SQL["acquit"], {"address": address, "ip": ip, "waits": list(ladder.waits)}
        )


def _rung(row: tuple[int, datetime, datetime, datetime]) -> Rung:
    return Rung(failures=row[0], since=row[1], failed_at=row[2], free_at=row[3])
