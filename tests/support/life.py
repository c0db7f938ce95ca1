"""One person's whole budget over any back end, and its figures, as the years go by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import CountingIds
from piggypulse_core.budgeting.model.goal import Goal
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.ledger.model.account import Account
from piggypulse_core.ledger.model.booking import Booking
from piggypulse_core.ledger.model.category import Category, CategoryId
from tests.support.bookkeeping import Bookkeeper
from tests.support.budgeting import Budgeter
from tests.support.people import new_user
from tests.support.scheduling import Scheduler
from tests.support.works import AnyWork

BORN = datetime(2028, 1, 20, 12, tzinfo=UTC)
"""In a leap year, and in the middle of most people's periods."""

BOOKED: Literal["booked"] = "booked"
BUDGETED: Literal["budgeted"] = "budgeted"

Part = Literal["booked", "budgeted"] | CategoryId
"""What was spent and how often; the budget; the goal in force of a category."""

Figures = Mapping[Part, object]


@dataclass(frozen=True, kw_only=True)
class Life:
    """Somebody with two accounts and four categories; ids are counted, so any back end has them."""

    work: AnyWork
    owner: UserId
    clock: FixedClock
    ids: CountingIds
    accounts: Sequence[Account]
    categories: Sequence[Category]
    bookings: list[Booking] = field(default_factory=list)

    @property
    def books(self) -> Bookkeeper:
        return Bookkeeper(work=self.work, owner=self.owner, ids=self.ids, clock=self.clock)

    @property
    def budget(self) -> Budgeter:
        return Budgeter(work=self.work, owner=self.owner, ids=self.ids, clock=self.clock)

    @property
    def schedules(self) -> Scheduler:
        return Scheduler(work=self.work, owner=self.owner, ids=self.ids, clock=self.clock)

    async def today(self) -> date:
        async with self.work.reading() as unit:
            profile = await unit.profiles.get(owner=self.owner)
        return profile.today(now=self.clock.now())

    async def periods(self) -> Sequence[Period]:
        return await self.schedules.periods()

    async def period(self, pick: int, /) -> Period | None:
        """One of those nearest to today, if there is any."""
        today = await self.today()
        near = sorted(await self.periods(), key=lambda one: (abs(one.start - today), one.start))
        return near[pick % len(near)] if near else None

    async def category(self, number: int, /) -> Category:
        async with self.work.reading() as unit:
            return await unit.categories.get(owner=self.owner, category=self.categories[number].id)

    async def goal(self, category: Category, /) -> Goal | None:
        async with self.work.reading() as unit:
            return await unit.goals.of_category(owner=self.owner, category=category.id)

    async def closed(self) -> Mapping[PeriodId, Figures]:
        """The figures of every period that is over."""
        async with self.work.reading() as unit:
            budget = await unit.budgets.budget(owner=self.owner, currency_code="EUR")
        return {
            row.id: {
                BOOKED: row.sums,
                BUDGETED: row.budgeted_minor,
                **{line.category_id: line.in_force(period=row.period) for line in budget.lines},
            }
            for row in await self.budget.walk()
            if row.status == "past"
        }


async def born(work: AnyWork, /) -> Life:
    """Somebody who has settled in, with two goals and no schedule."""
    owner, ids, clock = await new_user(work), CountingIds(), FixedClock(BORN)
    books = Bookkeeper(work=work, owner=owner, ids=ids, clock=clock)
    life = Life(
        work=work,
        owner=owner,
        clock=clock,
        ids=ids,
        accounts=[
            await books.account(),
            await books.account(type="Allowance", spend_limit_minor=300),
        ],
        categories=[
            await books.category(type="income" if name == "Wages" else "expense", name=name)
            for name in ("Food", "Rent", "Fun", "Wages")
        ],
    )
    await life.schedules.settle_in()
    for category in life.categories[:2]:
        await life.budget.set_goal(category, 500)
    return life
