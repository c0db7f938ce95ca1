"""What identity needs from the world."""

from piggypulse_core.identity.ports.codes import CodeCheck
from piggypulse_core.identity.ports.doors import (
    CredentialStore,
    SessionStore,
    UserStore,
)
from piggypulse_core.identity.ports.letters import (
    Mailer,
    Outbox,
)
from piggypulse_core.identity.ports.machinery import (
    CommonPasswords,
    Confirmation,
    Judgement,
    Keyring,
    Passwords,
    RequestCounts,
    Strength,
    Tokens,
    Verdict,
)
from piggypulse_core.identity.ports.mailed_tokens import (
    MailedTokenStore,
    Minting,
)
from piggypulse_core.identity.ports.purges import (
    PurgeStore,
)
from piggypulse_core.identity.ports.records import (
    AuditLog,
    ThrottleStore,
)
from piggypulse_core.identity.ports.two_factor import (
    BackupCodeHashes,
    BackupCodeStore,
    ChallengeStore,
    OneTimeCodes,
    Pictures,
    SealStore,
    TwoFactorStore,
)
from piggypulse_core.identity.ports.unit import (
    IdentityUnit,
)

__all__ = [
    "AuditLog",
    "BackupCodeHashes",
    "BackupCodeStore",
    "ChallengeStore",
    "CodeCheck",
    "CommonPasswords",
    "Confirmation",
    "CredentialStore",
    "IdentityUnit",
    "Judgement",
    "Keyring",
    "MailedTokenStore",
    "Mailer",
    "Minting",
    "OneTimeCodes",
    "Outbox",
    "Passwords",
    "Pictures",
    "PurgeStore",
    "RequestCounts",
    "SealStore",
    "SessionStore",
    "Strength",
    "ThrottleStore",
    "Tokens",
    "TwoFactorStore",
    "UserStore",
    "Verdict",
]
