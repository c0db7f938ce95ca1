"""Codes of a second factor: those of an authenticator (RFC 6238), by steps, and backup codes."""

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from typing import Literal
from unicodedata import category

from piggypulse_core.identity.model.credential import CHANCE_BYTES
from piggypulse_core.kernel.refusal import Faults, Invalid

STEP = timedelta(seconds=30)
SKEW_STEPS = 1
"""How many steps a clock may be off to either side."""

CODE_DIGITS = 6
CODE_LENGTH_MAX = 20
BACKUP_CODES = 10
BACKUP_CODE_LENGTH = 16

_BACKUP_BYTES = 10
_GROUP = 4
_BACKUP_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CodeKind = Literal["totp", "backup", "nonsense"]


class TwoFactorCodeInvalid(Invalid):
    """This code is wrong, or it was used before."""

    code = "two_factor_code_invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCode:
    """What somebody typed, told apart by its form; text in the form it is compared in."""

    kind: CodeKind
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCode:
    """An answer counted as wrong at an instant, ready to be judged; `is_last` if no more follow."""

    typed: TypedCode
    at: datetime
    is_last: bool
    backup_hash: str | None = field(default=None, repr=False)


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
    plain = "".join(one for one in trimmed if not _separates(one)).upper()
    if len(plain) == CODE_DIGITS and plain.isascii() and plain.isdigit():
        return TypedCode(kind="totp", text=plain)
    if len(plain) == BACKUP_CODE_LENGTH and _BACKUP_ALPHABET.issuperset(plain):
        return TypedCode(kind="backup", text=plain)
    return TypedCode(kind="nonsense", text="")


def _separates(char: str, /) -> bool:
    """Spaces and dashes of every kind: programs like to make prettier ones of plain ones."""
    return char.isspace() or category(char) == "Pd"


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


def new_backup_code(*, chance: bytes) -> str:
    """80 bits of chance in the form it is compared in."""
    assert len(chance) == CHANCE_BYTES, "codes are cut from 256 bits"
    return b32encode(chance[:_BACKUP_BYTES]).decode()


def shown_backup_code(code: str, /) -> str:
    """In groups, as people copy them."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))
