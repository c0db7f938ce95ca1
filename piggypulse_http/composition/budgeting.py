"""The use cases of budgeting, wired."""

from dependency_injector import providers

from piggypulse_core.budgeting.usecases.periods import (
    CreatePeriod,
    DeletePeriod,
    GetCurrentPeriod,
    GetPeriod,
    ListPeriodGaps,
    ListPeriods,
)
from piggypulse_core.budgeting.usecases.target_writes import (
    ChangeTarget,
    CreateTarget,
    DeleteTarget,
    ExcludeTarget,
    IncludeTarget,
)
from piggypulse_core.budgeting.usecases.targets import ListTargets
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

    list_targets = providers.Singleton(ListTargets, work=Ports.work, clock=Ports.clock)
    create_target = providers.Singleton(
        CreateTarget, work=Ports.work, ids=Ports.ids, clock=Ports.clock
    )
    change_target = providers.Singleton(ChangeTarget, work=Ports.work, clock=Ports.clock)
    exclude_target = providers.Singleton(ExcludeTarget, work=Ports.work, clock=Ports.clock)
    include_target = providers.Singleton(IncludeTarget, work=Ports.work, clock=Ports.clock)
    delete_target = providers.Singleton(DeleteTarget, work=Ports.work, clock=Ports.clock)
