"""The second factor: an authenticator's codes (RFC 6238), each taken once, and backup codes."""

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Literal
from urllib.parse import quote, urlencode

from piggypulse_core.identity.model.credential import CHANCE_BYTES
from piggypulse_core.identity.model.session import SessionId
from piggypulse_core.kernel.refusal import Conflict, Faults, Invalid

STEP = timedelta(seconds=30)
SKEW_STEPS = 1
"""How many steps a clock may be off to either side."""

CODE_DIGITS = 6
SEED_BYTES = 20
SETUP_LIFE = timedelta(minutes=15)
SETUP_CODE_LIFE = timedelta(minutes=5)
"""How long the code that confirmed the set-up may be shown once more, for backup codes."""

BACKUP_CODES = 10
BACKUP_CODE_LENGTH = 16
CODE_LENGTH_MAX = 20
SEED_PURPOSE = "second factor seeds"

_BACKUP_BYTES = 10
_GROUP = 4
_BACKUP_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CodeKind = Literal["totp", "backup", "nonsense"]


class TwoFactorCodeInvalid(Invalid):
    """This code is wrong, or it was used before."""

    code = "two_factor_code_invalid"


class TwoFactorAlreadyEnabled(Conflict):
    """The second factor is on already."""

    code = "two_factor_already_enabled"


class TwoFactorNotEnabled(Conflict):
    """There is no second factor that is on."""

    code = "two_factor_not_enabled"


class TwoFactorSetupNotStarted(Conflict):
    """No second factor waits to be confirmed; begin again."""

    code = "two_factor_setup_not_started"


class SealedOtherwise(Exception):
    """A sealed value does not open: its key is gone, or it was sealed for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A secret that only the operator's ring opens; `key_id` says which key sealed it."""

    value: bytes = field(repr=False)
    key_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupCode:
    """The code that confirmed the set-up: its counter, where it was shown, how long it counts."""

    counter: int
    session: SessionId
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoFactor:
    """Somebody's second factor; it is on once it is confirmed.

    `last_counter` is the step of the last code taken: no code of it or of an earlier one counts.
    """

    seed: Sealed
    begun_at: datetime
    confirmed_at: datetime | None = None
    last_counter: int | None = None
    setup: SetupCode | None = None

    def is_fresh(self, *, now: datetime) -> bool:
        """Whether a set-up can still be confirmed."""
        return now - self.begun_at < SETUP_LIFE


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCode:
    """What somebody typed, told apart by its form; text in the form it is compared in."""

    kind: CodeKind
    text: str = field(repr=False)


def typed_code(*, text: str, field: str = "code") -> TypedCode:
    """Case, spaces and dashes do not count; raises InvalidInput for what no field can hold."""
    trimmed = text.strip()
    faults = Faults()
    if len(trimmed) < CODE_DIGITS:
        faults.add(
            field=field, code="too_short", message=f"Needs at least {CODE_DIGITS} characters."
        )
    if len(trimmed) > CODE_LENGTH_MAX:
        faults.add(
            field=field, code="too_long", message=f"Takes at most {CODE_LENGTH_MAX} characters."
        )
    faults.settle()
    plain = trimmed.replace(" ", "").replace("-", "").upper()
    if len(plain) == CODE_DIGITS and plain.isascii() and plain.isdigit():
        return TypedCode(kind="totp", text=plain)
    if len(plain) == BACKUP_CODE_LENGTH and _BACKUP_ALPHABET.issuperset(plain):
        return TypedCode(kind="backup", text=plain)
    return TypedCode(kind="nonsense", text="")


def counter_at(now: datetime, /) -> int:
    """The number of the step an instant lies in."""
    return (now - _EPOCH) // STEP


def counters_around(now: datetime, /, *, after: int | None) -> tuple[int, ...]:
    """The steps whose codes count now: this one and its neighbours, never a used or passed one."""
    here = counter_at(now)
    near = range(here - SKEW_STEPS, here + SKEW_STEPS + 1)
    return tuple(one for one in near if after is None or one > after)


def matching_counter(*, code: str, codes: dict[int, str]) -> int | None:
    """The latest step with this code, so that it never counts again; compares in constant time."""
    found = [one for one, right in codes.items() if compare_digest(code.encode(), right.encode())]
    return max(found, default=None)


def new_seed(*, chance: bytes) -> bytes:
    """160 bits of chance, as RFC 4226 recommends."""
    assert len(chance) == CHANCE_BYTES, "seeds are cut from 256 bits"
    return chance[:SEED_BYTES]


def seed_text(seed: bytes, /) -> str:
    """A seed as people type it into an authenticator: base32 without padding (RFC 4648)."""
    return b32encode(seed).decode().rstrip("=")


def otpauth_uri(*, seed: bytes, issuer: str, account: str) -> str:
    """What authenticators read from a picture, in the form Google Authenticator documents."""
    label = quote(f"{issuer}:{account}", safe="@")
    query = urlencode(
        {
            "secret": seed_text(seed),
            "issuer": issuer,
            "algorithm": "SHA1",
            "digits": CODE_DIGITS,
            "period": STEP.seconds,
        },
        quote_via=quote,
    )
    return f"otpauth://totp/{label}?{query}"


def new_backup_code(*, chance: bytes) -> str:
    """80 bits of chance in the form it is compared in."""
    assert len(chance) == CHANCE_BYTES, "codes are cut from 256 bits"
    return b32encode(chance[:_BACKUP_BYTES]).decode()


def shown_backup_code(code: str, /) -> str:
    """In groups, as people copy them."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
