"""Letters that wait, in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from psycopg.types.json import Jsonb

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.letter import ClaimedLetter, OutboxLetter
from piggypulse_core.identity.ports import Outbox

SQL = load(package=__package__, file="outbox.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresOutbox(Outbox):
    """The letters seen through one connection."""

    connection: Connection

    async def add(self, *, letter: OutboxLetter) -> None:
        await self.connection.execute(
            SQL["add_letter"],
            {
                "id": letter.id,
                "kind": letter.kind,
                "owner": letter.owner,
                "email_key": letter.email_key,
                "email": letter.email,
                "parameters": Jsonb(dict(letter.parameters)),
                "at": letter.created_at,
            },
        )

    async def count_before(self, *, letter: OutboxLetter, since: datetime) -> int:
        cursor = await self.connection.execute(
            SQL["count_letters_before"],
            {
                "email_key": letter.email_key,
                "owner": letter.owner,
                "kind": letter.kind,
                "since": since,
                "at": letter.created_at,
                "id": letter.id,
            },
        )
        row = await cursor.fetchone()
        return 0 if row is None else int(row[0])

    async def claim(self, *, at: datetime, until: datetime) -> ClaimedLetter | None:
        cursor = await self.connection.execute(SQL["claim_letter"], {"at": at, "until": until})
        row = await cursor.fetchone()
        if row is None:
            return None
        letter = OutboxLetter(
            id=row[0],
            kind=row[1],
            owner=row[2],
            email_key=row[3],
            email=row[4],
            parameters=row[5],
            created_at=row[6],
        )
        return ClaimedLetter(letter=letter, attempts=row[7], until=until)

    async def is_first_to(self, *, address: bytes, letter: UUID) -> bool:
        cursor = await self.connection.execute(
            SQL["be_first"], {"address": address, "letter": letter}
        )
        row = await cursor.fetchone()
        return row is not None and row[0] == letter

    async def settle(self, *, claimed: ClaimedLetter, at: datetime) -> None:
        await self.connection.execute(SQL["settle_letter"], {**_whose(claimed), "at": at})

    async def postpone(self, *, claimed: ClaimedLetter, to: datetime) -> None:
        await self.connection.execute(SQL["postpone_letter"], {**_whose(claimed), "to": to})

    async def drop(self, *, claimed: ClaimedLetter) -> None:
        await self.connection.execute(SQL["drop_letter"], _whose(claimed))

    async def hurry(self, *, at: datetime) -> int:
        cursor = await self.connection.execute(SQL["hurry_letters"], {"at": at})
        return cursor.rowcount


def _whose(claimed: ClaimedLetter) -> dict[str, object]:
    return {"id": claimed.letter.id, "until": claimed.until}
