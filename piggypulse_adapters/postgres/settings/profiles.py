"""Profiles in PostgreSQL: columns of the user's row."""

from dataclasses import dataclass
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile
from piggypulse_core.settings.ports import ProfileStore

SQL = load(package=__package__, file="profiles.sql")


def profile_from(row: tuple[Any, ...] | None) -> Profile:
    """A profile out of its four columns."""
    assert row is not None, "a profile is made with its user"
    return Profile(name=row[0], currency_code=row[1], avatar=row[2], timezone=row[3])


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresProfiles(ProfileStore):
    """The profiles seen through one connection."""

    connection: Connection

    async def get(self, *, owner: UserId) -> Profile:
        cursor = await self.connection.execute(SQL["get_profile"], {"owner": owner}, binary=True)
        return profile_from(await cursor.fetchone())

    async def hold(self, *, owner: UserId) -> Profile:
        cursor = await self.connection.execute(SQL["hold_profile"], {"owner": owner}, binary=True)
        return profile_from(await cursor.fetchone())

    async def save(self, *, owner: UserId, profile: Profile) -> None:
        await self.connection.execute(
            SQL["save_profile"],
            {
                "owner": owner,
                "name": profile.name,
                "currency_code": profile.currency_code,
                "avatar": profile.avatar,
                "timezone": profile.timezone,
            },
        )
