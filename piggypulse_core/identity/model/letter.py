"""Letters to be sent: what happened, and to whom; never a secret."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from piggypulse_core.kernel.ids import UserId

LetterKind = Literal[
    "welcome",
    "password_changed",
    "session_stolen",
    "sessions_revoked",
    "data_reset",
    "account_deleted",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxLetter:
    """A letter that waits; it goes to a user, or to the address it names."""

    id: UUID
    kind: LetterKind
    created_at: datetime
    owner: UserId | None = None
    email_key: str | None = None
    email: str | None = None
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
