"""Asking for every figure at once, refusals included."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.insights.model.dashboard import PARTS, Dashboard
from piggypulse_core.insights.model.vendor_detail import VendorDetail
from piggypulse_core.insights.usecases.accounts import (
    ListAccountSummaries,
    ListBalanceHistories,
    ReadAccountDetails,
    ReadBalanceHistory,
)
from piggypulse_core.insights.usecases.categories import (
    ReadCategoryDetail,
    ReadCategoryOverview,
    ReadCategoryTrend,
)
from piggypulse_core.insights.usecases.dashboard import (
    ReadCurrentPeriod,
    ReadDashboard,
    ReadNetPosition,
)
from piggypulse_core.insights.usecases.dashboard_lists import (
    ListTopVendors,
    ReadBudgetedCategories,
    ReadPeriodCharges,
    ReadUncategorized,
)
from piggypulse_core.insights.usecases.dashboard_series import (
    ReadCashFlow,
    ReadNetPositionHistory,
    ReadSpendingHistory,
    ReadSpendingTrend,
)
from piggypulse_core.insights.usecases.stability import ReadStability
from piggypulse_core.insights.usecases.transactions import ReadTransactionStats
from piggypulse_core.insights.usecases.vendors import ReadVendorDetail, ReadVendorStats
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import PageRequest
from piggypulse_core.kernel.refusal import Refusal
from tests.support.worked_example import NOON
from tests.support.works import AnyWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Whose figures are asked for, and where they are kept."""

    work: AnyWork
    owner: UserId


async def figures(book: Book, /, *, period: UUID | None, today: date) -> dict[str, object]:
    """The answer of every reading, by name; a refusal is an answer too."""
    sums = await _sums(book, period=period, today=today)
    return {**sums, **await _dashboard_lists(book, period=period, today=today)}


async def _dashboard_lists(book: Book, /, *, period: UUID | None, today: date) -> dict[str, object]:
    clock = FixedClock(datetime.combine(today, NOON.timetz()))
    work, owner = book.work, book.owner
    vendors = ListTopVendors(work=work, clock=clock)
    categories = ReadBudgetedCategories(work=work, clock=clock)
    return {
        "top vendors": await _answer(lambda: vendors(owner=owner, period=period, limit=50)),
        "uncategorized": await _answer(
            lambda: ReadUncategorized(work=work, clock=clock)(owner=owner, period=period)
        ),
        "fixed categories": await _answer(
            lambda: categories(owner=owner, period=period, behavior="fixed")
        ),
        "variable categories": await _answer(
            lambda: categories(owner=owner, period=period, behavior="variable")
        ),
        "charges": await _answer(
            lambda: ReadPeriodCharges(work=work, clock=clock)(owner=owner, period=period)
        ),
    }


async def _sums(book: Book, /, *, period: UUID | None, today: date) -> dict[str, object]:
    clock = FixedClock(datetime.combine(today, NOON.timetz()))
    work, owner = book.work, book.owner
    summaries = ListAccountSummaries(work=work, clock=clock)
    return {
        "dashboard": await _answer(
            lambda: ReadDashboard(work=work, clock=clock)(owner=owner, period=period, parts=PARTS)
        ),
        "current period": await _answer(
            lambda: ReadCurrentPeriod(work=work, clock=clock)(owner=owner, period=period)
        ),
        "stability": await _answer(
            lambda: ReadStability(work=work, clock=clock)(owner=owner, period=period)
        ),
        "net position": await _answer(
            lambda: ReadNetPosition(work=work, clock=clock)(owner=owner, period=period)
        ),
        "spending history": await _answer(
            lambda: ReadSpendingHistory(work=work, clock=clock)(owner=owner, period=period)
        ),
        "net position history": await _answer(
            lambda: ReadNetPositionHistory(work=work, clock=clock)(owner=owner, period=period)
        ),
        "cash flow": await _answer(
            lambda: ReadCashFlow(work=work, clock=clock)(owner=owner, period=period)
        ),
        "spending trend": await _answer(
            lambda: ReadSpendingTrend(work=work, clock=clock)(owner=owner, period=period, limit=3)
        ),
        "transaction stats": await _answer(
            lambda: ReadTransactionStats(work=work, clock=clock)(owner=owner, period=period)
        ),
        "account summaries": await _answer(
            lambda: summaries(
                owner=owner, period=period, status="all", request=PageRequest(limit=3)
            )
        ),
        "vendor stats": await _answer(
            lambda: ReadVendorStats(work=work, clock=clock)(owner=owner, period=period)
        ),
        "vendor details": await _answer(lambda: _vendor_details(book, period=period, clock=clock)),
        "archived accounts": await _answer(
            lambda: summaries(owner=owner, period=period, status="inactive", request=PageRequest())
        ),
        "balance histories": await _answer(
            lambda: ListBalanceHistories(work=work, clock=clock)(
                owner=owner, period=period, status="active"
            )
        ),
        "overview": await _answer(
            lambda: ReadCategoryOverview(work=work, clock=clock)(owner=owner, period=period)
        ),
    }


