"""Profiles over HTTP."""

from litestar import Controller, get, put
from litestar.params import JSONBody
from msgspec import UNSET, UnsetType

from piggypulse_core.settings.usecases.profiles import GetProfile, UpdateProfile
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.settings.wire.profiles import ProfileIn, ProfileOut, profile_out


class ProfileController(Controller):
    """What people choose about themselves."""

    path = "/settings/profile"
    tags = ("Settings",)
    get_profile: GetProfile
    update_profile: UpdateProfile

    @get("", operation_id="getProfile")
    async def show(self, request: SignedIn) -> ProfileOut:
        """Show the profile."""
        return profile_out(await self.get_profile(owner=request.user.id))

    @put("", operation_id="updateProfile")
    async def update(self, request: SignedIn, data: JSONBody[ProfileIn]) -> ProfileOut:
        """Change the profile; what is absent or null stays.

        Accounts keep their currency when another one is chosen here.
        """
        profile = await self.update_profile(
            owner=request.user.id,
            name=_given(data.name),
            currency=_given(data.currency),
            avatar=_given(data.avatar),
            timezone=_given(data.timezone),
        )
        return profile_out(profile)


def _given(text: str | UnsetType | None) -> str | None:
    """Absent and null both leave a member as it is."""
    return None if text is UNSET else text
