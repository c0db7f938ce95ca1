"""The audit log in memory."""

from dataclasses import dataclass, replace

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.users import UserRow
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.ports import AuditLog
from piggypulse_core.kernel.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryAudit(AuditLog):
    """The log seen through one transaction; rows without an owner are the security log."""

    transaction: Transaction

    async def record(self, *, owner: UserId | None, event: AuditEvent) -> None:
        if owner is None:
            kept = replace(event, session=None, ip=None, user_agent=None)
        elif owner in self.transaction.rows(UserRow, owner=owner):
            kept = replace(event, subject=None, source=None)
        else:
            return
        self.transaction.writable(AuditEvent, owner=owner)[event.id] = kept
