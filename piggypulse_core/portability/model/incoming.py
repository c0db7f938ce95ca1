"""What somebody brings along to be taken in: rows as they are written down, nothing checked yet.

Forms are those people fill in, so that the rules for these hold here as well. `place` is where a
row stands among those of its kind in what was brought.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from piggypulse_core.budgeting.model.billing import BillingEvent
from piggypulse_core.budgeting.model.goal import GoalId
from piggypulse_core.budgeting.model.goal_state import GoalState
from piggypulse_core.budgeting.model.new_overlay import OverlayForm
from piggypulse_core.budgeting.model.new_period import PeriodForm
from piggypulse_core.budgeting.model.new_subscription import SubscriptionForm
from piggypulse_core.budgeting.model.overlay import OverlayId
from piggypulse_core.budgeting.model.period import PeriodId, PeriodOrigin
from piggypulse_core.budgeting.model.recurrence import Recurrence
from piggypulse_core.budgeting.model.schedule import ScheduleId
from piggypulse_core.budgeting.model.schedule_form import ScheduleForm
from piggypulse_core.budgeting.model.subscription import SubscriptionId
from piggypulse_core.ledger.model.account import AccountId
from piggypulse_core.ledger.model.category import CategoryId
from piggypulse_core.ledger.model.new_account import AccountForm
from piggypulse_core.ledger.model.new_category import CategoryForm
from piggypulse_core.ledger.model.new_transaction import TransactionForm
from piggypulse_core.ledger.model.transaction import TransactionId
from piggypulse_core.ledger.model.vendor import VendorId
from piggypulse_core.settings.model.preferences import PreferencesForm

TRANSACTIONS_MAX = 250_000
ROWS_MAX = 10_000
"""Rows of any kind but transactions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingAccount:
    """An account; without a currency of its own it takes the profile's.

    Days it does not say are those it has here already, else today.
    """

    place: int
    id: AccountId
    form: AccountForm
    created_on: date | None
    is_archived: bool
    archived_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingCategory:
    """A category; the system one stands for whichever its new owner has."""

    place: int
    id: CategoryId
    form: CategoryForm
    is_system: bool
    archived_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingVendor:
    """A vendor."""

    place: int
    id: VendorId
    name: str
    description: str | None
    archived_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPeriod:
    """A period; its end is said even where a duration gives it."""

    place: int
    id: PeriodId
    form: PeriodForm
    end: date
    origin: PeriodOrigin
    bridging: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSchedule:
    """A schedule; `said` is the recurrence its cadence was found by."""

    id: ScheduleId
    revision: int
    effective_on: date | None
    form: ScheduleForm | None
    said: Recurrence | None
    region_holidays: Sequence[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingGoal:
    """A goal: what stands since when (since ever without a day), and what periods say."""

    place: int
    id: GoalId
    category_id: CategoryId
    entries: Sequence[tuple[date | None, GoalState]]
    overrides: Sequence[tuple[PeriodId, GoalState]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSubscription:
    """A subscription and its charges so far."""

    place: int
    id: SubscriptionId
    form: SubscriptionForm
    created_at: datetime
    updated_at: datetime
    is_paused: bool
    cancelled_on: date | None
    events: Sequence[BillingEvent]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingOverlay:
    """An overlay, and what was said of single transactions."""

    place: int
    id: OverlayId
    form: OverlayForm
    created_at: datetime
    overrides: Sequence[tuple[TransactionId, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingTransaction:
    """A transaction."""

    place: int
    id: TransactionId
    form: TransactionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingProfile:
    """What a profile says; None keeps what there is."""

    name: str | None
    currency: str | None
    avatar: str | None
    timezone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSettings:
    """Settings, taken over only by whoever asks for it."""

    profile: IncomingProfile | None = None
    preferences: PreferencesForm | None = None
    onboarded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """All of it; `names` are those it has for members of forms, where they are others."""

    names: Mapping[str, str] = field(default_factory=dict)
    settings: IncomingSettings = IncomingSettings()
    accounts: Sequence[IncomingAccount] = ()
    categories: Sequence[IncomingCategory] = ()
    vendors: Sequence[IncomingVendor] = ()
    periods: Sequence[IncomingPeriod] = ()
    schedule: IncomingSchedule | None = None
    goals: Sequence[IncomingGoal] = ()
    subscriptions: Sequence[IncomingSubscription] = ()
    overlays: Sequence[IncomingOverlay] = ()
    transactions: Sequence[IncomingTransaction] = ()

    @property
    def transaction_ids(self) -> set[TransactionId]:
        """Every transaction it holds or names."""
        ids = {row.id for row in self.transactions}
        ids |= {
            event.transaction_id
            for row in self.subscriptions
            for event in row.events
            if event.transaction_id is not None
        }
        return ids | {key for row in self.overlays for key, _ in row.overrides}
