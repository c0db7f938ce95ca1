"""Periods in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.pages import page_from
from piggypulse_adapters.postgres.refusals import translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.period import (
    Duration,
    NoCurrentPeriod,
    Period,
    PeriodId,
    PeriodNotFound,
    overlap_with,
)
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.budgeting.ports import PeriodStore
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.ports import Windows

SQL = load(package=__package__, file="periods.sql")


def period_from(row: tuple[Any, ...]) -> Period:
    """A period out of the first eight columns."""
    return Period(
        id=row[0],
        name=row[1],
        start=row[2],
        end=row[3],
        duration=None if row[4] is None else Duration(units=row[4], unit=row[5]),
        origin=row[6],
        bridging=row[7],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresPeriods(PeriodStore, Windows):
    """The periods seen through one connection."""

    connection: Connection

    async def hold(self, *, owner: UserId) -> None:
        """Nobody else writes to periods or goals of this owner until the transaction ends."""
        await self.connection.execute(SQL["hold_budget"], {"owner": owner})

    async def add(self, *, owner: UserId, period: Period) -> None:
        await self.hold(owner=owner)
        days = {"owner": owner, "start_on": period.start, "end_on": period.end}
        other = await self._one("find_overlap", days)
        if other is not None:
            raise overlap_with(other=other)
        row = {
            **days,
            "id": period.id,
            "name": period.name,
            "name_key": period.name_key,
            "duration_units": None if period.duration is None else period.duration.units,
            "duration_unit": None if period.duration is None else period.duration.unit,
            "origin": period.origin,
            "bridging": period.bridging,
        }
        with translated():
            await self.connection.execute(SQL["add_period"], row)

    async def delete(self, *, owner: UserId, period: PeriodId) -> None:
        await self.hold(owner=owner)
        cursor = await self.connection.execute(
            SQL["delete_period"], {"owner": owner, "period": period}
        )
        if await cursor.fetchone() is None:
            raise PeriodNotFound

    async def get(self, *, owner: UserId, period: PeriodId) -> Period:
        found = await self._one("get_period", {"owner": owner, "period": period})
        if found is None:
            raise PeriodNotFound
        return found

    async def current(self, *, owner: UserId, today: date) -> Period:
        found = await self.containing(owner=owner, day=today)
        if found is None:
            raise NoCurrentPeriod
        return found

    async def containing(self, *, owner: UserId, day: date) -> Period | None:
        return await self._one("period_containing", {"owner": owner, "day": day})

    async def previous(self, *, owner: UserId, before: date) -> Period | None:
        return await self._one("previous_period", {"owner": owner, "before": before})

    async def in_order(self, *, owner: UserId) -> Sequence[Period]:
        cursor = await self.connection.execute(
            SQL["periods_in_order"], {"owner": owner}, binary=True
        )
        return [period_from(row) for row in await cursor.fetchall()]

    async def page(
        self, *, owner: UserId, only: PeriodFilter, today: date, request: PageRequest
    ) -> Page[Period]:
        wanted = {
            "owner": owner,
            "status": only.status,
            "since": only.since,
            "until": only.until,
            "today": today,
            "cursor": request.cursor,
            "limit": request.limit,
        }
        cursor = await self.connection.execute(SQL["list_periods"], wanted, binary=True)
        return page_from(rows=await cursor.fetchall(), request=request, build=period_from)

    async def window(self, *, owner: UserId, period: UUID | None, today: date) -> Span:
        if period is None:
            return (await self.current(owner=owner, today=today)).span
        return (await self.get(owner=owner, period=PeriodId(period))).span

    async def _one(self, statement: str, wanted: Mapping[str, object]) -> Period | None:
        cursor = await self.connection.execute(SQL[statement], wanted, binary=True)
        row = await cursor.fetchone()
        return None if row is None else period_from(row)
