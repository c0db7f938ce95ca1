"""Secrets that stand for a session: how they look, and what is kept of them."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Literal

CredentialKind = Literal["cookie", "access_token"]

CHANCE_BYTES = 32
ACCESS_TOKEN_PREFIX = "pp_at_"  # noqa: S105 - the prefix alone opens nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What is kept of a secret: enough to know it again, not enough to use it."""

    digest: bytes
    kind: CredentialKind
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """A secret somebody shows us."""

    secret: str = field(repr=False)
    kind: CredentialKind


def url_secret(*, chance: bytes) -> str:
    """Chance in the form a URL can carry it: base64url (RFC 4648, 5) without padding."""
    assert len(chance) == CHANCE_BYTES, "secrets have 256 bits"
    return urlsafe_b64encode(chance).rstrip(b"=").decode()


def cookie_secret(*, chance: bytes) -> str:
    """Chance in the form a session cookie carries it."""
    return url_secret(chance=chance)


def access_token(*, chance: bytes) -> str:
    """Chance in the form an Authorization header carries it."""
    assert len(chance) == CHANCE_BYTES, "secrets have 256 bits"
    return ACCESS_TOKEN_PREFIX + chance.hex()


def digest_of(*, secret: str) -> bytes:
    """What is kept in place of a secret (SHA-256); of text we never made nothing is found."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
