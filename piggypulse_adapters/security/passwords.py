"""Passwords hashed with Argon2id (RFC 9106)."""

from dataclasses import dataclass, field

from argon2 import PasswordHasher, Type, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_core.identity.ports import Passwords, Verdict

SALT_BYTES = 16
HASH_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one hash costs; the default is the second recommendation of OWASP's cheat sheet."""

    memory_kib: int = 19 * 1024
    passes: int = 2
    lanes: int = 1

    def hasher(self) -> PasswordHasher:
        """A hasher of this cost."""
        return PasswordHasher(
            time_cost=self.passes,
            memory_cost=self.memory_kib,
            parallelism=self.lanes,
            hash_len=HASH_BYTES,
            salt_len=SALT_BYTES,
            type=Type.ID,
        )

    def exceeds(self, *, password_hash: str) -> bool:
        """Whether a hash was made more cheaply than this."""
        made = extract_parameters(password_hash)
        return (
            made.type is not Type.ID
            or made.memory_cost < self.memory_kib
            or made.time_cost < self.passes
            or made.salt_len < SALT_BYTES
            or made.hash_len < HASH_BYTES
        )


@dataclass(slots=True, kw_only=True)
class Argon2Passwords(Passwords):
    """Hashes and compares in threads; nobody's password costs as much as somebody's."""

    threads: BoundedThreads
    cost: Cost = field(default_factory=Cost)
    _hasher: PasswordHasher = field(init=False)
    _nobody: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._hasher = self.cost.hasher()
        self._nobody = self._hasher.hash("nobody has this password")

    async def hash(self, *, password: str) -> str:
        return await self.threads.run(self._hasher.hash, password)

    async def check(self, *, password: str, password_hash: str | None) -> Verdict:
        against = self._nobody if password_hash is None else password_hash
        verdict = await self.threads.run(self._verdict, password, against)
        return "wrong" if password_hash is None else verdict

    def _verdict(self, password: str, password_hash: str) -> Verdict:
        try:
            self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return "wrong"
        return "outdated" if self.cost.exceeds(password_hash=password_hash) else "right"
