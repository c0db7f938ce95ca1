"""Boundaries: the days periods of a rhythm begin on. They are a set, so their order cannot turn."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from piggypulse_core.budgeting.model.cadence import Cadence
from piggypulse_core.budgeting.model.nominal import nominal
from piggypulse_core.budgeting.model.rolling import SHIFT_DAYS_MAX, DayRules
from piggypulse_core.kernel.dates import FIRST_DAY, LAST_DAY, ONE_DAY

MARGIN = timedelta(days=SHIFT_DAYS_MAX + 4)
STRIDE = timedelta(days=16)
"""How far to look for the next boundary at first; each look that finds none goes twice as far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When periods begin: the days a cadence means, each moved as the rules say."""

    cadence: Cadence
    rules: DayRules = field(default_factory=DayRules)


def starts(*, rhythm: Rhythm, first: date, last: date) -> list[date]:
    """The boundaries from first to last, in order, whatever the stretch asked for.

    Days outside 1900-01-01 to 2199-12-31 have none. The work grows with the stretch.
    """
    first, last = max(first, FIRST_DAY), min(last, LAST_DAY)
    meant = nominal(
        cadence=rhythm.cadence, rules=rhythm.rules, first=first - MARGIN, last=last + MARGIN
    )
    rolled = {rhythm.rules.roll(day=day) for day in meant}
    return sorted(day for day in rolled if first <= day <= last)


def is_boundary(*, rhythm: Rhythm, day: date) -> bool:
    """Whether a period of the rhythm begins on a day."""
    return bool(starts(rhythm=rhythm, first=day, last=day))


def next_boundary(*, rhythm: Rhythm, after: date) -> date | None:
    """The first boundary after a day, if the days we keep have one."""
    stride = STRIDE
    while after < LAST_DAY:
        until = after + min(stride, LAST_DAY - after)
        found = starts(rhythm=rhythm, first=after + ONE_DAY, last=until)
        if found:
            return found[0]
        after, stride = until, 2 * stride
    return None


def latest_boundary(*, rhythm: Rhythm, until: date) -> date | None:
    """The last boundary on or before a day, if the days we keep have one."""
    stride = STRIDE
    while until >= FIRST_DAY:
        since = until - min(stride, until - FIRST_DAY)
        found = starts(rhythm=rhythm, first=since, last=until)
        if found:
            return found[-1]
        until, stride = since - ONE_DAY, 2 * stride
    return None


def merged_in(*, rhythm: Rhythm, first: date, last: date) -> bool:
    """Whether two nominal dates became one boundary from first to last."""
    meant = list(
        nominal(
            cadence=rhythm.cadence, rules=rhythm.rules, first=first - MARGIN, last=last + MARGIN
        )
    )
    rolled = [rhythm.rules.roll(day=day) for day in meant]
    inside = [day for day in rolled if first <= day <= last]
    return len(inside) > len(set(inside))
