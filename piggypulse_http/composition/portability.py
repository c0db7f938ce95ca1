"""The use cases of portability, wired."""

from dependency_injector import providers

from piggypulse_core.portability.usecases.erasures import DeleteAccount, ResetStructure
from piggypulse_http.composition.identity import Identity


class Portability(Identity):
    """One provider per use case."""

    reset_structure = providers.Singleton(
        ResetStructure,
        confirm=Identity.confirm_password,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
    )
    delete_account = providers.Singleton(
        DeleteAccount,
        confirm=Identity.confirm_password,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        keyring=Identity.keyring,
    )
