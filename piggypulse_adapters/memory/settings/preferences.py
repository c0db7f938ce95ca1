"""Preferences in memory."""

from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.preferences import Preferences
from piggypulse_core.settings.ports import PreferencesStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPreferences(PreferencesStore):
    """The preferences seen through one transaction."""

    transaction: Transaction

    async def get(self, *, owner: UserId) -> Preferences:
        return self.transaction.rows(Preferences, owner=owner).get(owner, Preferences())

    async def save(self, *, owner: UserId, preferences: Preferences) -> None:
        self.transaction.writable(Preferences, owner=owner)[owner] = preferences
