"""What people can ask about the figures of their accounts."""

from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.account_summary import AccountSummary, account_summary
from piggypulse_core.insights.model.marks import marks
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.status import StatusFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAccountSummaries:
    """List accounts, newest first, each with its figures in its own currency up to today."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, period: UUID | None, status: StatusFilter, request: PageRequest
    ) -> Page[AccountSummary]:
        async with self.work.snapshot() as unit:
            profile = await unit.profiles.get(owner=owner)
            today = profile.today(now=self.clock.now())
            span = await unit.windows.window(owner=owner, period=period, today=today)
            page = await unit.insights.account_summaries(
                owner=owner, marks=marks(span=span, today=today), status=status, request=request
            )
        return Page(
            rows=[account_summary(levels=row, today=today) for row in page.rows],
            total=page.total,
            has_more=page.has_more,
        )
