"""Backup codes hashed with Argon2id (RFC 9106), a whole set under one salt."""

import secrets
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass, field

from argon2 import Type, extract_parameters
from argon2.low_level import hash_secret

from piggypulse_adapters.security.passwords import HASH_BYTES, SALT_BYTES, Cost
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_core.identity.ports import BackupCodeHashes


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2BackupCodes(BackupCodeHashes):
    """An attempt costs one hash, whichever code of the set it is; each hash says what it cost."""

    threads: BoundedThreads
    cost: Cost = field(default_factory=Cost)

    async def hashed(self, *, codes: Sequence[str]) -> Sequence[str]:
        salt = secrets.token_bytes(SALT_BYTES)

        def every() -> list[str]:
            return [_hash(code, salt=salt, cost=self.cost) for code in codes]

        return await self.threads.run(every)

    async def alike(self, *, code: str, sample: str) -> str:
        made = extract_parameters(sample)
        cost = Cost(memory_kib=made.memory_cost, passes=made.time_cost, lanes=made.parallelism)
        return await self.threads.run(_hash, code, salt=_salt_in(sample), cost=cost)


def _hash(code: str, *, salt: bytes, cost: Cost) -> str:
    return hash_secret(
        code.encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=HASH_BYTES,
        type=Type.ID,
    ).decode()


def _salt_in(encoded: str) -> bytes:
    """The salt of a hash in the PHC form, which leaves base64's padding out."""
    salt = encoded.split("$")[4]
    return b64decode(salt + "=" * (-len(salt) % 4))
