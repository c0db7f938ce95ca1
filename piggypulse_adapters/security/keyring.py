"""Keys derived from the operator's secrets with HKDF-SHA-256 (RFC 5869), one for each purpose."""

import hmac
import secrets
from base64 import b64encode
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from piggypulse_core.identity.ports import Keyring

SECRET_BYTES = 32
KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """One of the operator's secrets; its id is no secret and names what was made with it."""

    id: str
    value: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """How it is written in settings and files."""
        return f"{self.id}:{b64encode(self.value).decode()}"


def new_secret(*, id: str) -> Secret:  # noqa: A002 - the field's name
    """A secret nobody has ever seen."""
    return Secret(id=id, value=secrets.token_bytes(SECRET_BYTES))


@dataclass(slots=True, kw_only=True)
class HkdfKeyring(Keyring):
    """The first secret makes what is new; a new first one starts counts and pseudonyms afresh."""

    ring: tuple[Secret, ...]
    _throttle: bytes = field(init=False, repr=False)
    _pseudonym: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        assert self.ring, "a ring has at least one secret"
        self._throttle = derived(self.ring[0], purpose="throttle keys")
        self._pseudonym = derived(self.ring[0], purpose="log pseudonyms")

    def throttle_key(self, *, text: str) -> bytes:
        return hmac.digest(self._throttle, text.encode(), "sha256")

    def pseudonym(self, *, text: str) -> bytes:
        return hmac.digest(self._pseudonym, text.encode(), "sha256")


def derived(secret: Secret, /, *, purpose: str) -> bytes:
    """The key of one purpose; none tells anything about another, nor about the secret."""
    label = f"piggypulse v1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(secret.value)
