"""What people can ask about themselves."""

from dataclasses import dataclass

from piggypulse_core.identity.model.user import User
from piggypulse_core.identity.ports import IdentityUnit
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAmI:
    """Tell who is signed in."""

    work: Work[IdentityUnit]

    async def __call__(self, *, owner: UserId) -> User:
        async with self.work.reading() as unit:
            return await unit.users.get(owner=owner)
