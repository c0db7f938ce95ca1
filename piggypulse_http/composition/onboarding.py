"""The use cases of onboarding, wired."""

from dependency_injector import providers

from piggypulse_core.onboarding.usecases.progress import CompleteOnboarding, ReadProgress
from piggypulse_core.onboarding.usecases.registrations import Register
from piggypulse_core.onboarding.usecases.templates import ApplyTemplate, ListTemplates
from piggypulse_http.composition.budgeting import Budgeting
from piggypulse_http.composition.identity import Identity


class Onboarding(Budgeting, Identity):
    """One provider per use case."""

    register = providers.Singleton(
        Register,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        tokens=Identity.tokens,
        passwords=Identity.passwords,
        strength=Identity.strength,
        common_passwords=Identity.common_passwords,
        lifetimes=Identity.lifetimes,
    )
    read_progress = providers.Singleton(ReadProgress, work=Identity.work)
    complete_onboarding = providers.Singleton(
        CompleteOnboarding,
        work=Identity.work,
        clock=Identity.clock,
        top_up=Budgeting.top_up_periods,
    )
    list_templates = providers.Singleton(ListTemplates)
    apply_template = providers.Singleton(ApplyTemplate, work=Identity.work, ids=Identity.ids)
