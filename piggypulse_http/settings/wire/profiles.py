"""Profiles on the wire."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from piggypulse_core.settings.model.profile import AVATAR_LENGTH_MAX, Profile
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX, Name, Text

Avatar = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"At most {AVATAR_LENGTH_MAX} code points after trimming.",
    ),
]
AvatarOut = Annotated[str, Meta(max_length=AVATAR_LENGTH_MAX)]


class ProfileIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """A changed profile; what is absent or null stays, and so does an empty currency or zone."""

    name: Name | UnsetType | None = UNSET
    currency: Text | UnsetType | None = UNSET
    avatar: Avatar | UnsetType | None = UNSET
    timezone: Text | UnsetType | None = UNSET


class ProfileOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A profile; the currency is its code, or empty while none is chosen."""

    name: str
    currency: str
    avatar: AvatarOut
    timezone: str


def profile_out(profile: Profile, /) -> ProfileOut:
    """A profile's reply."""
    return ProfileOut(
        name=profile.name,
        currency=profile.currency_code or "",
        avatar=profile.avatar,
        timezone=profile.timezone,
    )
