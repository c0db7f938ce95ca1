"""Forgotten passwords and locked addresses on the wire."""

from typing import Annotated

from litestar.params import QueryParameter
from msgspec import Meta, Struct

from piggypulse_core.identity.model.mailed_token import MAILED_TOKEN_LENGTH_MAX
from piggypulse_http.edge.types import NO_NUL
from piggypulse_http.identity.wire.auth import Email, NewPassword

LinkToken = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=MAILED_TOKEN_LENGTH_MAX,
        description="What the link of a letter carries as `token`.",
    ),
]
LinkTokenQuery = Annotated[
    str,
    QueryParameter(
        max_length=MAILED_TOKEN_LENGTH_MAX,
        description="What the link of a letter carries; without it the answer is as for a "
        "wrong one.",
    ),
]


class ForgotPasswordIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The address to send a link to."""

    email: Email


class ResetPasswordIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What the link carried, and the password that shall count."""

    token: LinkToken
    password: NewPassword


class UnlockIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What the link carried."""

    token: LinkToken


class MessageOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A sentence for people."""

    message: str


ASKED = MessageOut(message="If this address is registered, a letter with a link is on its way.")
UNLOCKED = MessageOut(message="The lock is gone. You can sign in again.")
