"""Chance that nobody can guess."""

import secrets
from dataclasses import dataclass

from piggypulse_core.identity.model.credential import CHANCE_BYTES
from piggypulse_core.identity.ports import Tokens


@dataclass(frozen=True, slots=True)
class SystemTokens(Tokens):
    """Draws from the generator of the operating system."""

    def chance(self) -> bytes:
        return secrets.token_bytes(CHANCE_BYTES)
