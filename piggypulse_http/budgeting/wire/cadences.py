"""Cadences on the wire: a kind, and the members that kind has."""

from datetime import date
from typing import Annotated, assert_never

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.budgeting.model.cadence import (
    BUSINESS_ORDINAL_MAX,
    DAY_FROM_END_MAX,
    DAY_FROM_START_MAX,
    DAYS_INTERVAL_MAX,
    Cadence,
    EveryDays,
    EveryMonths,
    EveryWeeks,
    NthBusinessDay,
    NthWeekday,
    SemiMonthly,
    Weekday,
)
from piggypulse_core.budgeting.model.cadence_form import CadenceForm, CadenceKind
from piggypulse_http.edge.types import Day

Interval = Annotated[
    int,
    Meta(
        ge=1,
        le=DAYS_INTERVAL_MAX,
        description="At most 366 days, 52 weeks or 12 months, as the kind says.",
    ),
]
DayNumber = Annotated[
    int,
    Meta(
        ge=-DAY_FROM_END_MAX,
        le=DAY_FROM_START_MAX,
        description="1 to 31, clamped in shorter months, or -1 to -28 from the month's end.",
    ),
]
Ordinal = Annotated[
    int,
    Meta(
        ge=-BUSINESS_ORDINAL_MAX,
        le=BUSINESS_ORDINAL_MAX,
        description="Of weekdays 1 to 4 or -1, of business days 1 to 23 or -1 to -23.",
    ),
]
Anchor = Annotated[
    date,
    Meta(
        description="A day of the cadence, or in a month of it; needed for several months, else "
        "counting begins where planning does."
    ),
]


class CadenceIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A cadence as a person types it; members of other kinds are not looked at."""

    kind: CadenceKind
    interval: Interval | UnsetType | None = UNSET
    day: DayNumber | UnsetType | None = UNSET
    days: Annotated[list[DayNumber], Meta(min_length=2, max_length=2)] | UnsetType | None = UNSET
    ordinal: Ordinal | UnsetType | None = UNSET
    weekday: Weekday | UnsetType | None = UNSET
    anchor_date: Anchor | UnsetType | None = UNSET


class CadenceOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A cadence, with the members of its kind."""

    kind: CadenceKind
    interval: int | UnsetType = UNSET
    day: int | UnsetType = UNSET
    days: list[int] | UnsetType = UNSET
    ordinal: int | UnsetType = UNSET
    weekday: Weekday | UnsetType = UNSET
    anchor_date: Day | UnsetType = UNSET


def cadence_form(body: CadenceIn, /) -> CadenceForm:
    """A body as the form that rules judge."""
    return CadenceForm(
        kind=body.kind,
        interval=body.interval or None,
        day=None if body.day is UNSET else body.day,
        days=body.days or None,
        ordinal=None if body.ordinal is UNSET else body.ordinal,
        weekday=body.weekday or None,
        anchor=body.anchor_date or None,
    )


def cadence_out(cadence: Cadence, /) -> CadenceOut:
    """A cadence's reply."""
    match cadence:
        case EveryDays():
            return CadenceOut(
                kind="everyDays", interval=cadence.interval, anchor_date=cadence.anchor
            )
        case EveryWeeks():
            return CadenceOut(
                kind="everyWeeks", interval=cadence.interval, anchor_date=cadence.anchor
            )
        case EveryMonths():
            return CadenceOut(
                kind="everyMonths",
                interval=cadence.interval,
                day=cadence.day,
                anchor_date=cadence.anchor,
            )
        case SemiMonthly():
            return CadenceOut(kind="semiMonthly", days=[cadence.first, cadence.second])
        case NthWeekday():
            return CadenceOut(
                kind="nthWeekday",
                interval=cadence.interval,
                ordinal=cadence.ordinal,
                weekday=cadence.weekday,
                anchor_date=cadence.anchor,
            )
        case NthBusinessDay():
            return CadenceOut(
                kind="nthBusinessDay",
                interval=cadence.interval,
                ordinal=cadence.ordinal,
                anchor_date=cadence.anchor,
            )
        case _:
            assert_never(cadence)
