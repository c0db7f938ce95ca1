"""What settings need from the world."""

from typing import Protocol

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.preferences import Preferences
from piggypulse_core.settings.model.profile import Profile


class ProfileStore(Protocol):
    """Keeps one profile per user; it is made with the user and never absent afterwards."""

    async def get(self, *, owner: UserId) -> Profile: ...

    async def hold(self, *, owner: UserId) -> Profile:
        """Read it under the owner's lock: other writers of this owner wait for the unit's end."""
        ...

    async def save(self, *, owner: UserId, profile: Profile) -> None: ...


class PreferencesStore(Protocol):
    """Keeps what somebody has said of how they like to see things."""

    async def get(self, *, owner: UserId) -> Preferences:
        """The defaults for whoever has said nothing yet."""
        ...

    async def save(self, *, owner: UserId, preferences: Preferences) -> None:
        """Keep them in place of those there were; the owner must be held by this unit."""
        ...


class SettingsUnit(Protocol):
    """The stores of settings that one transaction offers."""

    @property
    def preferences(self) -> PreferencesStore: ...

    @property
    def profiles(self) -> ProfileStore: ...
