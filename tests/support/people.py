"""People of tests: rows in a back end, without going through registration."""

from typing import Protocol
from uuid import UUID

from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.user import NewUser
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import DEFAULT_AVATAR, DEFAULT_TIMEZONE
from tests.support.clock import NOW
from tests.support.works import AnyWork

PASSWORD = "correct horse battery staple"
_IDS = SystemIds()


class NewPerson(Protocol):
    """Adds somebody; each has an address of their own, so that many tests can share a database."""

    async def __call__(
        self,
        work: AnyWork,
        /,
        *,
        name: str = "Alice",
        currency_code: str | None = "EUR",
        timezone: str = DEFAULT_TIMEZONE,
    ) -> UserId: ...


async def new_user(
    work: AnyWork,
    /,
    *,
    name: str = "Alice",
    currency_code: str | None = "EUR",
    timezone: str = DEFAULT_TIMEZONE,
) -> UserId:
    """A user with a profile and nothing else; nobody can sign in as them."""
    owner = UserId(_IDS.new())
    email = address_of(owner)
    user = NewUser(
        email=email,
        email_key=email,
        password_hash="nobody-signs-in",
        name=name,
        currency_code=currency_code,
        avatar=DEFAULT_AVATAR,
        timezone=timezone,
        created_at=NOW,
    )
    async with work() as unit:
        await unit.users.add(owner=owner, user=user)
    return owner


def address_of(owner: UUID, /) -> str:
    """An e-mail address nobody else has."""
    return f"{owner.hex}@example.org"
