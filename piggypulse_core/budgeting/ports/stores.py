"""What keeps periods, goals, schedules and subscriptions, and what one transaction offers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from piggypulse_core.budgeting.model.billing import Billing, UpcomingCharge
from piggypulse_core.budgeting.model.budget import Budget
from piggypulse_core.budgeting.model.goal import Goal, GoalId
from piggypulse_core.budgeting.model.period import Period, PeriodId
from piggypulse_core.budgeting.model.period_list import PeriodFilter
from piggypulse_core.budgeting.model.period_row import PeriodSums
from piggypulse_core.budgeting.model.proposal import PeriodChanges
from piggypulse_core.budgeting.model.schedule import Schedule
from piggypulse_core.budgeting.model.subscription import Subscription, SubscriptionId
from piggypulse_core.budgeting.model.target import CategorySums
from piggypulse_core.budgeting.ports.overlays import Memberships, OverlayStore
from piggypulse_core.kernel.dates import Span
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.paging import Page, PageRequest
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.ports import LedgerUnit


class PeriodStore(Protocol):
    """Keeps periods; no two of an owner share a day, whoever writes at the same time."""

    async def add(self, *, owner: UserId, period: Period) -> None:
        """Raises PeriodOverlap (naming the first one in the way) and PeriodNameTaken."""
        ...

    async def delete(self, *, owner: UserId, period: PeriodId) -> None:
        """The goal overrides of that period go with it. Raises PeriodNotFound."""
        ...

    async def get(self, *, owner: UserId, period: PeriodId) -> Period:
        """Raises PeriodNotFound."""
        ...

    async def current(self, *, owner: UserId, today: date) -> Period:
        """The one that contains today. Raises NoCurrentPeriod."""
        ...

    async def containing(self, *, owner: UserId, day: date) -> Period | None:
        """The one that contains a day, if there is any."""
        ...

    async def previous(self, *, owner: UserId, before: date) -> Period | None:
        """The one with the latest end before a day."""
        ...

    async def in_order(self, *, owner: UserId) -> Sequence[Period]:
        """All of them by start."""
        ...

    async def page(
        self, *, owner: UserId, only: PeriodFilter, today: date, request: PageRequest
    ) -> Page[Period]:
        """The current one, upcoming by start, past from the latest. Raises UnknownCursor."""
        ...


class GoalStore(Protocol):
    """Keeps goals, one stream per category."""

    async def hold(self, *, owner: UserId) -> None:
        """Nobody else writes to goals or periods of this owner until the unit ends."""
        ...

    async def get(self, *, owner: UserId, goal: GoalId) -> Goal:
        """Raises GoalNotFound."""
        ...

    async def of_category(self, *, owner: UserId, category: CategoryId) -> Goal | None:
        """The stream of a category, if a value was ever set."""
        ...

    async def save(self, *, owner: UserId, goal: Goal) -> None:
        """Keep a stream as it is now; the owner's goals must be held by this unit.

        Raises TargetExists for a second stream of a category.
        """
        ...


class SubscriptionStore(Protocol):
    """Keeps subscriptions and their charges; one charge a due date, one a transaction."""

    async def add(self, *, owner: UserId, subscription: Subscription) -> None:
        """A new one, without charges."""
        ...

    async def get(self, *, owner: UserId, subscription: SubscriptionId) -> Billing:
        """Raises SubscriptionNotFound."""
        ...

    async def hold(self, *, owner: UserId, subscription: SubscriptionId) -> Billing:
        """One that nobody else writes to until the unit ends. Raises SubscriptionNotFound."""
        ...

    async def hold_due(self, *, owner: UserId, today: date) -> Sequence[Billing]:
        """Held like that, those whose next charge was due before today and is still expected."""
        ...

    async def save(self, *, owner: UserId, before: Billing, after: Billing) -> None:
        """Write down what has changed of one that this unit holds."""
        ...

    async def delete(self, *, owner: UserId, subscription: SubscriptionId) -> None:
        """Its charges go with it. Raises SubscriptionNotFound."""
        ...

    async def every(
        self, *, owner: UserId, category: CategoryId | None = None
    ) -> Sequence[Subscription]:
        """All of them, or those of a category; the newest first, by id within an instant."""
        ...

    async def upcoming(self, *, owner: UserId, today: date, limit: int) -> Sequence[UpcomingCharge]:
        """The next charges of active ones, the soonest first, then by id."""
        ...


class Subscribers(Protocol):
    """Tells a timer whom to visit."""

    async def to_visit(
        self, *, day: date, cancelled_since: date, after: UserId | None, limit: int
    ) -> Sequence[UserId]:
        """Owners, in the order of their ids, of charges due before a day or of cancellations.

        Of the cancellations those that took effect from `cancelled_since` up to that day.
        """
        ...


class PlanStore(Protocol):
    """Changes many periods at once, as a plan says; the owner must be held by this unit."""

    async def apply(self, *, owner: UserId, changes: PeriodChanges) -> None:
        """Take away, rewrite, add. Goal overrides go with the periods taken away."""
        ...

    async def overrides(
        self, *, owner: UserId, periods: Sequence[PeriodId]
    ) -> Mapping[PeriodId, int]:
        """How many goal overrides each of these periods has; none need not be mentioned."""
        ...


class ScheduleStore(Protocol):
    """Keeps one schedule per owner."""

    async def find(self, *, owner: UserId) -> Schedule | None: ...

    async def save(self, *, owner: UserId, schedule: Schedule) -> None:
        """Keep it in place of the one there was; the owner must be held by this unit."""
        ...

    async def delete(self, *, owner: UserId) -> None:
        """Raises NoSchedule."""
        ...

    async def settled_in(self, *, owner: UserId) -> bool:
        """Whether the owner has completed their onboarding."""
        ...

    async def settle_in(self, *, owner: UserId, at: datetime) -> None:
        """Note that the owner has completed their onboarding."""
        ...

    async def automatic_owners(self, *, after: UserId | None, limit: int) -> Sequence[UserId]:
        """The users with an automatic schedule, by id, that come after one."""
        ...


class HolidayCalendar(Protocol):
    """Knows the public holidays of countries and their parts."""

    def days(self, *, region: str, years: Sequence[int]) -> frozenset[date]:
        """The holidays of an ISO 3166 region in some years. Raises InvalidInput for others."""
        ...


class BudgetReader(Protocol):
    """Gathers what figures of the budget are made of; it neither divides nor compares."""

    async def budget(self, *, owner: UserId, currency_code: str | None) -> Budget:
        """All goals, and the limits of Allowance accounts in a currency."""
        ...

    async def period_sums(
        self, *, owner: UserId, currency_code: str | None, spans: Sequence[Span]
    ) -> Sequence[PeriodSums]:
        """One for each span, over accounts in a currency."""
        ...

    async def category_sums(
        self, *, owner: UserId, currency_code: str | None, span: Span, until: date
    ) -> Sequence[CategorySums]:
        """Every income and expense category by name key, then id; accounts in a currency."""
        ...


class BudgetingUnit(LedgerUnit, Protocol):
    """The stores of budgeting that one transaction offers."""

    @property
    def periods(self) -> PeriodStore: ...

    @property
    def goals(self) -> GoalStore: ...

    @property
    def subscriptions(self) -> SubscriptionStore: ...

    @property
    def subscribers(self) -> Subscribers: ...

    @property
    def overlays(self) -> OverlayStore: ...

    @property
    def memberships(self) -> Memberships: ...

    @property
    def plans(self) -> PlanStore: ...

    @property
    def schedules(self) -> ScheduleStore: ...

    @property
    def budgets(self) -> BudgetReader: ...
