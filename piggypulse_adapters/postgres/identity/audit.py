"""The audit log in PostgreSQL."""

from dataclasses import dataclass

from piggypulse_adapters.postgres.connections import Connection
from piggypulse_adapters.postgres.statements import load
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.ports import AuditLog
from piggypulse_core.kernel.ids import UserId

SQL = load(package=__package__, file="audit.sql")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresAudit(AuditLog):
    """The log seen through one connection."""

    connection: Connection

    async def record(self, *, owner: UserId | None, event: AuditEvent) -> None:
        if owner is None:
            await self._note(event=event)
            return
        await self.connection.execute(
            SQL["add_audit_event"],
            {
                "owner": owner,
                "id": event.id,
                "kind": event.kind,
                "outcome": event.outcome,
                "reason": event.reason,
                "session": event.session,
                "ip": event.ip,
                "user_agent": event.user_agent,
                "request_id": event.request_id,
                "at": event.at,
            },
        )

    async def _note(self, *, event: AuditEvent) -> None:
        await self.connection.execute(
            SQL["add_security_record"],
            {
                "id": event.id,
                "kind": event.kind,
                "outcome": event.outcome,
                "reason": event.reason,
                "subject": event.subject,
                "source": event.source,
                "request_id": event.request_id,
                "at": event.at,
            },
        )
