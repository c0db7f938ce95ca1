"""What one transaction offers."""

from typing import Protocol

from piggypulse_core.identity.ports.doors import CredentialStore, SessionStore, UserStore
from piggypulse_core.identity.ports.records import AuditLog, Outbox, ThrottleStore


class IdentityUnit(Protocol):
    """The stores of identity that one transaction offers."""

    @property
    def users(self) -> UserStore: ...

    @property
    def sessions(self) -> SessionStore: ...

    @property
    def credentials(self) -> CredentialStore: ...

    @property
    def audit(self) -> AuditLog: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def throttle(self) -> ThrottleStore: ...
