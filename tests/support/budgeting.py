"""One person's periods and goals over any back end, driven through the use cases alone."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.budgeting.model.goal import GoalId
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.period import Duration, Period, PeriodId
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.budgeting.model.period_row import PeriodRow
from piggypulse_core.budgeting.model.target import Target, Targets
from piggypulse_core.budgeting.usecases.periods import (
    CreatePeriod,
    DeletePeriod,
    GetCurrentPeriod,
    GetPeriod,
    ListPeriodGaps,
    ListPeriods,
)
from piggypulse_core.budgeting.usecases.target_writes import (
    CreateTarget,
    DeleteTarget,
    ExcludeTarget,
    IncludeTarget,
    UpdateTarget,
)
from piggypulse_core.budgeting.usecases.targets import ListTargets
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import Ids, UserId
from piggypulse_core.kernel.paging import PAGE_LIMIT_MAX, Page, PageRequest
from piggypulse_core.ledger.model.category import Category
from tests.support.clock import NOW
from tests.support.works import AnyWork

_IDS = SystemIds()
EVERY = PeriodFilter()


def noon(day: date, /) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgeter:
    """Makes periods and sets goals for one owner, on whatever day it is."""

    work: AnyWork
    owner: UserId
    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    ids: Ids = field(default_factory=lambda: _IDS)

    def on(self, day: date, /) -> "Budgeter":
        """The same person on another day."""
        self.clock.instant = noon(day)
        return self

    async def period(self, start: date, end: date, /, *, name: str | None = None) -> Period:
        form = PeriodForm(name=name or f"{start}", start=start, kind="manualEndDate", end=end)
        return (await self.create(form)).period

    async def lasting(self, start: date, duration: Duration, /) -> Period:
        form = PeriodForm(name=f"{start}", start=start, kind="duration", duration=duration)
        return (await self.create(form)).period

    async def create(self, form: PeriodForm, /) -> PeriodRow:
        use_case = CreatePeriod(work=self.work, ids=self.ids, clock=self.clock)
        return await use_case(owner=self.owner, form=form)

    async def delete(self, period: Period, /) -> None:
        await DeletePeriod(work=self.work)(owner=self.owner, period=period.id)

    async def row(self, period: PeriodId, /) -> PeriodRow:
        return await GetPeriod(work=self.work, clock=self.clock)(owner=self.owner, period=period)

    async def current(self) -> PeriodRow:
        return await GetCurrentPeriod(work=self.work, clock=self.clock)(owner=self.owner)

    async def gaps(self) -> Sequence[Span]:
        return await ListPeriodGaps(work=self.work)(owner=self.owner)

    async def page(
        self,
        *,
        only: PeriodFilter = EVERY,
        cursor: UUID | None = None,
        limit: int = PAGE_LIMIT_MAX,
    ) -> Page[PeriodRow]:
        use_case = ListPeriods(work=self.work, clock=self.clock)
        request = PageRequest(cursor=cursor, limit=limit)
        return await use_case(owner=self.owner, only=only, request=request)

    async def walk(
        self, *, only: PeriodFilter = EVERY, limit: int = PAGE_LIMIT_MAX
    ) -> list[PeriodRow]:
        """Every row of a list, page after page."""
        page = await self.page(only=only, limit=limit)
        rows = list(page.rows)
        while page.next_cursor is not None:
            page = await self.page(only=only, cursor=page.next_cursor, limit=limit)
            rows += page.rows
        assert page.total == len(rows)
        return rows

    async def set_goal(
        self, category: Category, value_minor: int, /, *, only_in: Period | None = None
    ) -> Target:
        use_case = CreateTarget(work=self.work, ids=self.ids, clock=self.clock)
        return await use_case(
            owner=self.owner,
            category=category.id,
            value_minor=value_minor,
            period=_id_of(only_in),
        )

    async def change_goal(
        self, goal: GoalId, value_minor: int, /, *, only_in: Period | None = None
    ) -> Target:
        use_case = UpdateTarget(work=self.work, clock=self.clock)
        return await use_case(
            owner=self.owner,
            goal=goal,
            value_minor=value_minor,
            period=_id_of(only_in),
        )

    async def save_target(self, category: Category, value_minor: int, /) -> None:
        """What saving a category with a target sets off."""
        async with self.work() as unit:
            await unit.category_goals.hold(owner=self.owner)
            await unit.category_goals.set_standing(
                owner=self.owner,
                category=category.id,
                value_minor=value_minor,
                stream=self.ids.new(),
                today=self.clock.now().date(),
            )

    async def exclude_goal(self, goal: GoalId, /, *, only_in: Period | None = None) -> Target:
        use_case = ExcludeTarget(work=self.work, clock=self.clock)
        return await use_case(owner=self.owner, goal=goal, period=_id_of(only_in))

    async def include_goal(self, goal: GoalId, /, *, only_in: Period | None = None) -> Target:
        use_case = IncludeTarget(work=self.work, clock=self.clock)
        return await use_case(owner=self.owner, goal=goal, period=_id_of(only_in))

    async def end_goal(self, goal: GoalId, /, *, only_in: Period | None = None) -> None:
        use_case = DeleteTarget(work=self.work, clock=self.clock)
        await use_case(owner=self.owner, goal=goal, period=_id_of(only_in))

    async def targets(self, period: Period | None = None, /) -> Targets:
        use_case = ListTargets(work=self.work, clock=self.clock)
        return await use_case(owner=self.owner, period=_id_of(period))


def _id_of(period: Period | None) -> PeriodId | None:
    return None if period is None else period.id
