"""What identity needs from the world."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.credential import Credential, CredentialKind
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.session import Caller, FoundSession, Session, SessionId
from piggypulse_core.identity.model.throttle import Attempt, Ladder, TryKind
from piggypulse_core.identity.model.user import NewUser, SignInName, User
from piggypulse_core.kernel.ids import UserId

Verdict = Literal["wrong", "right", "outdated"]


class UserStore(Protocol):
    """Keeps users; e-mail keys are unique among all of them."""

    async def add(self, *, owner: UserId, user: NewUser) -> None:
        """Make the user and their profile. Raises EmailTaken."""
        ...

    async def get(self, *, owner: UserId) -> User: ...

    async def find(self, *, email_key: str) -> SignInName | None:
        """Look somebody up by address, before anybody is known."""
        ...

    async def password_hash(self, *, owner: UserId) -> str | None:
        """The hash to compare with; none if gone."""
        ...

    async def hold(self, *, owner: UserId) -> str | None:
        """The password hash, held against other writers until the unit ends; none if gone."""
        ...

    async def save_password(self, *, owner: UserId, password_hash: str) -> None: ...


class SessionStore(Protocol):
    """Keeps sessions and the digests of their secrets; whatever ends one kills both."""

    async def find(self, *, digest: bytes, kind: CredentialKind) -> FoundSession | None:
        """Look a session up by a secret's digest, before anybody is known."""
        ...

    async def add(
        self, *, owner: UserId, session: Session, credentials: Sequence[Credential]
    ) -> None: ...

    async def touch(
        self, *, owner: UserId, session: SessionId, known: datetime, at: datetime
    ) -> None:
        """Write a use down if the last one written is still the known one."""
        ...

    async def end(self, *, owner: UserId, session: SessionId) -> bool:
        """End one with everything that opens it; whether there still was one."""
        ...

    async def end_presented(self, *, digest: bytes, kind: CredentialKind) -> None:
        """End the session a secret stands for, whosever it is; holding it is the right to."""
        ...

    async def trim(self, *, owner: UserId, keep: int) -> None:
        """End all but the most recently used ones; the owner is held."""
        ...

    async def every(self, *, owner: UserId) -> Sequence[Session]:
        """All there are, the newest first."""
        ...

    async def end_others(self, *, owner: UserId, keep: SessionId) -> int:
        """End all but one; how many there were. The owner is held."""
        ...


class CredentialStore(Protocol):
    """Keeps what opens a session; whoever holds the owner, then the session, may change it."""

    async def hold(self, *, owner: UserId, session: SessionId) -> Session | None:
        """The session, held against other writers until the unit ends; none if it ended."""
        ...

    async def prove(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        """Write down that the password was shown."""
        ...

    async def add(self, *, owner: UserId, session: SessionId, credential: Credential) -> None: ...

    async def replace(
        self, *, owner: UserId, session: SessionId, digest: bytes, credential: Credential
    ) -> bool:
        """Put another secret in a live one's place; whether it was there to be replaced."""
        ...

    async def supersede(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        """Every live access token is now one that has had a successor."""
        ...

    async def supersede_one(
        self, *, owner: UserId, session: SessionId, digest: bytes, at: datetime
    ) -> bool:
        """The same for one of them; whether it was live."""
        ...

    async def take_sibling(
        self, *, owner: UserId, session: SessionId, digest: bytes, most: int
    ) -> bool:
        """Count one more sibling of a superseded token's successor; false when there are enough."""
        ...

    async def drop_others(self, *, owner: UserId, session: SessionId, digest: bytes) -> None:
        """Only this one opens the session from now on."""
        ...


class AuditLog(Protocol):
    """Keeps what happened to somebody's security."""

    async def record(self, *, owner: UserId | None, event: AuditEvent) -> None:
        """Write it down; without an owner only what names nobody. Of the erased nothing is kept."""
        ...


class Outbox(Protocol):
    """Keeps letters until they are sent; one written here is gone with its unit if that fails."""

    async def add(self, *, letter: OutboxLetter) -> None: ...


class ThrottleStore(Protocol):
    """Counts attempts before they are judged; keys are digests, so nobody can be read from them."""

    async def reserve(
        self, *, address: bytes, ip: bytes | None, ladder: Ladder, at: datetime
    ) -> Attempt:
        """Count an attempt for both. Raises AccountLocked or TooManyAttempts, counting nothing."""
        ...

    async def withdraw(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        """Take one attempt back that was never judged."""
        ...

    async def forgive(self, *, address: bytes, ip: bytes | None, ladder: Ladder) -> None:
        """After a right password: clear the address, and from this IP take what it did there."""
        ...

    async def clear(self, *, address: bytes, ladder: Ladder) -> None:
        """Clear the address, and take its failures from every IP they were counted in."""
        ...

    async def count_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> bool:
        """Count an answer as wrong before it is judged; true when it is the last one taken.

        Raises TooManyAttempts, counting nothing.
        """
        ...

    async def forget_wrong(self, *, owner: UserId, kind: TryKind, at: datetime) -> None:
        """Take the answer counted at that instant back: it was right."""
        ...

    async def purge(self, *, before: datetime) -> None:
        """Remove what nobody has added to since then."""
        ...


class Passwords(Protocol):
    """Hashes passwords so that guessing is slow; never on the event loop."""

    async def hash(self, *, password: str) -> str:
        """Raises Busy."""
        ...

    async def check(self, *, password: str, password_hash: str | None) -> Verdict:
        """Compare; without a hash it is wrong, after exactly the same work. Raises Busy."""
        ...


class Strength(Protocol):
    """Judges how soon a password would be guessed."""

    async def score(self, *, password: str, context: Sequence[str]) -> int:
        """0 (at once) to 4; `context` are words an attacker would try first. Raises Busy."""
        ...


class CommonPasswords(Protocol):
    """Knows the passwords everybody tries first."""

    def includes(self, *, password: str) -> bool:
        """Whether it is one of them, without regard to case."""
        ...


class Confirmation(Protocol):
    """Asks somebody who is signed in for their password."""

    async def __call__(
        self, *, owner: UserId, session: SessionId, password: str, caller: Caller
    ) -> str:
        """The hash it fits. Raises WrongPassword, TooManyAttempts and Busy."""
        ...


class Tokens(Protocol):
    """Makes what nobody can guess."""

    def chance(self) -> bytes:
        """256 bits of it."""
        ...


class Keyring(Protocol):
    """Keyed digests, each purpose with a key of its own."""

    def throttle_key(self, *, text: str) -> bytes:
        """What attempts are counted under in place of an address or an IP."""
        ...

    def pseudonym(self, *, text: str) -> bytes:
        """What logs call somebody whose name they may not hold."""
        ...


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
