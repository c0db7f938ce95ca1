"""Backup codes in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.ports import BackupCodeStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="backup_codes.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresBackupCodes(BackupCodeStore):
    """The codes seen through one connection."""

    connection: Connection

    async def replace(self, *, owner: UserId, hashes: Sequence[str]) -> None:
        await self.connection.execute(
            SQL["replace_backup_codes"], {"owner": owner, "hashes": list(hashes)}
        )

    async def sample(self, *, owner: UserId) -> str | None:
        cursor = await self.connection.execute(SQL["sample_backup_code"], {"owner": owner})
        row = await cursor.fetchone()
        return None if row is None else str(row[0])

    async def use(self, *, owner: UserId, code_hash: str, at: datetime) -> bool:
        cursor = await self.connection.execute(
            SQL["use_backup_code"], {"owner": owner, "code_hash": code_hash, "at": at}
        )
        return cursor.rowcount > 0

    async def count_left(self, *, owner: UserId) -> int:
        cursor = await self.connection.execute(SQL["count_backup_codes"], {"owner": owner})
        row = await cursor.fetchone()
        assert row is not None, "a count has a row"
        return int(row[0])
