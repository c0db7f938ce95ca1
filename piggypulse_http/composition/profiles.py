"""The use cases of settings, wired; `settings.py` is what the operator chooses."""

from dependency_injector import providers

from piggypulse_core.settings.usecases.currencies import GetCurrency, ListCurrencies
from piggypulse_core.settings.usecases.preferences import GetPreferences, UpdatePreferences
from piggypulse_core.settings.usecases.profiles import GetProfile, UpdateProfile
from piggypulse_http.composition.ports import Ports


class Profiles(Ports):
    """One provider per use case."""

    get_profile = providers.Singleton(GetProfile, work=Ports.work)
    update_profile = providers.Singleton(UpdateProfile, work=Ports.work)
    get_preferences = providers.Singleton(GetPreferences, work=Ports.work)
    update_preferences = providers.Singleton(UpdatePreferences, work=Ports.work)
    list_currencies = providers.Singleton(ListCurrencies)
    get_currency = providers.Singleton(GetCurrency)
