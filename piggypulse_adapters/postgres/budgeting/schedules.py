"""Schedules in PostgreSQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, assert_never

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.budgeting.model.cadence import (
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
)
from piggypulse_core.budgeting.model.recurrence import Recurrence
from piggypulse_core.budgeting.model.schedule import Automatic, NoSchedule, Schedule
from piggypulse_core.budgeting.ports import ScheduleStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="schedules.sql")


class ScheduleRow(NamedTuple):
    """The columns of a schedule, in the order they are read."""

    id: Any
    revision: Any
    effective_on: Any
    cadence: Any
    cadence_interval: Any
    first_day: Any
    second_day: Any
    ordinal: Any
    weekday: Any
    anchor_on: Any
    said_method: Any
    said_day: Any
    said_length: Any
    said_unit: Any
    saturday_policy: Any
    sunday_policy: Any
    holiday_policy: Any
    holidays: Any
    region: Any
    region_holidays: Any
    bridging: Any
    ahead: Any
    name_pattern: Any


NOTHING = ScheduleRow(*[None] * len(ScheduleRow._fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresSchedules(ScheduleStore):
    """The schedules seen through one connection."""

    connection: Connection

    async def find(self, *, owner: UserId) -> Schedule | None:
        cursor = await self.connection.execute(SQL["find_schedule"], {"owner": owner}, binary=True)
        row = await cursor.fetchone()
        return None if row is None else _schedule(ScheduleRow(*row))

    async def save(self, *, owner: UserId, schedule: Schedule) -> None:
        row = _row(schedule)._asdict()
        await self.connection.execute(SQL["save_schedule"], {"owner": owner, **row})

    async def delete(self, *, owner: UserId) -> None:
        cursor = await self.connection.execute(SQL["delete_schedule"], {"owner": owner})
        if await cursor.fetchone() is None:
            raise NoSchedule

    async def settled_in(self, *, owner: UserId) -> bool:
        cursor = await self.connection.execute(SQL["is_onboarded"], {"owner": owner})
        row = await cursor.fetchone()
        return row is not None and bool(row[0])

    async def settle_in(self, *, owner: UserId, at: datetime) -> None:
        await self.connection.execute(SQL["complete_onboarding"], {"owner": owner, "at": at})

    async def automatic_owners(self, *, after: UserId | None, limit: int) -> Sequence[UserId]:
        cursor = await self.connection.execute(
            SQL["list_automatic_owners"], {"after": after, "limit": limit}, binary=True
        )
        return [UserId(row[0]) for row in await cursor.fetchall()]


def _schedule(row: ScheduleRow) -> Schedule:
    return Schedule(
        id=row.id,
        revision=row.revision,
        effective_on=row.effective_on,
        automatic=None if row.cadence is None else _automatic(row),
    )


def _automatic(row: ScheduleRow) -> Automatic:
    said = None
    if row.said_method is not None:
        said = Recurrence(
            method=row.said_method, day=row.said_day, length=row.said_length, unit=row.said_unit
        )
    return Automatic(
        cadence=_cadence(row),
        said=said,
        saturday=row.saturday_policy,
        sunday=row.sunday_policy,
        holiday=row.holiday_policy,
        holidays=frozenset(row.holidays),
        region=row.region,
        region_holidays=frozenset(row.region_holidays),
        bridging=row.bridging,
        ahead=row.ahead,
        name_pattern=row.name_pattern,
    )


def _cadence(row: ScheduleRow) -> Cadence:
    match row.cadence:
        case "everyDays":
            return EveryDays(interval=row.cadence_interval, anchor=row.anchor_on)
        case "everyWeeks":
            return EveryWeeks(interval=row.cadence_interval, anchor=row.anchor_on)
        case "everyMonths":
            return EveryMonths(
                interval=row.cadence_interval, day=row.first_day, anchor=row.anchor_on
            )
        case "semiMonthly":
            return SemiMonthly(first=row.first_day, second=row.second_day)
        case "nthWeekday":
            return NthWeekday(
                interval=row.cadence_interval,
                ordinal=row.ordinal,
                weekday=row.weekday,
                anchor=row.anchor_on,
            )
        case _:
            return NthBusinessDay(
                interval=row.cadence_interval, ordinal=row.ordinal, anchor=row.anchor_on
            )


def _row(schedule: Schedule) -> ScheduleRow:
    kept = NOTHING._replace(
        id=schedule.id, revision=schedule.revision, effective_on=schedule.effective_on
    )
    automatic = schedule.automatic
    if automatic is None:
        return kept
    said = automatic.said
    if said is not None:
        kept = kept._replace(
            said_method=said.method, said_day=said.day, said_length=said.length, said_unit=said.unit
        )
    return kept._replace(
        **_columns(automatic.cadence),
        saturday_policy=automatic.saturday,
        sunday_policy=automatic.sunday,
        holiday_policy=automatic.holiday,
        holidays=sorted(automatic.holidays),
        region=automatic.region,
        region_holidays=sorted(automatic.region_holidays),
        bridging=automatic.bridging,
        ahead=automatic.ahead,
        name_pattern=automatic.name_pattern,
    )


def _columns(cadence: Cadence) -> Mapping[str, object]:
    match cadence:
        case EveryDays():
            own: dict[str, object] = {"cadence": "everyDays"}
        case EveryWeeks():
            own = {"cadence": "everyWeeks"}
        case EveryMonths():
            own = {"cadence": "everyMonths", "first_day": cadence.day}
        case SemiMonthly():
            return {
                "cadence": "semiMonthly",
                "first_day": cadence.first,
                "second_day": cadence.second,
            }
        case NthWeekday():
            own = {
                "cadence": "nthWeekday",
                "ordinal": cadence.ordinal,
                "weekday": cadence.weekday,
            }
        case NthBusinessDay():
            own = {"cadence": "nthBusinessDay", "ordinal": cadence.ordinal}
        case _:
            assert_never(cadence)
    return {**own, "cadence_interval": cadence.interval, "anchor_on": cadence.anchor}
