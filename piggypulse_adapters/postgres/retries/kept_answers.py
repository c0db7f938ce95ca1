"""Kept answers in PostgreSQL."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Collided
from piggypulse_core.retries.model.kept_answer import KeptAnswer
from piggypulse_core.retries.ports import KeptAnswerStore

SQL = load(package=__package__, file="kept_answers.sql")
LOCK_BYTES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresKeptAnswers(KeptAnswerStore):
    """Everybody's answers, seen through one connection."""

    connection: Connection

    async def claim(self, *, owner: UserId, key: str) -> bool:
        parameters = {"lock": lock_of(owner=owner, key=key)}
        cursor = await self.connection.execute(SQL["claim_key"], parameters)
        return await cursor.fetchone() == (True,)

    async def find(self, *, owner: UserId, key: str) -> KeptAnswer | None:
        cursor = await self.connection.execute(
            SQL["find_kept_answer"], {"owner": owner, "key": key}
        )
        row = await cursor.fetchone()
        if row is None:
            return None
        request, answer, kept_at = row
        return KeptAnswer(key=key, request=request, answer=answer, kept_at=kept_at)

    async def keep(self, *, owner: UserId, kept: KeptAnswer, stale: datetime) -> None:
        cursor = await self.connection.execute(
            SQL["keep_answer"],
            {
                "owner": owner,
                "key": kept.key,
                "request": kept.request,
                "answer": kept.answer,
                "at": kept.kept_at,
                "stale": stale,
            },
        )
        if cursor.rowcount != 1:
            raise Collided

    async def purge(self, *, before: datetime) -> None:
        await self.connection.execute(SQL["purge_kept_answers"], {"before": before})


def lock_of(*, owner: UserId, key: str) -> int:
    """The number of the lock on a key; two keys with one number only wait for each other."""
    digest = sha256(owner.bytes + key.encode("ascii")).digest()
    return int.from_bytes(digest[:LOCK_BYTES], signed=True)
