"""Periods on the wire."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.budgeting.model.new_period import (
    DURATION_UNITS_MAX,
    END_FIELD,
    PeriodForm,
)
from piggypulse_core.budgeting.model.period import Duration, PeriodKind
from piggypulse_core.budgeting.model.period_row import PeriodRow
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.paging import Page
from piggypulse_core.kernel.refusal import InvalidInput, invalid
from piggypulse_http.edge.types import Day, Name, Text

_CIVIL_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

DurationUnits = Annotated[int, Meta(ge=1, le=DURATION_UNITS_MAX)]
DurationUnit = Literal["days", "weeks", "months"]
PeriodTypeText = Annotated[
    Text,
    Meta(
        description="`duration` or `manualEndDate`; for any other text, whichever of the two "
        "members is given decides."
    ),
]
DayText = Annotated[
    Text, Meta(description="A civil date, 1900-01-01 to 2199-12-31; empty counts as absent.")
]


class DurationIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """How long a period lasts."""

    duration_units: DurationUnits
    duration_unit: DurationUnit


class PeriodIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period as a person types it."""

    name: Name
    start_date: Day
    period_type: PeriodTypeText
    duration: DurationIn | Literal[""] | UnsetType | None = UNSET
    manual_end_date: DayText | UnsetType | None = UNSET
    replace_generated: (
        Annotated[
            bool, Meta(description="Whether upcoming automatic periods make room; false if absent.")
        ]
        | UnsetType
        | None
    ) = UNSET


class DurationOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How long a period lasts."""

    duration_units: int
    duration_unit: DurationUnit


class PeriodOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A period and its figures; it carries `duration` or `manualEndDate`, as its type says."""

    id: UUID
    name: str
    start_date: date
    end_date: date
    period_type: Literal["duration", "manualEndDate"]
    duration: DurationOut | UnsetType = UNSET
    manual_end_date: date | UnsetType = UNSET
    length: int
    remaining_days: int | None
    status: Literal["active", "upcoming", "past"]
    number_of_transactions: int
    total_spent: int
    total_budgeted: int
    percentage_of_target_used: int | None
    origin: Literal["manual", "automatic"]
    bridging: bool


class PeriodPageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A page of periods: the current one, upcoming by start, past from the latest."""

    data: list[PeriodOut]
    total_count: int
    has_more: bool
    next_cursor: UUID | None


class PeriodGapOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Days between two periods that belong to none, both ends included."""

    start_date: date
    end_date: date


def period_form(body: PeriodIn, /) -> PeriodForm:
    """A body as the form that rules judge; null and the empty text count as absent."""
    duration = body.duration if isinstance(body.duration, DurationIn) else None
    return PeriodForm(
        name=body.name,
        start=body.start_date,
        kind=_kind_from(body.period_type),
        duration=None
        if duration is None
        else Duration(units=duration.duration_units, unit=duration.duration_unit),
        end=_day_from(body.manual_end_date or None) if body.manual_end_date is not UNSET else None,
        replaces_generated=body.replace_generated is True,
    )


def period_out(row: PeriodRow, /) -> PeriodOut:
    """A period's reply."""
    period, sums = row.period, row.sums
    duration = period.duration
    return PeriodOut(
        id=period.id,
        name=period.name,
        start_date=period.start,
        end_date=period.end,
        period_type=period.kind,
        duration=UNSET
        if duration is None
        else DurationOut(duration_units=duration.units, duration_unit=duration.unit),
        manual_end_date=period.end if duration is None else UNSET,
        length=period.length,
        remaining_days=row.remaining,
        status=row.status,
        number_of_transactions=sums.transactions,
        total_spent=sums.spent_minor,
        total_budgeted=row.budgeted_minor,
        percentage_of_target_used=row.percent_used,
        origin=period.origin,
        bridging=period.bridging,
    )


def period_page_out(page: Page[PeriodRow], /) -> PeriodPageOut:
    """A page's reply."""
    return PeriodPageOut(
        data=[period_out(row) for row in page.rows],
        total_count=page.total,
        has_more=page.has_more,
        next_cursor=page.next_cursor,
    )


def gaps_out(spans: Sequence[Span], /) -> list[PeriodGapOut]:
    """The reply to a question for gaps."""
    return [PeriodGapOut(start_date=span.start, end_date=span.end) for span in spans]


def _kind_from(text: str) -> PeriodKind | None:
    """The kind a literal names in either letter case; clients also send names of their forms."""
    match text:
        case "duration" | "Duration":
            return "duration"
        case "manualEndDate" | "ManualEndDate":
            return "manualEndDate"
        case _:
            return None


def _day_from(text: str | None) -> date | None:
    if text is None:
        return None
    if not _CIVIL_DATE.fullmatch(text):
        raise _no_day()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _no_day() from None


def _no_day() -> InvalidInput:
    return invalid(field=END_FIELD, code="bad_format", message="Must be a date: YYYY-MM-DD.")
