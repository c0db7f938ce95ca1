"""The use cases of budgeting, wired."""

from dependency_injector import providers

from piggypulse_core.budgeting.usecases.overlays import (
    ChangeMembership,
    ClearMembership,
    CreateOverlay,
    DeleteOverlay,
    GetOverlay,
    ListMembers,
    ListOverlays,
    UpdateOverlay,
)
from piggypulse_core.budgeting.usecases.periods import (
    CreatePeriod,
    DeletePeriod,
    GetCurrentPeriod,
    GetPeriod,
    ListPeriodGaps,
    ListPeriods,
    UpdatePeriod,
)
from piggypulse_core.budgeting.usecases.schedules import (
    CreateSchedule,
    DeleteSchedule,
    GetSchedule,
    PreviewSchedule,
    UpdateSchedule,
)
from piggypulse_core.budgeting.usecases.subscription_reads import (
    FindSubscribers,
    GetSubscription,
    ListSubscriptions,
    ListUpcomingCharges,
)
from piggypulse_core.budgeting.usecases.subscriptions import (
    AdvanceSubscriptions,
    CancelSubscription,
    CreateSubscription,
    DeleteSubscription,
    PauseSubscription,
    ResumeSubscription,
    UpdateSubscription,
)
from piggypulse_core.budgeting.usecases.target_writes import (
    CreateTarget,
    DeleteTarget,
    ExcludeTarget,
    IncludeTarget,
    UpdateTarget,
)
from piggypulse_core.budgeting.usecases.targets import ListTargets
from piggypulse_core.budgeting.usecases.ticks import Tick
from piggypulse_core.budgeting.usecases.top_ups import FindScheduled, TopUpPeriods
from piggypulse_http.composition.ports import Ports


class Budgeting(Ports):
    """One provider per use case."""

    create_period = providers.Singleton(
        CreatePeriod, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    list_periods = providers.Singleton(ListPeriods, work=Ports.work, clock=Ports.clock)
    get_period = providers.Singleton(GetPeriod, work=Ports.work, clock=Ports.clock)
    get_current_period = providers.Singleton(GetCurrentPeriod, work=Ports.work, clock=Ports.clock)
    delete_period = providers.Singleton(DeletePeriod, work=Ports.work)
    list_period_gaps = providers.Singleton(ListPeriodGaps, work=Ports.work)

    update_period = providers.Singleton(
        UpdatePeriod, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )

    get_schedule = providers.Singleton(GetSchedule, work=Ports.work)
    create_schedule = providers.Singleton(
        CreateSchedule,
        work=Ports.work,
        ids=Ports.ids,
        clock=Ports.clock,
        calendar=Ports.holiday_calendar,
    )
    update_schedule = providers.Singleton(
        UpdateSchedule,
        work=Ports.work,
        ids=Ports.ids,
        clock=Ports.clock,
        calendar=Ports.holiday_calendar,
    )
    delete_schedule = providers.Singleton(DeleteSchedule, work=Ports.work)
    preview_schedule = providers.Singleton(
        PreviewSchedule, work=Ports.work, clock=Ports.clock, calendar=Ports.holiday_calendar
    )
    find_scheduled = providers.Singleton(FindScheduled, work=Ports.work)
    top_up_periods = providers.Singleton(
        TopUpPeriods,
        work=Ports.work,
        ids=Ports.ids,
        clock=Ports.clock,
        calendar=Ports.holiday_calendar,
    )

    list_targets = providers.Singleton(ListTargets, work=Ports.work, clock=Ports.clock)
    create_target = providers.Singleton(
        CreateTarget, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    update_target = providers.Singleton(UpdateTarget, work=Ports.work, clock=Ports.clock)
    exclude_target = providers.Singleton(ExcludeTarget, work=Ports.work, clock=Ports.clock)
    include_target = providers.Singleton(IncludeTarget, work=Ports.work, clock=Ports.clock)
    delete_target = providers.Singleton(DeleteTarget, work=Ports.work, clock=Ports.clock)

    list_subscriptions = providers.Singleton(ListSubscriptions, work=Ports.work, clock=Ports.clock)
    get_subscription = providers.Singleton(GetSubscription, work=Ports.work, clock=Ports.clock)
    list_upcoming_charges = providers.Singleton(
        ListUpcomingCharges, work=Ports.work, clock=Ports.clock
    )
    create_subscription = providers.Singleton(
        CreateSubscription, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    update_subscription = providers.Singleton(
        UpdateSubscription, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    delete_subscription = providers.Singleton(
        DeleteSubscription, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    cancel_subscription = providers.Singleton(
        CancelSubscription, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    pause_subscription = providers.Singleton(
        PauseSubscription, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    resume_subscription = providers.Singleton(
        ResumeSubscription, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    advance_subscriptions = providers.Singleton(
        AdvanceSubscriptions, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    find_subscribers = providers.Singleton(FindSubscribers, work=Ports.work, clock=Ports.clock)

    tick = providers.Singleton(
        Tick,
        find_scheduled=find_scheduled,
        top_up=top_up_periods,
        find_subscribers=find_subscribers,
        advance=advance_subscriptions,
    )

    list_overlays = providers.Singleton(ListOverlays, work=Ports.work)
    get_overlay = providers.Singleton(GetOverlay, work=Ports.work)
    create_overlay = providers.Singleton(
        CreateOverlay, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    update_overlay = providers.Singleton(UpdateOverlay, work=Ports.work)
    delete_overlay = providers.Singleton(DeleteOverlay, work=Ports.work)
    list_members = providers.Singleton(ListMembers, work=Ports.work)
    change_membership = providers.Singleton(ChangeMembership, work=Ports.work)
    clear_membership = providers.Singleton(ClearMembership, work=Ports.work)
