"""Making data go away, in memory."""

from dataclasses import dataclass

from piggypulse_adapters.memory.database import Transaction
from piggypulse_adapters.memory.identity.backup_codes import BackupCodeRow
from piggypulse_adapters.memory.identity.mailed_tokens import MemoryMailedTokens
from piggypulse_adapters.memory.identity.outbox import OutboxRow
from piggypulse_adapters.memory.identity.sessions import CredentialRow
from piggypulse_adapters.memory.identity.throttle import WrongAnswers
from piggypulse_adapters.memory.identity.users import SignInNameRow, UserRow
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.challenge import Challenge
from piggypulse_core.identity.model.session import Session
from piggypulse_core.identity.model.two_factor import TwoFactor
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.portability.ports import ErasureStore
from piggypulse_core.settings.model.preferences import Preferences
from piggypulse_core.settings.model.profile import Profile

KEPT = frozenset(
    {UserRow, Profile, Preferences, Session, AuditEvent, WrongAnswers, TwoFactor, BackupCodeRow}
)
"""What says who somebody is and how they like things; everything else they have made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryErasures(ErasureStore):
    """Everything seen through one transaction, which is the only one that writes."""

    transaction: Transaction

    async def lock(self, *, owner: UserId) -> None:
        """Nobody else writes as it is."""

    async def clear(self, *, owner: UserId) -> None:
        for kind in self._kinds(owner) - KEPT:
            self.transaction.writable(kind, owner=owner).clear()

    async def erase(self, *, owner: UserId, email_key: str, subject: bytes) -> None:
        log = self.transaction.writable(AuditEvent, owner=None)
        for one in self.transaction.rows(AuditEvent, owner=owner).values():
            log[one.id] = AuditEvent(
                id=one.id, kind=one.kind, outcome=one.outcome, at=one.at, subject=subject
            )
        for kind in self._kinds(owner):
            self.transaction.writable(kind, owner=owner).clear()
        credentials = self.transaction.writable(CredentialRow, owner=None)
        for digest in [key for key, row in credentials.items() if row.owner == owner]:
            del credentials[digest]
        challenges = self.transaction.writable(Challenge, owner=None)
        for challenge in [one for one in challenges.values() if one.owner == owner]:
            del challenges[challenge.digest]
        await MemoryMailedTokens(transaction=self.transaction).void(owner=owner)
        self.transaction.writable(SignInNameRow, owner=None).pop(email_key, None)
        letters = self.transaction.writable(OutboxRow, owner=None)
        for letter in [row.letter for row in letters.values()]:
            if letter.owner == owner or letter.email_key == email_key:
                del letters[letter.id]

    def _kinds(self, owner: UserId) -> set[type]:
        known = {*self.transaction.database.tables, *self.transaction.copies}
        return {kind for kind, whose in known if whose == owner}
