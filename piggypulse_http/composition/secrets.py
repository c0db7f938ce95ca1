"""The ring of secrets: read from settings or a file, or made once for the embedded database."""

import os
import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections import Counter
from pathlib import Path

from piggypulse_adapters.security.keyring import SECRET_BYTES, Secret, new_secret

FILE_NAME = "secrets"
DIFFERENT_BYTES_MIN = 12
"""Chance repeats itself this often once in far more rings than there will ever be."""

EXAMPLES = frozenset({b"example secret, not to be used!!"})
"""Secrets that stand in documents, where everybody can read them."""

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def checked_ring(text: str, /) -> tuple[Secret, ...]:
    """A ring as an operator writes it; raises ValueError in words that repeat nothing of it."""
    ring = tuple(_checked(part.strip()) for part in text.strip().split(","))
    if max(Counter(secret.id for secret in ring).values()) > 1:
        raise ValueError("must give every secret an id of its own")
    if max(Counter(secret.value for secret in ring).values()) > 1:
        raise ValueError("must not hold the same secret twice")
    return ring


def _checked(part: str) -> Secret:
    name, _, encoded = part.partition(":")
    if not _ID.fullmatch(name):
        raise ValueError("must be id:secret, with commas between several")
    try:
        value = b64decode(encoded, validate=True)
    except NoBase64:
        raise ValueError("must hold its secrets in base64") from None
    if len(value) != SECRET_BYTES:
        raise ValueError(f"must hold secrets of {SECRET_BYTES} bytes: openssl rand -base64 32")
    if value in EXAMPLES or len(set(value)) < DIFFERENT_BYTES_MIN:
        raise ValueError("must hold secrets made by chance: openssl rand -base64 32")
    return Secret(id=name, value=value)


def ring_in(file: Path, /) -> tuple[Secret, ...]:
    """The ring a file holds; raises ValueError in words."""
    try:
        return checked_ring(file.read_text(encoding="ascii"))
    except OSError as trouble:
        raise ValueError(f"cannot be read: {trouble.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError("must be id:secret, with commas between several") from None


def kept_ring(*, data: Path) -> Path:
    """The file beside the embedded database, made with its first start and readable by us alone."""
    file = data / FILE_NAME
    if not file.exists():
        made = file.with_name(f"{FILE_NAME}.{os.getpid()}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(new_secret(id="first").text + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            # Whoever comes second keeps what the first one made.
            os.link(made, file)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return file
