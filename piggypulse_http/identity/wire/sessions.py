"""Sessions on the wire."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from piggypulse_core.identity.model.session import Session, SessionId


class SessionOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """One sign-in on one device; what the client said of itself is no proof."""

    id: UUID
    created_at: datetime
    is_current: bool
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str | None
    ip: str | None
    kind: Literal["browser", "program"] | None


def sessions_out(sessions: Sequence[Session], /, *, current: SessionId) -> list[SessionOut]:
    """The list's reply."""
    return [
        SessionOut(
            id=one.id,
            created_at=one.created_at,
            is_current=one.id == current,
            last_seen_at=one.last_seen_at,
            expires_at=one.ends_at,
            user_agent=one.user_agent,
            ip=None if one.ip is None else str(one.ip),
            kind=one.kind,
        )
        for one in sessions
    ]
