"""What people can ask about the figures of their accounts."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from piggypulse_core.insights.model.account_activity import NO_ACTIVITY
from piggypulse_core.insights.model.account_days import BalanceHistory, balance_history
from piggypulse_core.insights.model.account_details import (
    AccountDetails,
    DetailDays,
    account_details,
    closings,
    cycle_so_far,
)
from piggypulse_core.insights.model.account_summary import AccountSummary
from piggypulse_core.insights.model.marks import Marks, marks
from piggypulse_core.insights.ports import InsightsUnit
from piggypulse_core.insights.readings.accounts import (
    read_account_summaries,
    read_balance_histories,
)
from piggypulse_core.insights.readings.outlooks import look
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.kernel.work import Work
from piggypulse_core.ledger.model.account import AccountId
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
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_account_summaries(
                unit=unit, outlook=outlook, status=status, request=request
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBalanceHistories:
    """Show the balances of accounts, newest first, on the days a period so far moved them."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, period: UUID | None, status: StatusFilter
    ) -> Sequence[BalanceHistory]:
        async with self.work.snapshot() as unit:
            outlook = await look(unit=unit, owner=owner, period=period, now=self.clock.now())
            return await read_balance_histories(unit=unit, outlook=outlook, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBalanceHistory:
    """Show an account's balances on the days a period so far moved it."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, account: AccountId, period: UUID | None
    ) -> BalanceHistory:
        async with self.work.snapshot() as unit:
            await unit.accounts.get(owner=owner, account=account)
            days = await _marks(unit=unit, owner=owner, period=period, clock=self.clock)
            (moved,) = await unit.account_figures.days(
                owner=owner, account=account, status="all", after=days.eve, until=days.cut
            )
        return balance_history(moved=moved)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAccountDetails:
    """Show one account's flows of a period so far, its newest bookings, and how steady it was."""

    work: Work[InsightsUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, account: AccountId, period: UUID | None
    ) -> AccountDetails:
        async with self.work.snapshot() as unit:
            found = await unit.accounts.get(owner=owner, account=account)
            shown = await _marks(unit=unit, owner=owner, period=period, clock=self.clock)
            every = await unit.periods.in_order(owner=owner)
            days = DetailDays(marks=shown, closings=closings(periods=every, marks=shown))
            figures, so_far = unit.account_figures, days.so_far
            cycle = cycle_so_far(account=found, today=shown.today)
            (moved,) = await figures.days(
                owner=owner, account=account, status="all", after=days.after, until=days.until
            )
            return account_details(
                moved=moved,
                activity=(
                    NO_ACTIVITY
                    if so_far is None
                    else await figures.activity(owner=owner, account=account, span=so_far)
                ),
                spent_this_cycle_minor=(
                    0
                    if cycle is None
                    else await figures.purchases(owner=owner, account=account, span=cycle)
                ),
                days=days,
            )


async def _marks(*, unit: InsightsUnit, owner: UserId, period: UUID | None, clock: Clock) -> Marks:
    profile = await unit.profiles.get(owner=owner)
    today = profile.today(now=clock.now())
    span = await unit.windows.window(owner=owner, period=period, today=today)
    return marks(span=span, today=today)
