"""What is sealed, in PostgreSQL, whosever it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.two_factor import Sealed
from piggypulse_core.identity.ports import SealStore
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="seals.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresSeals(SealStore):
    """Sealed values seen through one connection."""

    connection: Connection

    async def keys(self) -> Sequence[str]:
        cursor = await self.connection.execute(SQL["keys_in_use"])
        return [row[0] async for row in cursor]

    async def under_others(
        self, *, key_id: str, after: UserId | None, limit: int
    ) -> Sequence[tuple[UserId, Sealed]]:
        cursor = await self.connection.execute(
            SQL["seeds_under_other_keys"],
            {"key_id": key_id, "after": after, "limit": limit},
            binary=True,
        )
        return [(UserId(row[0]), Sealed(value=row[1], key_id=row[2])) async for row in cursor]

    async def replace(self, *, owner: UserId, old: Sealed, new: Sealed) -> bool:
        cursor = await self.connection.execute(
            SQL["replace_sealed_seed"],
            {"owner": owner, "old": old.value, "sealed": new.value, "key_id": new.key_id},
        )
        return cursor.rowcount > 0
