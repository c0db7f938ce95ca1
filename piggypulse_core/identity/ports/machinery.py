"""What has to be made, hashed, judged or asked for by something that is no store."""

from collections.abc import Sequence
from typing import Literal, Protocol

from piggypulse_core.identity.model.password import About
from piggypulse_core.identity.model.request_limit import RequestLimit, Standing
from piggypulse_core.identity.model.session import Caller, SessionId
from piggypulse_core.identity.model.two_factor import Sealed
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Faults

Verdict = Literal["wrong", "right", "outdated"]


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


class Judgement(Protocol):
    """Judges the new password of somebody."""

    async def __call__(self, *, password: str, about: About, field: str, faults: Faults) -> None:
        """Raises InvalidInput with what is wrong with it and what was found before; and Busy."""
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


class RequestCounts(Protocol):
    """Counts requests against limits."""

    async def take(self, *, limit: RequestLimit, key: str) -> Standing:
        """Count one for whoever the key stands for; how they stand then."""
        ...


class Keyring(Protocol):
    """Keyed digests and sealed values, each purpose with a key of its own."""

    def throttle_key(self, *, text: str) -> bytes:
        """What attempts are counted under in place of an address or an IP."""
        ...

    def pseudonym(self, *, text: str) -> bytes:
        """What logs call somebody whose name they may not hold."""
        ...

    def key_ids(self) -> Sequence[str]:
        """What the keys are called, the one that seals first."""
        ...

    def seal(self, *, purpose: str, owner: UserId, value: bytes) -> Sealed:
        """Seal a secret of somebody's so that it opens for nobody else and for nothing else."""
        ...

    def open(self, *, purpose: str, owner: UserId, sealed: Sealed) -> bytes:
        """What was sealed. Raises SealedOtherwise."""
        ...
