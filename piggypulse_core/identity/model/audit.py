"""The audit log: what happened to somebody's security, when, and from where it was done."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address
from typing import Literal
from uuid import UUID

from piggypulse_core.identity.model.session import Caller, Device, SessionId, legible

EventKind = Literal[
    "registered",
    "sign_in",
    "locked",
    "unlocked",
    "signed_out",
    "token_refreshed",
    "token_reused",
    "session_revoked",
    "session_expired",
    "reauthenticated",
    "confirmation",
    "password_changed",
    "reset_asked",
    "password_reset",
    "emergency_asked",
    "emergency_done",
    "two_factor_begun",
    "two_factor_on",
    "two_factor_off",
    "codes_regenerated",
    "code_used",
    "data_exported",
    "data_imported",
    "data_reset",
    "account_deleted",
    "cross_site_refused",
    "foreign_id",
]
Outcome = Literal["ok", "failed", "refused"]
Reason = Literal["unknown", "password", "code", "limit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """One entry; where nobody is known, pseudonyms stand for who was meant and who asked."""

    id: UUID
    kind: EventKind
    at: datetime
    outcome: Outcome = "ok"
    reason: Reason | None = None
    session: SessionId | None = None
    ip: IPv4Address | IPv6Address | None = None
    user_agent: str | None = None
    request_id: UUID | None = None
    subject: bytes | None = None
    source: bytes | None = None


def audited(
    *,
    id: UUID,  # noqa: A002 - the field's name
    kind: EventKind,
    at: datetime,
    by: Caller | Device,
    session: SessionId | None = None,
    outcome: Outcome = "ok",
    reason: Reason | None = None,
) -> AuditEvent:
    """An entry about what somebody did from somewhere."""
    return AuditEvent(
        id=id,
        kind=kind,
        at=at,
        outcome=outcome,
        reason=reason,
        session=session,
        ip=by.ip,
        user_agent=None if by.user_agent is None else legible(by.user_agent),
        request_id=by.request_id,
    )
