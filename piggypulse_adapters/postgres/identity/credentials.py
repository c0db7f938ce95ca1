"""What opens a session, in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.identity.sessions import session_from
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.credential import Credential
from piggypulse_core.identity.model.session import Session, SessionId
from piggypulse_core.identity.ports import CredentialStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="credentials.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresCredentials(CredentialStore):
    """The secrets seen through one connection."""

    connection: Connection

    async def hold(self, *, owner: UserId, session: SessionId) -> Session | None:
        cursor = await self.connection.execute(
            SQL["hold_session"], {"owner": owner, "session": session}, binary=True
        )
        row = await cursor.fetchone()
        return None if row is None else session_from(row)

    async def prove(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        await self.connection.execute(
            SQL["prove_session"], {"owner": owner, "session": session, "at": at}
        )

    async def add(self, *, owner: UserId, session: SessionId, credential: Credential) -> None:
        await self.connection.execute(
            SQL["add_successor"],
            {
                "owner": owner,
                "session": session,
                "digest": credential.digest,
                "kind": credential.kind,
                "expires_at": credential.expires_at,
            },
        )

    async def replace(
        self, *, owner: UserId, session: SessionId, digest: bytes, credential: Credential
    ) -> bool:
        cursor = await self.connection.execute(
            SQL["replace_credential"],
            {
                "owner": owner,
                "session": session,
                "digest": digest,
                "kind": credential.kind,
                "successor": credential.digest,
                "expires_at": credential.expires_at,
            },
        )
        return cursor.rowcount > 0

    async def supersede(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        await self.connection.execute(
            SQL["supersede_tokens"], {"owner": owner, "session": session, "at": at}
        )

    async def supersede_one(
        self, *, owner: UserId, session: SessionId, digest: bytes, at: datetime
    ) -> bool:
        cursor = await self.connection.execute(
            SQL["supersede_token"],
            {"owner": owner, "session": session, "digest": digest, "at": at},
        )
        return cursor.rowcount > 0

    async def take_sibling(
        self, *, owner: UserId, session: SessionId, digest: bytes, most: int
    ) -> bool:
        cursor = await self.connection.execute(
            SQL["take_sibling"],
            {"owner": owner, "session": session, "digest": digest, "most": most},
        )
        return cursor.rowcount > 0

    async def drop_others(self, *, owner: UserId, session: SessionId, digest: bytes) -> None:
        await self.connection.execute(
            SQL["drop_other_credentials"], {"owner": owner, "session": session, "digest": digest}
        )
