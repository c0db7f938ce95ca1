"""Profiles in memory."""

from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile
from piggypulse_core.settings.ports import ProfileStore


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryProfiles(ProfileStore):
    """The profiles seen through one transaction."""

    transaction: Transaction

    async def get(self, *, owner: UserId) -> Profile:
        return self.transaction.rows(Profile, owner=owner)[owner]

    async def hold(self, *, owner: UserId) -> Profile:
        return self.transaction.rows(Profile, owner=owner)[owner]

    async def save(self, *, owner: UserId, profile: Profile) -> None:
        self.transaction.writable(Profile, owner=owner)[owner] = profile