async def parts_alone(book: Book, /, *, period: UUID | None, today: date) -> Dashboard:
    """A dashboard put together out of what its parts' own operations answer by default."""
    clock = FixedClock(datetime.combine(today, NOON.timetz()))
    work, owner = book.work, book.owner
    asked: Any = {"owner": owner, "period": period}
    return Dashboard(
        current_period=await ReadCurrentPeriod(work=work, clock=clock)(**asked),
        current_period_history=await ReadSpendingHistory(work=work, clock=clock)(**asked),
        net_position=await ReadNetPosition(work=work, clock=clock)(**asked),
        net_position_history=await ReadNetPositionHistory(work=work, clock=clock)(**asked),
        budget_stability=await ReadStability(work=work, clock=clock)(**asked),
        cash_flow=await ReadCashFlow(work=work, clock=clock)(**asked),
        spending_trend=await ReadSpendingTrend(work=work, clock=clock)(**asked, limit=12),
        top_vendors=await ListTopVendors(work=work, clock=clock)(**asked, limit=10),
        fixed_categories=await ReadBudgetedCategories(work=work, clock=clock)(
            **asked, behavior="fixed"
        ),
        variable_categories=await ReadBudgetedCategories(work=work, clock=clock)(
            **asked, behavior="variable"
        ),
        subscriptions=await ReadPeriodCharges(work=work, clock=clock)(**asked),
        uncategorized=await ReadUncategorized(work=work, clock=clock)(**asked),
        accounts=await ListAccountSummaries(work=work, clock=clock)(
            **asked, status="all", request=PageRequest()
        ),
        balance_history=await ListBalanceHistories(work=work, clock=clock)(
            **asked, status="active"
        ),
    )


async def _vendor_details(
    book: Book, *, period: UUID | None, clock: FixedClock
) -> list[VendorDetail]:
    read = ReadVendorDetail(work=book.work, clock=clock)
    async with book.work.reading() as unit:
        vendors = await unit.vendors.options(owner=book.owner)
    return [await read(owner=book.owner, vendor=one.id, period=period) for one in vendors]


async def pages(book: Book, /, *, period: UUID | None, today: date) -> dict[str, object]:
    """The page of every account and every category."""
    clock = FixedClock(datetime.combine(today, NOON.timetz()))
    work, owner = book.work, book.owner
    async with work.reading() as unit:
        accounts = await unit.accounts.every(owner=owner)
        categories = await unit.categories.every(owner=owner)
    details = ReadAccountDetails(work=work, clock=clock)
    history = ReadBalanceHistory(work=work, clock=clock)
    detail = ReadCategoryDetail(work=work, clock=clock)
    trend = ReadCategoryTrend(work=work, clock=clock)
    found: dict[str, object] = {}
    for account in accounts:
        asked = partial(details, owner=owner, account=account.id, period=period)
        found[f"details of {account.name}"] = await _answer(asked)
        asked_days = partial(history, owner=owner, account=account.id, period=period)
        found[f"history of {account.name}"] = await _answer(asked_days)
    for category in categories:
        asked_page = partial(detail, owner=owner, category=category.id, period=period)
        found[f"detail of {category.name}"] = await _answer(asked_page)
        asked_trend = partial(trend, owner=owner, category=category.id, limit=2)
        found[f"trend of {category.name}"] = await _answer(asked_trend)
    return found


async def _answer(ask: Callable[[], Awaitable[object]]) -> object:
    try:
        return await ask()
    except Refusal as refusal:
        return type(refusal)
