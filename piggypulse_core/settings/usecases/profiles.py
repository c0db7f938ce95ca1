"""What people can do with their profile."""

from dataclasses import dataclass

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work
from piggypulse_core.settings.model.profile import Profile
from piggypulse_core.settings.ports import SettingsUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class GetProfile:
    """Show how somebody is addressed, what they count in and where their day begins."""

    work: Work[SettingsUnit]

    async def __call__(self, *, owner: UserId) -> Profile:
        async with self.work.reading() as unit:
            return await unit.profiles.get(owner=owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateProfile:
    """Change a profile; what is left out stays. Existing accounts keep their currency."""

    work: Work[SettingsUnit]

    async def __call__(
        self,
        *,
        owner: UserId,
        name: str | None,
        currency: str | None,
        avatar: str | None,
        timezone: str | None,
    ) -> Profile:
        async with self.work() as unit:
            profile = await unit.profiles.hold(owner=owner)
            changed = profile.changed(
                name=name, currency=currency, avatar=avatar, timezone=timezone
            )
            await unit.profiles.save(owner=owner, profile=changed)
        return changed
