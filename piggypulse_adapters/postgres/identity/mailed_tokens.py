"""Tokens that travel by letter, in PostgreSQL."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.mailed_token import (
    MAILED_TOKEN_KINDS,
    MailedToken,
    MailedTokenKind,
)
from piggypulse_core.identity.ports import MailedTokenStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="mailed_tokens.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresMailedTokens(MailedTokenStore):
    """The tokens seen through one connection."""

    connection: Connection

    async def find(self, *, digest: bytes, kind: MailedTokenKind, at: datetime) -> UserId | None:
        cursor = await self.connection.execute(
            SQL["find_mailed_token"], {"digest": digest, "kind": kind, "at": at}, binary=True
        )
        row = await cursor.fetchone()
        return None if row is None else UserId(row[0])

    async def replace(self, *, owner: UserId, token: MailedToken) -> None:
        await self.connection.execute(
            SQL["replace_mailed_token"],
            {
                "owner": owner,
                "kind": token.kind,
                "digest": token.digest,
                "expires_at": token.expires_at,
            },
        )

    async def take(
        self, *, owner: UserId, digest: bytes, kind: MailedTokenKind, at: datetime
    ) -> bool:
        cursor = await self.connection.execute(
            SQL["take_mailed_token"], {"owner": owner, "digest": digest, "kind": kind, "at": at}
        )
        return cursor.rowcount > 0

    async def void(
        self, *, owner: UserId, kinds: Collection[MailedTokenKind] = MAILED_TOKEN_KINDS
    ) -> None:
        await self.connection.execute(
            SQL["void_mailed_tokens"], {"owner": owner, "kinds": list(kinds)}
        )

    async def purge(self, *, before: datetime) -> None:
        await self.connection.execute(SQL["purge_mailed_tokens"], {"before": before})
