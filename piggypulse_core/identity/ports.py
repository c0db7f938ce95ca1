"""What identity needs from the world."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol

from piggypulse_core.identity.model.credential import Credential, CredentialKind
from piggypulse_core.identity.model.session import FoundSession, Session, SessionId
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

    async def touch(self, *, owner: UserId, session: SessionId, at: datetime) -> None:
        """Write a use down, unless a later one is written already."""
        ...

    async def end(self, *, owner: UserId, session: SessionId) -> None: ...

    async def end_presented(self, *, digest: bytes, kind: CredentialKind) -> None:
        """End the session a secret stands for, whosever it is; holding it is the right to."""
        ...

    async def trim(self, *, owner: UserId, keep: int) -> None:
        """End all but the most recently used ones."""
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


class Tokens(Protocol):
    """Makes what nobody can guess."""

    def chance(self) -> bytes:
        """256 bits of it."""
        ...


class IdentityUnit(Protocol):
    """The stores of identity that one transaction offers."""

    @property
    def users(self) -> UserStore: ...

    @property
    def sessions(self) -> SessionStore: ...
