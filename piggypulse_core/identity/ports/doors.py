"""Stores of who somebody is and of what lets them in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from piggypulse_core.identity.model.credential import Credential, CredentialKind
from piggypulse_core.identity.model.session import FoundSession, Session, SessionId
from piggypulse_core.identity.model.user import NewUser, SignInName, User
from piggypulse_core.kernel.ids import UserId


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

    async def save_password(
        self,
        *,
        owner: UserId,
        password_hash: str,
        changed_at: datetime | None = None,
        reset_at: datetime | None = None,
    ) -> None:
        """Replace the hash; when there was another password, and one by letter, is remembered."""
        ...


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

    async def end_others(self, *, owner: UserId, keep: SessionId | None) -> int:
        """End all but one, or all, pending ones too; how many there were. The owner is held."""
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
