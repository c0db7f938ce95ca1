"""Sessions in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.credential import Credential, CredentialKind
from piggypulse_core.identity.model.session import FoundSession, Session, SessionId
from piggypulse_core.identity.ports import SessionStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="sessions.sql")


def session_from(row: tuple[Any, ...]) -> Session:
    """A session out of its columns."""
    return Session(
        id=row[0],
        created_at=row[1],
        last_seen_at=row[2],
        proven_at=row[3],
        ends_at=row[4],
        user_agent=row[5],
        ip=row[6],
        kind=row[7],
        pending_until=row[8],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresSessions(SessionStore):
    """The sessions seen through one connection."""

    connection: Connection

    async def find(self, *, digest: bytes, kind: CredentialKind) -> FoundSession | None:
        cursor = await self.connection.execute(
            SQL["find_session"], {"digest": digest, "kind": kind}, binary=True
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        return FoundSession(
            owner=row[0],
            session=row[1],
            last_seen_at=row[2],
            ends_at=row[3],
            expires_at=row[4],
            superseded_at=row[5],
            pending_until=row[6],
        )

    async def add(
        self, *, owner: UserId, session: Session, credentials: Sequence[Credential]
    ) -> None:
        await self.connection.execute(
            SQL["add_session"],
            {
                "owner": owner,
                "id": session.id,
                "created_at": session.created_at,
                "last_seen_at": session.last_seen_at,
                "proven_at": session.proven_at,
                "ends_at": session.ends_at,
                "user_agent": session.user_agent,
                "ip": session.ip,
                "kind": session.kind,
                "pending_until": session.pending_until,
            },
        )
        for credential in credentials:
            await self._add_credential(owner=owner, session=session.id, credential=credential)

    async def touch(
        self, *, owner: UserId, session: SessionId, known: datetime, at: datetime
    ) -> None:
        await self.connection.execute(
            SQL["touch_session"], {"owner": owner, "session": session, "known": known, "at": at}
        )

    async def end(self, *, owner: UserId, session: SessionId) -> bool:
        # Secrets made until the lock is ours are only seen by a statement that begins after it.
        whose = {"owner": owner, "session": session}
        await self.connection.execute(SQL["lock_session"], whose)
        cursor = await self.connection.execute(SQL["end_session"], whose)
        return cursor.rowcount > 0

    async def end_presented(self, *, digest: bytes, kind: CredentialKind) -> None:
        found = await self.find(digest=digest, kind=kind)
        if found is not None:
            await self.end(owner=found.owner, session=found.session)

    async def trim(self, *, owner: UserId, keep: int) -> None:
        await self.connection.execute(SQL["trim_sessions"], {"owner": owner, "keep": keep})

    async def every(self, *, owner: UserId) -> Sequence[Session]:
        cursor = await self.connection.execute(SQL["list_sessions"], {"owner": owner}, binary=True)
        return [session_from(row) async for row in cursor]

    async def end_others(self, *, owner: UserId, keep: SessionId | None) -> int:
        cursor = await self.connection.execute(
            SQL["end_other_sessions"], {"owner": owner, "keep": keep}
        )
        return cursor.rowcount

    async def _add_credential(
        self, *, owner: UserId, session: SessionId, credential: Credential
    ) -> None:
        await self.connection.execute(
            SQL["add_credential"],
            {
                "digest": credential.digest,
                "kind": credential.kind,
                "owner": owner,
                "session": session,
                "expires_at": credential.expires_at,
            },
        )
