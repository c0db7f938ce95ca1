"""What opens a session, in memory."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.sessions import CredentialRow
from piggypulse_core.identity.model.credential import Credential
from piggypulse_core.identity.model.session import Session, SessionId
from piggypulse_core.identity.ports import CredentialStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryCredentials(CredentialStore):
    """The secrets seen through one transaction."""

    transaction: Transaction

    async def hold(self, *, owner: UserId, session: SessionId) -> Session | None:
        return self.transaction.rows(Session, owner=owner).get(session)

    async def prove(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        rows = self.transaction.writable(Session, owner=owner)
        if session in rows:
            rows[session] = replace(rows[session], proven_at=at)

    async def add(self, *, owner: UserId, session: SessionId, credential: Credential) -> None:
        rows = self.transaction.writable(CredentialRow, owner=None)
        rows[credential.digest] = CredentialRow(credential=credential, owner=owner, session=session)

    async def replace(
        self, *, owner: UserId, session: SessionId, digest: bytes, credential: Credential
    ) -> bool:
        kept = self._of(owner, session).get(digest)
        if kept is None or kept.superseded_at is not None:
            return False
        if kept.credential.kind != credential.kind:
            return False
        del self.transaction.writable(CredentialRow, owner=None)[digest]
        await self.add(owner=owner, session=session, credential=credential)
        return True

    async def supersede(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        self._change(
            owner, session, lambda row: replace(row, superseded_at=at) if row.is_live_token else row
        )

    async def supersede_one(
        self, *, owner: UserId, session: SessionId, digest: bytes, at: datetime
    ) -> bool:
        kept = self._of(owner, session).get(digest)
        if kept is None or not kept.is_live_token:
            return False
        rows = self.transaction.writable(CredentialRow, owner=None)
        rows[digest] = replace(kept, superseded_at=at)
        return True

    async def take_sibling(
        self, *, owner: UserId, session: SessionId, digest: bytes, most: int
    ) -> bool:
        kept = self._of(owner, session).get(digest)
        if kept is None or kept.superseded_at is None or kept.siblings >= most:
            return False
        rows = self.transaction.writable(CredentialRow, owner=None)
        rows[digest] = replace(kept, siblings=kept.siblings + 1)
        return True

    async def drop_others(self, *, owner: UserId, session: SessionId, digest: bytes) -> None:
        self._change(owner, session, lambda row: row if row.credential.digest == digest else None)

    def _of(self, owner: UserId, session: SessionId) -> dict[bytes, CredentialRow]:
        rows: dict[bytes, CredentialRow] = self.transaction.rows(CredentialRow, owner=None)
        whose = (owner, session)
        return {key: row for key, row in rows.items() if (row.owner, row.session) == whose}

    def _change(
        self,
        owner: UserId,
        session: SessionId,
        change: Callable[[CredentialRow], CredentialRow | None],
    ) -> None:
        """Each row of a session becomes another, or none."""
        rows = self.transaction.writable(CredentialRow, owner=None)
        for digest, row in self._of(owner, session).items():
            changed = change(row)
            if changed is None:
                del rows[digest]
            else:
                rows[digest] = changed
