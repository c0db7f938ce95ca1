"""Stores of the second factor, and what makes and reads its codes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from piggypulse_core.identity.model.challenge import Challenge
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.identity.model.two_factor import Sealed, SetupCode, TwoFactor
from piggypulse_core.kernel.ids import UserId


class TwoFactorStore(Protocol):
    """Keeps one second factor per user, confirmed or not."""

    async def get(self, *, owner: UserId) -> TwoFactor | None: ...

    async def begin(self, *, owner: UserId, seed: Sealed, at: datetime) -> bool:
        """Put an unconfirmed one in an earlier unconfirmed one's place; false if one is on."""
        ...

    async def confirm(self, *, owner: UserId, setup: SetupCode, at: datetime) -> bool:
        """Switch an unconfirmed one on with the code that proved it; of many one does."""
        ...

    async def accept(self, *, owner: UserId, counter: int) -> bool:
        """Take the code of a step if none of it or of a later one was taken; of many one does."""
        ...

    async def take_setup_code(
        self, *, owner: UserId, session: SessionId, counter: int, at: datetime
    ) -> bool:
        """Take the set-up's code once more, in the session and the time it is kept for."""
        ...

    async def delete(self, *, owner: UserId) -> bool:
        """Remove it with its backup codes; whether there was one that was on."""
        ...


class BackupCodeStore(Protocol):
    """Keeps hashes of a set of codes; all of a set share one salt."""

    async def replace(self, *, owner: UserId, hashes: Sequence[str]) -> None:
        """A new set in place of the old one, used and unused."""
        ...

    async def sample(self, *, owner: UserId) -> str | None:
        """Any hash of the set, to hash an attempt alike; none without a set."""
        ...

    async def use(self, *, owner: UserId, code_hash: str, at: datetime) -> bool:
        """Use one up; of many that try, one does."""
        ...

    async def count_left(self, *, owner: UserId) -> int: ...


class ChallengeStore(Protocol):
    """Keeps sign-ins that wait for a code; whoever holds the owner may add and complete them."""

    async def find(self, *, digest: bytes) -> Challenge | None:
        """Look one up by its secret's digest, dead or alive, before anybody is known."""
        ...

    async def add(self, *, owner: UserId, challenge: Challenge) -> None: ...

    async def count_try(self, *, owner: UserId, digest: bytes, at: datetime) -> bool:
        """Count a try before it is judged; false when it is too late, or one too many."""
        ...

    async def complete(self, *, owner: UserId, digest: bytes, at: datetime) -> bool:
        """Spend it and make its session a live one in one step; of many that try, one does."""
        ...

    async def trim(self, *, owner: UserId, keep: int) -> None:
        """End all pending sessions but the newest; the owner is held."""
        ...


class SealStore(Protocol):
    """Whatever is sealed, whosever it is: for the operator who changes keys."""

    async def keys(self) -> Sequence[str]:
        """The ids of the keys that anything is sealed with."""
        ...

    async def under_others(
        self, *, key_id: str, after: UserId | None, limit: int
    ) -> Sequence[tuple[UserId, Sealed]]:
        """Seeds sealed with another key, by owner, from beyond one on."""
        ...

    async def replace(self, *, owner: UserId, old: Sealed, new: Sealed) -> bool:
        """The same seed sealed anew, if it is still the old one."""
        ...


class OneTimeCodes(Protocol):
    """Makes an authenticator's codes."""

    def code(self, *, seed: bytes, counter: int) -> str:
        """The six digits of a step (RFC 4226)."""
        ...


class BackupCodeHashes(Protocol):
    """Hashes backup codes so that guessing is slow; never on the event loop."""

    async def hashed(self, *, codes: Sequence[str]) -> Sequence[str]:
        """Hashes of a new set, which share one salt of chance. Raises Busy."""
        ...

    async def alike(self, *, code: str, sample: str) -> str:
        """The hash a code would have in the set of another hash. Raises Busy."""
        ...


class Pictures(Protocol):
    """Draws what cameras read."""

    def qr_code(self, *, text: str) -> str:
        """A picture of a text as a data URI (RFC 2397)."""
        ...
