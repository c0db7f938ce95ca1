"""What people can do with their preferences."""

from dataclasses import dataclass

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.settings.model.preferences import Preferences, PreferencesForm
from piggypulse_core.settings.ports import SettingsUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class GetPreferences:
    """Show how somebody likes to see things; whoever never said is shown the defaults."""

    work: Work[SettingsUnit]

    async def __call__(self, *, owner: UserId) -> Preferences:
        async with self.work.reading() as unit:
            return await unit.preferences.get(owner=owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePreferences:
    """Change preferences; what is left out stays. A layout replaces the one before as a whole."""

    work: Work[SettingsUnit]

    async def __call__(self, *, owner: UserId, form: PreferencesForm) -> Preferences:
        async with self.work() as unit:
            # There may be no row to hold yet, so the owner's is held.
            await unit.profiles.hold(owner=owner)
            preferences = (await unit.preferences.get(owner=owner)).changed(form=form)
            await unit.preferences.save(owner=owner, preferences=preferences)
        return preferences
