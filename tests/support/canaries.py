"""Secrets issued or typed while tests spoke HTTP, and a search for them where none belong.

Whatever a server hands to one client alone is a canary: found in a log or at rest, it has leaked.
"""

import base64
import binascii
import io
import json
import logging
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

import httpx
import structlog

ISSUED = ("token", "twoFactorToken", "secret", "backupCodes")
TYPED = ("password", "currentPassword", "newPassword", "token", "twoFactorToken")
SHORTEST = 12
"""What is shorter could stand anywhere by chance."""

OTHERS_LOGS = ("httpx", "httpcore", "asyncio")
"""Loggers of what the tests themselves use."""

_WORD = re.compile(r"[A-Za-z0-9_-]{12,}")
_ADDRESS = re.compile(r"[^\s\"'<>,:]+@[^\s\"'<>,:]+")
_HEX = re.compile(r"\\x([0-9a-f]{24,})")


@dataclass(slots=True)
class Canaries:
    """What has been issued and typed so far, and what was logged meanwhile."""

    secrets: set[str] = field(default_factory=set)
    passwords: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    log: io.StringIO = field(default_factory=io.StringIO)

    def note(self, response: httpx.Response, /) -> None:
        """Remember what a request showed and its answer gave away."""
        if not response.is_success:
            return
        for name, value in _members(response.request.content, names=TYPED):
            (self.passwords if "assword" in name else self.secrets).add(value)
        self.addresses |= {
            value for _, value in _members(response.request.content, names=("email",))
        }
        given = [value for _, value in _members(response.content, names=ISSUED)]
        for header in response.headers.get_list("set-cookie"):
            given += [one.value for one in SimpleCookie(header).values()]
        self.secrets |= {one for one in given if len(one) >= SHORTEST}

    def in_log(self) -> Collection[str]:
        """Secrets and addresses that were logged."""
        text = self.log.getvalue()
        return self.in_text(text) | (self.addresses & set(_ADDRESS.findall(text)))

    def in_text(self, text: str, /) -> set[str]:
        """Secrets that stand in a text, as they were given or as what they encode."""
        raw = "".join(
            bytes.fromhex(one[: len(one) // 2 * 2]).decode("latin-1") + " "
            for one in _HEX.findall(text)
        )
        words = set(_WORD.findall(text)) | set(_WORD.findall(raw))
        hidden = set(_HEX.findall(text))
        found = {one for one in self.secrets if words & spellings(one) or hidden & raw_of(one)}
        return found | {one for one in self.passwords if one in text or one in raw}

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Keep every line logged during a block."""
        handler = logging.StreamHandler(self.log)
        handler.addFilter(lambda record: record.name.partition(".")[0] not in OTHERS_LOGS)
        root, before = logging.getLogger(), structlog.get_config()
        root.addHandler(handler)
        structlog.configure(
            processors=[structlog.processors.JSONRenderer()],
            logger_factory=structlog.PrintLoggerFactory(file=self.log),
        )
        try:
            yield
        finally:
            structlog.configure(**before)
            root.removeHandler(handler)


def spellings(secret: str, /) -> set[str]:
    """How a secret may be written: with its prefix, dashes and case, or without."""
    plain = secret.replace("-", "")
    without_prefix = re.sub(r"^pp_[a-z0-9]+_", "", secret)
    return {secret, plain, without_prefix, plain.lower()}


def raw_of(secret: str, /) -> set[str]:
    """The bytes a secret encodes, in hex."""
    text = re.sub(r"^pp_[a-z0-9]+_", "", secret).replace("-", "")
    padded = text + "=" * (-len(text) % 8)
    found = set()
    for decode in (bytes.fromhex, base64.urlsafe_b64decode, base64.b32decode):
        with suppress(ValueError, binascii.Error):
            found.add(decode(text if decode is bytes.fromhex else padded).hex())
    return found


def _members(body: bytes, /, *, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """The texts of an object's members of these names, or of an array of nothing but texts."""
    try:
        value = json.loads(body)
    except ValueError:
        return
    if isinstance(value, list):
        value = {"backupCodes": value}
    if not isinstance(value, dict):
        return
    for name in names:
        texts = value[name] if isinstance(value.get(name), list) else [value.get(name)]
        for one in texts:
            if isinstance(one, str) and len(one) >= SHORTEST:
                yield name, one
