"""What one transaction offers."""

from typing import Protocol

from piggypulse_core.identity.ports.doors import CredentialStore, SessionStore, UserStore
from piggypulse_core.identity.ports.letters import Outbox
from piggypulse_core.identity.ports.mailed_tokens import MailedTokenStore
from piggypulse_core.identity.ports.purges import PurgeStore
from piggypulse_core.identity.ports.records import AuditLog, ThrottleStore
from piggypulse_core.identity.ports.two_factor import (
    BackupCodeStore,
    ChallengeStore,
    SealStore,
    TwoFactorStore,
)


class IdentityUnit(Protocol):
    """The stores of identity that one transaction offers."""

    @property
    def users(self) -> UserStore: ...

    @property
    def sessions(self) -> SessionStore: ...

    @property
    def credentials(self) -> CredentialStore: ...

    @property
    def two_factor(self) -> TwoFactorStore: ...

    @property
    def backup_codes(self) -> BackupCodeStore: ...

    @property
    def challenges(self) -> ChallengeStore: ...

    @property
    def seals(self) -> SealStore: ...

    @property
    def audit(self) -> AuditLog: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def throttle(self) -> ThrottleStore: ...

    @property
    def mailed_tokens(self) -> MailedTokenStore: ...

    @property
    def purges(self) -> PurgeStore: ...
