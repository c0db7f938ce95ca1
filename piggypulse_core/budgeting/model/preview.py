"""Previews: a proposal, and what has been booked and said in the periods it touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piggypulse_core.budgeting.model.period import PeriodId
from piggypulse_core.budgeting.model.period_row import PeriodSums
from piggypulse_core.budgeting.model.proposal import PlanWarning, Proposal
from piggypulse_core.kernel.dates import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What lies in a period's days, and how many goals are set in it alone."""

    transactions: int
    overrides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A proposal with a touch for each period changed, taken away and made, in its order."""

    proposal: Proposal
    update: Sequence[Touch]
    remove: Sequence[Touch]
    create: Sequence[Touch]

    @property
    def warnings(self) -> Sequence[PlanWarning]:
        """What somebody may want to know before they agree."""
        lost = any(one.overrides > 0 for one in self.remove)
        return self.proposal.warnings(overrides_lost=lost)


def touched_spans(*, proposal: Proposal) -> Sequence[Span]:
    """The days to count transactions in: of periods as changed, taken away and made."""
    return [
        *(one.after.span for one in proposal.update),
        *(one.span for one in proposal.remove),
        *(one.cell.span for one in proposal.create),
    ]


def touched_periods(*, proposal: Proposal) -> Sequence[PeriodId]:
    """The periods to count goal overrides of."""
    return [*(one.before.id for one in proposal.update), *(one.id for one in proposal.remove)]


def preview(
    *, proposal: Proposal, overrides: Mapping[PeriodId, int], sums: Sequence[PeriodSums]
) -> Preview:
    """Put together what was counted, `sums` in the order of `touched_spans`."""
    counted = iter(sums)

    def touch(period: PeriodId | None) -> Touch:
        said = 0 if period is None else overrides.get(period, 0)
        return Touch(transactions=next(counted).transactions, overrides=said)

    return Preview(
        proposal=proposal,
        update=[touch(one.before.id) for one in proposal.update],
        remove=[touch(one.id) for one in proposal.remove],
        create=[touch(None) for _ in proposal.create],
    )
