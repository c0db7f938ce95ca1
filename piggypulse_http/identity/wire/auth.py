"""Signing up, signing in and who is signed in, on the wire."""

from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.identity.model.challenge import Challenged
from piggypulse_core.identity.model.email import EMAIL_LENGTH_MAX
from piggypulse_core.identity.model.password import PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN
from piggypulse_core.identity.model.sign_in import SignedIn
from piggypulse_core.identity.model.user import User
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX, Name, Text

Email = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"At most {EMAIL_LENGTH_MAX} characters of ASCII after trimming; "
        "letters' case does not count.",
    ),
]
Password = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"At most {PASSWORD_LENGTH_MAX} code points, compared exactly as they are.",
        extra_json_schema={"format": "password"},
    ),
]
NewPassword = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"{PASSWORD_LENGTH_MIN} to {PASSWORD_LENGTH_MAX} code points, neither common "
        "nor personal nor easily guessed.",
        extra_json_schema={"format": "password"},
    ),
]
IdText = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description="A UUID; absent, empty or null for none.",
    ),
]


class RegisterIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """Somebody new; the currency and the IANA time zone (UTC if absent) can be chosen later."""

    email: Email
    password: NewPassword
    name: Name
    currency_id: IdText | UnsetType | None = UNSET
    timezone: Text | UnsetType | None = UNSET


class LoginIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What signing in takes."""

    email: Email
    password: Password


class UserOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """Who is signed in; the currency is its code, or empty while none is chosen."""

    id: UUID
    email: str
    name: str
    currency: str
    two_factor_enabled: bool


class AuthenticatedOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A finished sign-in; browsers are given the cookie alone, other clients a token too."""

    requires_two_factor: Annotated[bool, Meta(extra_json_schema={"const": False})]
    user: UserOut
    token: str | None


class TwoFactorChallengeOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A sign-in that still wants its second factor; the token goes to `/auth/2fa/verify`."""

    requires_two_factor: Annotated[bool, Meta(extra_json_schema={"const": True})]
    two_factor_token: str


def user_out(user: User, /) -> UserOut:
    """A user's reply."""
    return UserOut(
        id=user.id,
        email=user.email,
        name=user.name,
        currency=user.currency_code or "",
        two_factor_enabled=user.two_factor_enabled,
    )


def authenticated_out(signed_in: SignedIn, /) -> AuthenticatedOut:
    """A sign-in's reply."""
    return AuthenticatedOut(
        requires_two_factor=False,
        user=user_out(signed_in.user),
        token=signed_in.sign_in.token,
    )


def login_out(begun: SignedIn | Challenged, /) -> AuthenticatedOut | TwoFactorChallengeOut:
    """The reply to a right password."""
    if isinstance(begun, SignedIn):
        return authenticated_out(begun)
    return TwoFactorChallengeOut(requires_two_factor=True, two_factor_token=begun.secret)
