"""The use cases of onboarding, wired."""

from dependency_injector import providers

from piggypulse_adapters.security.common_passwords import BundledCommonPasswords
from piggypulse_adapters.security.strength import ZxcvbnStrength
from piggypulse_core.onboarding.usecases.registrations import Register
from piggypulse_http.composition.identity import Identity


class Onboarding(Identity):
    """One provider per use case, and what judges a new password."""

    strength = providers.Singleton(ZxcvbnStrength, threads=Identity.threads)
    common_passwords = providers.Singleton(BundledCommonPasswords)

    register = providers.Singleton(
        Register,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        tokens=Identity.tokens,
        passwords=Identity.passwords,
        strength=strength,
        common_passwords=common_passwords,
    )
