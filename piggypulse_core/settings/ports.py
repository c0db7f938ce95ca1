"""What settings need from the world."""

from typing import Protocol

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile


class ProfileStore(Protocol):
    """Keeps one profile per user; it is made with the user and never absent afterwards."""

    async def get(self, *, owner: UserId) -> Profile: ...

    async def hold(self, *, owner: UserId) -> Profile:
        """Read it under the owner's lock: other writers of this owner wait for the unit's end."""
        ...

    async def save(self, *, owner: UserId, profile: Profile) -> None: ...


class SettingsUnit(Protocol):
    """The stores of settings that one transaction offers."""

    @property
    def profiles(self) -> ProfileStore: ...
