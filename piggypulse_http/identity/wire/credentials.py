"""Passwords and tokens of somebody who is signed in, on the wire."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.identity.model.refresh import Refreshed
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX
from piggypulse_http.identity.wire.auth import NewPassword, Password

Code = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description="The second factor, for those who have one.",
    ),
]


class RefreshOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """The new access token; empty for browsers, which are given a cookie alone."""

    token: str


class ReauthenticateIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What proves once more who somebody is."""

    password: Password
    code: Code | UnsetType | None = UNSET


class ChangePasswordIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The password that counts and the one that shall."""

    current_password: Password
    new_password: NewPassword


def refresh_out(refreshed: Refreshed, /) -> RefreshOut:
    """A refresh's reply."""
    return RefreshOut(token=refreshed.token or "")
