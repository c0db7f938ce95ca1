"""Tokens that travel by letter, in memory."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.model.mailed_token import (
    MAILED_TOKEN_KINDS,
    MailedToken,
    MailedTokenKind,
)
from piggypulse_core.identity.ports import MailedTokenStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryMailedTokens(MailedTokenStore):
    """The tokens seen through one transaction, by whose they are and their kind."""

    transaction: Transaction

    async def find(self, *, digest: bytes, kind: MailedTokenKind, at: datetime) -> UserId | None:
        rows: dict[tuple[UserId, MailedTokenKind], MailedToken]
        rows = self.transaction.rows(MailedToken, owner=None)
        for (owner, _), token in rows.items():
            if token.digest == digest and token.kind == kind and at < token.expires_at:
                return owner
        return None

    async def replace(self, *, owner: UserId, token: MailedToken) -> None:
        self.transaction.writable(MailedToken, owner=None)[owner, token.kind] = token

    async def take(
        self, *, owner: UserId, digest: bytes, kind: MailedTokenKind, at: datetime
    ) -> bool:
        rows = self.transaction.writable(MailedToken, owner=None)
        token = rows.get((owner, kind))
        if token is None or token.digest != digest or at >= token.expires_at:
            return False
        del rows[owner, kind]
        return True

    async def void(
        self, *, owner: UserId, kinds: Collection[MailedTokenKind] = MAILED_TOKEN_KINDS
    ) -> None:
        rows = self.transaction.writable(MailedToken, owner=None)
        for kind in kinds:
            rows.pop((owner, kind), None)

    async def purge(self, *, before: datetime) -> None:
        rows = self.transaction.writable(MailedToken, owner=None)
        for key in [key for key, token in rows.items() if token.expires_at < before]:
            del rows[key]
