"""Sessions in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.challenge import Challenge
from piggypulse_core.identity.model.credential import Credential, CredentialKind
from piggypulse_core.identity.model.session import FoundSession, Session, SessionId
from piggypulse_core.identity.ports import SessionStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRow:
    """Which session a digest opens; these rows have no owner, they are how one is found."""

    credential: Credential
    owner: UserId
    session: SessionId
    superseded_at: datetime | None = None
    siblings: int = 0

    @property
    def is_live_token(self) -> bool:
        """Whether it is an access token that has had no successor yet."""
        return self.credential.kind == "access_token" and self.superseded_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySessions(SessionStore):
    """The sessions seen through one transaction."""

    transaction: Transaction

    async def find(self, *, digest: bytes, kind: CredentialKind) -> FoundSession | None:
        row = self.transaction.rows(CredentialRow, owner=None).get(digest)
        if row is None or row.credential.kind != kind:
            return None
        session = self.transaction.rows(Session, owner=row.owner)[row.session]
        return FoundSession(
            owner=row.owner,
            session=row.session,
            last_seen_at=session.last_seen_at,
            ends_at=session.ends_at,
            expires_at=row.credential.expires_at,
            superseded_at=row.superseded_at,
            pending_until=session.pending_until,
        )

    async def add(
        self, *, owner: UserId, session: Session, credentials: Sequence[Credential]
    ) -> None:
        self.transaction.writable(Session, owner=owner)[session.id] = session
        rows = self.transaction.writable(CredentialRow, owner=None)
        for credential in credentials:
            rows[credential.digest] = CredentialRow(
                credential=credential, owner=owner, session=session.id
            )

    async def touch(
        self, *, owner: UserId, session: SessionId, known: datetime, at: datetime
    ) -> None:
        rows = self.transaction.writable(Session, owner=owner)
        found = rows.get(session)
        if found is not None and found.last_seen_at == known:
            rows[session] = replace(found, last_seen_at=at)

    async def end(self, *, owner: UserId, session: SessionId) -> bool:
        ended = self.transaction.writable(Session, owner=owner).pop(session, None)
        credentials = self.transaction.writable(CredentialRow, owner=None)
        spent = [
            digest
            for digest, row in credentials.items()
            if (row.owner, row.session) == (owner, session)
        ]
        for digest in spent:
            del credentials[digest]
        challenges = self.transaction.writable(Challenge, owner=None)
        for challenge in list(challenges.values()):
            if (challenge.owner, challenge.session) == (owner, session):
                del challenges[challenge.digest]
        return ended is not None

    async def end_presented(self, *, digest: bytes, kind: CredentialKind) -> None:
        found = await self.find(digest=digest, kind=kind)
        if found is not None:
            await self.end(owner=found.owner, session=found.session)

    async def trim(self, *, owner: UserId, keep: int) -> None:
        rows = self.transaction.rows(Session, owner=owner).values()
        live = [row for row in rows if row.pending_until is None]
        by_use = sorted(live, key=lambda row: (row.last_seen_at, row.id), reverse=True)
        for row in by_use[keep:]:
            await self.end(owner=owner, session=row.id)

    async def every(self, *, owner: UserId) -> Sequence[Session]:
        rows = self.transaction.rows(Session, owner=owner).values()
        return sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)

    async def end_others(self, *, owner: UserId, keep: SessionId | None) -> int:
        others = [one.id for one in await self.every(owner=owner) if one.id != keep]
        for session in others:
            await self.end(owner=owner, session=session)
        return len(others)
