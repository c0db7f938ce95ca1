"""Making data go away, in PostgreSQL."""

from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.portability.ports import ErasureStore

SQL = load(package=__package__, file="erasures.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresErasures(ErasureStore):
    """Everything seen through one connection."""

    connection: Connection

    async def lock(self, *, owner: UserId) -> None:
        await self.connection.execute(SQL["lock_user"], {"owner": owner})

    async def clear(self, *, owner: UserId) -> None:
        await self.connection.execute(SQL["clear_ledger"], {"owner": owner})

    async def erase(self, *, owner: UserId, email_key: str, subject: bytes) -> None:
        await self.clear(owner=owner)
        await self.connection.execute(SQL["keep_pseudonyms"], {"owner": owner, "subject": subject})
        await self.connection.execute(
            SQL["erase_letters"], {"owner": owner, "email_key": email_key}
        )
        await self.connection.execute(SQL["erase_user"], {"owner": owner})
