"""Drafts: a schedule as it would be saved, beside the one there is and the periods it meets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from piggypulse_core.budgeting.model.period import Period
from piggypulse_core.budgeting.model.proposal import Proposal, propose_change
from piggypulse_core.budgeting.model.schedule import Automatic, PlanChanged, Schedule, ScheduleId
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm, new_automatic
from piggypulse_core.kernel.dates import ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A schedule that is not saved yet; without an automatic part, periods are made by hand."""

    known: Schedule | None
    automatic: Automatic | None
    periods: Sequence[Period]
    today: date

    @property
    def is_as_known(self) -> bool:
        """Whether the schedule there is asks for the same."""
        if self.known is None:
            return False
        there = self.known.automatic
        if there is None or self.automatic is None:
            return there is self.automatic
        return there.asked == self.automatic.asked

    @property
    def stands_against_another(self) -> bool:
        """Whether there is an automatic schedule that asks for something else."""
        return self.known is not None and self.known.automatic is not None and not self.is_as_known

    def proposal(self, *, ahead: int | None = None) -> Proposal:
        """What saving it does to periods, with another number of them ahead if one is given."""
        return propose_change(
            automatic=self.automatic, periods=self.periods, today=self.today, ahead=ahead
        )

    def schedule(self, *, proposal: Proposal, new_id: ScheduleId) -> Schedule:
        """What is kept; a first schedule has revision 1."""
        return Schedule(
            id=new_id if self.known is None else self.known.id,
            revision=1 if self.known is None else self.known.revision + 1,
            effective_on=proposal.resume_on,
            automatic=self.automatic,
        )


def draft(
    *,
    form: ScheduleForm | None,
    known: Schedule | None,
    periods: Sequence[Period],
    today: date,
    region_holidays: frozenset[date],
) -> Draft:
    """The draft of a form, or of a schedule by hand without one; raises what the form does."""
    automatic = None
    if form is not None:
        ends = [one.end for one in periods if one.start <= today <= one.end]
        automatic = new_automatic(
            form=form,
            known=None if known is None else known.automatic,
            region_holidays=region_holidays,
            today=today,
            resume_on=ends[0] + ONE_DAY if ends else None,
        )
    return Draft(known=known, automatic=automatic, periods=periods, today=today)


def check_expected(*, proposal: Proposal, expected: str | None) -> None:
    """Raise PlanChanged if somebody agreed to another plan."""
    if expected is not None and expected != proposal.fingerprint:
        raise PlanChanged
