"""The use cases of portability, wired."""

from dependency_injector import providers

from piggypulse_adapters.system.aside import ThreadAside
from piggypulse_adapters.system.turns import OwnTurns
from piggypulse_core.portability.usecases.erasures import DeleteUserAccount, ResetStructure
from piggypulse_core.portability.usecases.exports import ExportData, ExportTransactions
from piggypulse_core.portability.usecases.imports import ImportData
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
    export_turns = providers.Singleton(OwnTurns, most=Identity.settings.provided.exports_at_once)
    export_data = providers.Singleton(
        ExportData,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        turns=export_turns,
    )
    export_transactions = providers.Singleton(
        ExportTransactions,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        turns=export_turns,
    )
    aside = providers.Singleton(ThreadAside)
    import_data = providers.Singleton(
        ImportData,
        work=Identity.work,
        clock=Identity.clock,
        ids=Identity.ids,
        calendar=Identity.holiday_calendar,
        aside=aside,
    )
