"""Removing what is dead, in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.outbox import OutboxRow
from piggypulse_adapters.memory.identity.sessions import MemorySessions
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.retention import EndedSession
from piggypulse_core.identity.model.session import Session
from piggypulse_core.identity.model.two_factor import TwoFactor
from piggypulse_core.identity.ports import PurgeStore

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPurges(PurgeStore):
    """The dead seen through one transaction."""

    transaction: Transaction

    async def sessions(
        self, *, at: datetime, unused_since: datetime, most: int
    ) -> Sequence[EndedSession]:
        def is_dead(one: Session) -> bool:
            waited = one.pending_until is not None and one.pending_until <= at
            return one.ends_at <= at or one.last_seen_at <= unused_since or waited

        store = MemorySessions(transaction=self.transaction)
        ended = [
            EndedSession(
                owner=owner, session=session.id, was_pending=session.pending_until is not None
            )
            for owner, session in self._found(Session, is_dead, most=most)
        ]
        for one in ended:
            await store.end(owner=one.owner, session=one.session)
        return ended

    async def set_ups(self, *, before: datetime, most: int) -> int:
        def is_dead(one: TwoFactor) -> bool:
            return one.confirmed_at is None and one.begun_at < before

        found = self._found(TwoFactor, is_dead, most=most)
        for owner, _ in found:
            self.transaction.writable(TwoFactor, owner=owner).clear()
        return len(found)

    async def letters(self, *, before: datetime, at: datetime, most: int) -> int:
        def is_dead(one: OutboxRow) -> bool:
            if one.sent_at is not None:
                return one.sent_at < before
            free = one.claimed_until is None or one.claimed_until <= at
            return one.letter.created_at < before and free

        found = self._found(OutboxRow, is_dead, most=most)
        for owner, one in found:
            del self.transaction.writable(OutboxRow, owner=owner)[one.letter.id]
        return len(found)

    async def events(self, *, before: datetime, most: int) -> int:
        found = self._found(AuditEvent, lambda one: one.at < before, most=most)
        for owner, one in found:
            del self.transaction.writable(AuditEvent, owner=owner)[one.id]
        return len(found)

    async def places(self, *, before: datetime, most: int) -> int:
        def tells(one: AuditEvent) -> bool:
            return one.at < before and (one.ip is not None or one.user_agent is not None)

        found = self._found(AuditEvent, tells, most=most)
        for owner, one in found:
            rows = self.transaction.writable(AuditEvent, owner=owner)
            rows[one.id] = replace(one, ip=None, user_agent=None)
        return len(found)

    def _found(
        self, kind: type[Row], is_meant: Callable[[Row], bool], *, most: int
    ) -> list[tuple[Any, Row]]:
        """Rows of everybody, with whose they are."""
        known = {*self.transaction.database.tables, *self.transaction.copies}
        owners = [whose for one, whose in known if one is kind]
        found = [
            (owner, row)
            for owner in owners
            for row in self.transaction.rows(kind, owner=owner).values()
            if is_meant(row)
        ]
        return found[:most]
