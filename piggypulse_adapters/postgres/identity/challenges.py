"""Sign-ins that wait for a code, in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.challenge import CHALLENGE_TRIES, Challenge
from piggypulse_core.identity.ports import ChallengeStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="challenges.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresChallenges(ChallengeStore):
    """The challenges seen through one connection."""

    connection: Connection

    async def find(self, *, digest: bytes) -> Challenge | None:
        cursor = await self.connection.execute(
            SQL["find_challenge"], {"digest": digest}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        return Challenge(
            digest=row[0],
            owner=row[1],
            session=row[2],
            created_at=row[3],
            expires_at=row[4],
            tries=row[5],
        )

    async def add(self, *, owner: UserId, challenge: Challenge) -> None:
        await self.connection.execute(
            SQL["add_challenge"],
            {
                "digest": challenge.digest,
                "owner": owner,
                "session": challenge.session,
                "created_at": challenge.created_at,
                "expires_at": challenge.expires_at,
            },
        )

    async def count_try(self, *, owner: UserId, digest: bytes, at: datetime) -> bool:
        cursor = await self.connection.execute(
            SQL["count_try"],
            {"owner": owner, "digest": digest, "at": at, "most": CHALLENGE_TRIES},
        )
        return cursor.rowcount > 0

    async def complete(self, *, owner: UserId, digest: bytes, at: datetime) -> bool:
        cursor = await self.connection.execute(
            SQL["complete_challenge"], {"owner": owner, "digest": digest, "at": at}
        )
        return cursor.rowcount > 0

    async def trim(self, *, owner: UserId, keep: int) -> None:
        await self.connection.execute(SQL["trim_pending_sessions"], {"owner": owner, "keep": keep})
