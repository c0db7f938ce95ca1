"""What a back end has written down: letters that wait and both logs, oldest first."""

from collections.abc import Sequence
from typing import Any, TypeVar

from piggypulse_adapters.memory.identity.outbox import OutboxRow
from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.kernel.ids import UserId
from tests.support.works import AnyWork

Row = TypeVar("Row")

SQL = load(package="tests.support", file="records.sql")


async def audit_of(work: AnyWork, owner: UserId, /) -> Sequence[AuditEvent]:
    """The events of one person."""
    if isinstance(work, MemoryWork):
        return _kept(work, AuditEvent, owner)
    rows = await _rows(work, "audit_of", owner=owner)
    return [
        AuditEvent(
            id=row[0],
            kind=row[1],
            outcome=row[2],
            reason=row[3],
            session=row[4],
            ip=row[5],
            user_agent=row[6],
            request_id=row[7],
            at=row[8],
        )
        for row in rows
    ]


async def security_log(work: AnyWork, /) -> Sequence[AuditEvent]:
    """The events of people who are unknown or gone."""
    if isinstance(work, MemoryWork):
        return _kept(work, AuditEvent, None)
    return [
        AuditEvent(
            id=row[0],
            kind=row[1],
            outcome=row[2],
            reason=row[3],
            subject=row[4],
            source=row[5],
            request_id=row[6],
            at=row[7],
        )
        for row in await _rows(work, "security_log")
    ]


async def letters(work: AnyWork, /) -> Sequence[OutboxLetter]:
    """Every letter that waits."""
    if isinstance(work, MemoryWork):
        rows = _kept(work, OutboxRow, None)
        return [row.letter for row in rows if row.sent_at is None]
    return [
        OutboxLetter(
            id=row[0],
            kind=row[1],
            owner=row[2],
            email_key=row[3],
            email=row[4],
            parameters=row[5],
            created_at=row[6],
        )
        for row in await _rows(work, "letters")
    ]


def _kept(work: MemoryWork, kind: type[Row], owner: UserId | None) -> Sequence[Row]:
    return list(work.database.tables.get((kind, owner), {}).values())


async def _rows(work: PostgresWork, name: str, **given: object) -> Sequence[tuple[Any, ...]]:
    async with work.pool.connection() as connection:
        cursor = await connection.execute(SQL[name], given)
        return await cursor.fetchall()
