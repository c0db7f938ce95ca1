"""The use cases of portability, wired."""

from dependency_injector import providers

from piggypulse_core.portability.usecases.erasures import DeleteUserAccount, ResetStructure
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
    delete_user_account = providers.Singleton(
        DeleteUserAccount,
        confirm=Identity.confirm_password,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        keyring=Identity.keyring,
    )
