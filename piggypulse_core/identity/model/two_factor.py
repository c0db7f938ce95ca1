"""The second factor: a seed an authenticator shares with us, sealed while it rests."""

from base64 import b32encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from piggypulse_core.identity.model.audit import EventKind
from piggypulse_core.identity.model.code import CODE_DIGITS, STEP
from piggypulse_core.identity.model.credential import CHANCE_BYTES
from piggypulse_core.identity.model.session import Caller, Device, SessionId
from piggypulse_core.identity.model.sign_in import NewCookie
from piggypulse_core.identity.model.user import User
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Conflict

SEED_BYTES = 20
SEED_PURPOSE = "second factor seeds"
SETUP_LIFE = timedelta(minutes=15)
SETUP_CODE_LIFE = timedelta(minutes=5)
"""How long the code that confirmed the set-up may be shown once more, for backup codes."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who is asked for a code, where, and what a wrong one is written down as."""

    owner: UserId
    session: SessionId
    by: Caller | Device
    event: EventKind = "confirmation"


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunTwoFactor:
    """What an authenticator has to be told, in letters and as a picture; never shown again."""

    secret: str = field(repr=False)
    picture: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedTwoFactor:
    """A second factor just switched on: whose, their backup codes, and the cookie to go on with."""

    user: User
    backup_codes: tuple[str, ...] = field(repr=False)
    cookie: NewCookie | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoFactorStatus:
    """Whether a second factor is on, and how many backup codes are left."""

    enabled: bool
    backup_codes_left: int


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


def to_confirm(factor: TwoFactor | None, /, *, now: datetime) -> TwoFactor:
    """The factor that waits for its first code. Raises what keeps it from being confirmed."""
    if factor is not None and factor.confirmed_at is not None:
        raise TwoFactorAlreadyEnabled
    if factor is None or now - factor.begun_at >= SETUP_LIFE:
        raise TwoFactorSetupNotStarted
    return factor
