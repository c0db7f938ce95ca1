"""Removing a lost second factor on the wire."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_http.edge.types import NO_NUL
from piggypulse_http.identity.wire.auth import Email
from piggypulse_http.identity.wire.recovery import LinkToken

CHALLENGE_LENGTH_MAX = 128

ChallengeText = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=CHALLENGE_LENGTH_MAX,
        description="The challenge of the sign-in that waits, for clients without its cookie.",
    ),
]


class EmergencyDisableRequestIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The address to send a link to, and what shows that the password was known."""

    email: Email
    two_factor_token: ChallengeText | UnsetType | None = UNSET


class EmergencyDisableConfirmIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """What the link carried."""

    token: LinkToken
