"""What identity needs from the world."""

from piggypulse_core.identity.ports.doors import (
    CredentialStore,
    SessionStore,
    UserStore,
)
from piggypulse_core.identity.ports.machinery import (
    CommonPasswords,
    Confirmation,
    Keyring,
    Passwords,
    RequestCounts,
    Strength,
    Tokens,
    Verdict,
)
from piggypulse_core.identity.ports.records import (
    AuditLog,
    Outbox,
    ThrottleStore,
)
from piggypulse_core.identity.ports.unit import (
    IdentityUnit,
)

__all__ = [
    "AuditLog",
    "CommonPasswords",
    "Confirmation",
    "CredentialStore",
    "IdentityUnit",
    "Keyring",
    "Outbox",
    "Passwords",
    "RequestCounts",
    "SessionStore",
    "Strength",
    "ThrottleStore",
    "Tokens",
    "UserStore",
    "Verdict",
]
