"""Letters that wait, in PostgreSQL."""

from dataclasses import dataclass

from psycopg.types.json import Jsonb

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.letter import OutboxLetter
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
