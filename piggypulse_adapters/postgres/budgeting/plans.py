"""Many periods changed at once, in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.refusals import translated
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.proposal import PeriodChanges
from piggypulse_core.budgeting.ports import PlanStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="plans.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresPlans(PlanStore):
    """The periods seen through one connection, many at a time."""

    connection: Connection

    async def apply(self, *, owner: UserId, changes: PeriodChanges) -> None:
        if changes.remove:
            await self._change("delete_periods", owner=owner, periods=changes.remove)
        if changes.update:
            rewritten = [one.id for one in changes.update]
            await self._change("free_names", owner=owner, periods=rewritten)
            await self._write("rewrite_periods", owner=owner, periods=changes.update)
        if changes.add:
            await self._write("add_periods", owner=owner, periods=changes.add)

    async def overrides(
        self, *, owner: UserId, periods: Sequence[PeriodId]
    ) -> Mapping[PeriodId, int]:
        cursor = await self.connection.execute(
            SQL["count_overrides"], {"owner": owner, "periods": list(periods)}
        )
        return {PeriodId(row[0]): row[1] for row in await cursor.fetchall()}

    async def _change(self, statement: str, *, owner: UserId, periods: Sequence[PeriodId]) -> None:
        await self.connection.execute(SQL[statement], {"owner": owner, "periods": list(periods)})

    async def _write(self, statement: str, *, owner: UserId, periods: Sequence[Period]) -> None:
        durations = [one.duration for one in periods]
        columns = {
            "ids": [one.id for one in periods],
            "names": [one.name for one in periods],
            "name_keys": [one.name_key for one in periods],
            "starts": [one.start for one in periods],
            "ends": [one.end for one in periods],
            "duration_units": [None if one is None else one.units for one in durations],
            "duration_unit": [None if one is None else one.unit for one in durations],
            "origins": [one.origin for one in periods],
            "bridgings": [one.bridging for one in periods],
        }
        with translated():
            await self.connection.execute(SQL[statement], {"owner": owner, **columns})
