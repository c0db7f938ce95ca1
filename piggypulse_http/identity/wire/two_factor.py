"""The second factor on the wire."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.identity.model.challenge import Completed
from piggypulse_core.identity.model.code import CODE_DIGITS, CODE_LENGTH_MAX
from piggypulse_core.identity.model.two_factor import (
    BegunTwoFactor,
    ConfirmedTwoFactor,
    TwoFactorStatus,
)
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX
from piggypulse_http.identity.wire.auth import Password, UserOut, user_out

CHALLENGE_LENGTH_MAX = 128

TwoFactorCode = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"{CODE_DIGITS} digits of an authenticator, or a backup code: "
        f"{CODE_DIGITS} to {CODE_LENGTH_MAX} characters after trimming.",
    ),
]
ChallengeText = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=CHALLENGE_LENGTH_MAX,
        description="What the sign-in was answered with; empty to confirm one's own set-up.",
    ),
]


class EnableTwoFactorIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The password, which only strict operators ask for."""

    password: Password | UnsetType | None = UNSET


class BegunTwoFactorOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What goes into an authenticator, to type (base32) and to photograph (a data URI)."""

    secret: str
    qr_code_uri: str


class VerifyTwoFactorIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A code, and the challenge it answers."""

    two_factor_token: ChallengeText
    code: TwoFactorCode


class VerifiedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A finished sign-in, or the first backup codes of a second factor just switched on."""

    requires_two_factor: Annotated[bool, Meta(extra_json_schema={"const": False})]
    user: UserOut
    token: str | None
    backup_codes: list[str] | UnsetType = UNSET


class TwoFactorCodeIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A code that proves it is them."""

    code: TwoFactorCode


class TwoFactorStatusOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Whether it is on, and what is left to get in without the authenticator."""

    enabled: bool
    has_backup_codes: bool
    backup_codes_remaining: int


def begun_out(begun: BegunTwoFactor, /) -> BegunTwoFactorOut:
    """A set-up's reply."""
    return BegunTwoFactorOut(secret=begun.secret, qr_code_uri=begun.picture)


def completed_out(completed: Completed, /) -> VerifiedOut:
    """A finished sign-in's reply."""
    return VerifiedOut(
        requires_two_factor=False, user=user_out(completed.user), token=completed.token
    )


def confirmed_out(confirmed: ConfirmedTwoFactor, /) -> VerifiedOut:
    """The reply to whoever has just switched it on; their session stays what it was."""
    return VerifiedOut(
        requires_two_factor=False,
        user=user_out(confirmed.user),
        token=None,
        backup_codes=list(confirmed.backup_codes),
    )


def status_out(status: TwoFactorStatus, /) -> TwoFactorStatusOut:
    """The status's reply."""
    return TwoFactorStatusOut(
        enabled=status.enabled,
        has_backup_codes=status.backup_codes_left > 0,
        backup_codes_remaining=status.backup_codes_left,
    )
