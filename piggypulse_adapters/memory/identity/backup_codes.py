"""Backup codes in memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from piggypulse_adapters.memory.database import Transaction
from piggypulse_core.identity.ports import BackupCodeStore
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupCodeRow:
    """Whether a code was used; its hash is its key."""

    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryBackupCodes(BackupCodeStore):
    """The codes seen through one transaction."""

    transaction: Transaction

    async def replace(self, *, owner: UserId, hashes: Sequence[str]) -> None:
        rows = self.transaction.writable(BackupCodeRow, owner=owner)
        rows.clear()
        rows.update({one: BackupCodeRow() for one in hashes})

    async def sample(self, *, owner: UserId) -> str | None:
        rows: dict[str, BackupCodeRow] = self.transaction.rows(BackupCodeRow, owner=owner)
        return next(iter(rows), None)

    async def use(self, *, owner: UserId, code_hash: str, at: datetime) -> bool:
        rows = self.transaction.writable(BackupCodeRow, owner=owner)
        if code_hash not in rows or rows[code_hash].used_at is not None:
            return False
        rows[code_hash] = BackupCodeRow(used_at=at)
        return True

    async def count_left(self, *, owner: UserId) -> int:
        rows = self.transaction.rows(BackupCodeRow, owner=owner).values()
        return sum(row.used_at is None for row in rows)
