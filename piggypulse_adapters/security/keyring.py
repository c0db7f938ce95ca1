"""Keys derived from the operator's secrets with HKDF-SHA-256 (RFC 5869), one for each purpose."""

import hmac
import secrets
from base64 import b64encode
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from piggypulse_core.identity.model.two_factor import Sealed, SealedOtherwise
from piggypulse_core.identity.ports import Keyring
from piggypulse_core.kernel.ids import UserId

SECRET_BYTES = 32
KEY_BYTES = 32
NONCE_BYTES = 12
SEAL_VERSION = 1


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
    """The first secret makes what is new, the others open what they once sealed.

    A new first one starts counts and pseudonyms afresh.
    """

    ring: tuple[Secret, ...]
    _throttle: bytes = field(init=False, repr=False)
    _pseudonym: bytes = field(init=False, repr=False)
    _seals: dict[str, AESGCM] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        assert self.ring, "a ring has at least one secret"
        self._throttle = derived(self.ring[0], purpose="throttle keys")
        self._pseudonym = derived(self.ring[0], purpose="log pseudonyms")
        self._seals = {one.id: AESGCM(derived(one, purpose="seals")) for one in self.ring}

    def throttle_key(self, *, text: str) -> bytes:
        return hmac.digest(self._throttle, text.encode(), "sha256")

    def pseudonym(self, *, text: str) -> bytes:
        return hmac.digest(self._pseudonym, text.encode(), "sha256")

    def key_ids(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.ring)

    def seal(self, *, purpose: str, owner: UserId, value: bytes) -> Sealed:
        key_id, nonce = self.ring[0].id, secrets.token_bytes(NONCE_BYTES)
        about = _about(key_id=key_id, purpose=purpose, owner=owner)
        head = bytes([SEAL_VERSION, len(key_id)]) + key_id.encode()
        text = self._seals[key_id].encrypt(nonce, value, about)
        return Sealed(value=head + nonce + text, key_id=key_id)

    def open(self, *, purpose: str, owner: UserId, sealed: Sealed) -> bytes:
        key_id, nonce, text = _parted(sealed.value)
        if key_id not in self._seals:
            raise SealedOtherwise
        about = _about(key_id=key_id, purpose=purpose, owner=owner)
        try:
            return self._seals[key_id].decrypt(nonce, text, about)
        except InvalidTag:
            raise SealedOtherwise from None


def derived(secret: Secret, /, *, purpose: str) -> bytes:
    """The key of one purpose; none tells anything about another, nor about the secret."""
    label = f"piggypulse v1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(secret.value)


def _about(*, key_id: str, purpose: str, owner: UserId) -> bytes:
    """What a sealed value is bound to: elsewhere it does not open (NIST SP 800-38D)."""
    head = bytes([SEAL_VERSION, len(key_id)]) + key_id.encode()
    return head + owner.bytes + purpose.encode()


def _parted(value: bytes) -> tuple[str, bytes, bytes]:
    """Key id, nonce and sealed text of a value."""
    if value[:1] != bytes([SEAL_VERSION]) or len(value) < 2 + NONCE_BYTES:
        raise SealedOtherwise
    name_end = 2 + value[1]
    nonce_end = name_end + NONCE_BYTES
    return (
        value[2:name_end].decode("ascii", "replace"),
        value[name_end:nonce_end],
        value[nonce_end:],
    )
