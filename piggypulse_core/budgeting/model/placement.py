"""Where a period goes among the others: it shares no day and no name, or others make room."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from piggypulse_core.budgeting.model.new_period import PeriodForm, new_period
from piggypulse_core.budgeting.model.period import Period, PeriodNameTaken, overlap_with
from piggypulse_core.budgeting.model.proposal import PeriodChanges, propose_room
from piggypulse_core.budgeting.model.schedule import Automatic
from piggypulse_core.kernel.ids import Ids


def edited_period(*, period: Period, form: PeriodForm) -> Period:
    """A period as filled in anew, manual from then on; raises what a new one does.

    A form that says nothing of the end keeps the rule: a duration runs from the new start, a last
    day stays.
    """
    silent = form.kind is None and form.duration is None and form.end is None
    if silent and period.duration is not None:
        form = replace(form, duration=period.duration)
    elif silent:
        form = replace(form, end=period.end)
    return new_period(id=period.id, form=form)


def check_place(*, period: Period, others: Sequence[Period]) -> None:
    """Raise PeriodOverlap naming the first other in the way, or PeriodNameTaken."""
    for other in sorted(others, key=lambda one: one.start):
        if other.span.overlaps(period.span):
            raise overlap_with(other=other)
    if any(other.name_key == period.name_key for other in others):
        raise PeriodNameTaken


def make_room(
    *,
    period: Period,
    others: Sequence[Period],
    automatic: Automatic | None,
    today: date,
    ids: Ids,
) -> PeriodChanges:
    """What becomes of upcoming automatic periods that a period touches, all else staying.

    They go, and under an automatic schedule the line is planned again around the period. Raises
    PeriodOverlap and PeriodNameTaken where something else is in the way.
    """
    touched = [
        other
        for other in others
        if other.origin == "automatic" and other.start > today and other.span.overlaps(period.span)
    ]
    gone = {other.id for other in touched}
    rest = [other for other in others if other.id not in gone]
    check_place(period=period, others=rest)
    if automatic is None:
        return PeriodChanges(remove=[other.id for other in touched])
    kept = [*rest, period]
    proposal = propose_room(automatic=automatic, kept=kept, candidates=touched, today=today)
    return proposal.changes(ids=ids)
