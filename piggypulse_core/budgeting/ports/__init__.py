"""What budgeting needs from the world."""

from piggypulse_core.budgeting.ports.overlays import Memberships, OverlayStore
from piggypulse_core.budgeting.ports.stores import (
    BudgetingUnit,
    BudgetReader,
    GoalStore,
    HolidayCalendar,
    PeriodStore,
    PlanStore,
    ScheduleStore,
    Subscribers,
    SubscriptionStore,
)
from piggypulse_core.budgeting.ports.top_ups import TopUps

__all__ = [
    "BudgetReader",
    "BudgetingUnit",
    "GoalStore",
    "HolidayCalendar",
    "Memberships",
    "OverlayStore",
    "PeriodStore",
    "PlanStore",
    "ScheduleStore",
    "Subscribers",
    "SubscriptionStore",
    "TopUps",
]
