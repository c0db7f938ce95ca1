"""The use cases of onboarding, wired."""

from dependency_injector import providers

from piggypulse_core.onboarding.usecases.registrations import Register
from piggypulse_http.composition.identity import Identity


class Onboarding(Identity):
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
