"""Planning: which periods to make around those that stay, and which rows they become."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from piggypulse_core.budgeting.model.boundaries import (
    Rhythm,
    is_boundary,
    latest_boundary,
    next_boundary,
)
from piggypulse_core.kernel.dates import LAST_DAY, ONE_DAY, Span

AHEAD_MAX = 36

Bridging = Literal["separate", "absorb"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A period to be made; it bridges when it begins or ends off the rhythm."""

    span: Span
    bridging: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """From which day on a rhythm is followed, and the periods to make."""

    resume_on: date
    cells: Sequence[Cell]


def plan(
    *,
    rhythm: Rhythm,
    kept: Sequence[Span],
    today: date,
    ahead: int,
    bridging: Bridging,
    until: date | None = None,
) -> Plan:
    """The periods to make so that today, a number of upcoming periods and `until` are covered.

    `kept` are disjoint, in any order. Nothing made shares a day with them; each step makes or
    passes one period, so the work is bounded by what is asked for and what is kept.
    """
    assert 0 <= ahead <= AHEAD_MAX, "callers bound what they ask for"
    resume = resume_date(rhythm=rhythm, kept=kept, today=today)
    walk = _Walk(rhythm=rhythm, kept=sorted(kept, key=lambda one: one.start))
    reach = today if until is None else max(today, until)
    cells = walk.cells(since=resume, until=reach, today=today, ahead=ahead, bridging=bridging)
    return Plan(resume_on=resume, cells=list(cells))


def resume_date(*, rhythm: Rhythm, kept: Sequence[Span], today: date) -> date:
    """The first day to plan: after the current period, or else the cell around today.

    The past is not filled in beyond that.
    """
    for span in kept:
        if today in span:
            return span.end + ONE_DAY
    latest = latest_boundary(rhythm=rhythm, until=today) or today
    return max([latest, *(span.end + ONE_DAY for span in kept if span.end < today)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """Along the days, over kept periods, given by start."""

    rhythm: Rhythm
    kept: Sequence[Span]

    def cells(
        self, *, since: date, until: date, today: date, ahead: int, bridging: Bridging
    ) -> Iterator[Cell]:
        known = {span.start: span for span in self.kept}
        day, upcoming = since, 0
        while day <= LAST_DAY and (day <= until or upcoming < ahead):
            span = known.get(day)
            if span is None:
                cell = self._cell(start=day, joined=bridging == "absorb" and day == since)
                if cell is None:
                    return
                yield cell
                span = cell.span
            upcoming += span.start > today
            day = span.end + ONE_DAY

    def _cell(self, *, start: date, joined: bool) -> Cell | None:
        """From a day to the next boundary or kept period; none where no end is known."""
        boundary = next_boundary(rhythm=self.rhythm, after=start)
        kept = self._kept_after(day=start)
        regular = is_boundary(rhythm=self.rhythm, day=start)
        if joined and not regular and boundary is not None:
            beyond = next_boundary(rhythm=self.rhythm, after=boundary)
            if beyond is not None and (kept is None or kept >= beyond):
                boundary = beyond
        ends = [day for day in (boundary, kept) if day is not None]
        if not ends:
            return None
        end = min(ends)
        return Cell(
            span=Span(start=start, end=end - ONE_DAY), bridging=not (regular and end == boundary)
        )

    def _kept_after(self, *, day: date) -> date | None:
        at = bisect_right(self.kept, day, key=lambda one: one.start)
        return self.kept[at].start if at < len(self.kept) else None
