"""Keys of the ring against what is sealed in a database."""

import asyncio

from piggypulse_core.identity.model.two_factor import SealedOtherwise
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.demands import SecretsUnusable
from piggypulse_http.composition.reading import PREFIX


def refuse_lost_keys(container: Container) -> None:
    """A key that something is sealed with cannot be dropped; raises SecretsUnusable in words."""
    asyncio.run(_checked(container))


def sealed_anew(container: Container) -> int:
    """Seal everything with the first key; raises SecretsUnusable in words."""
    try:
        return asyncio.run(_sealed(container))
    except SealedOtherwise:
        raise SecretsUnusable(
            f"A key of {PREFIX}SECURITY__SECRETS is not the one it was: something sealed under "
            "its name does not open."
        ) from None


async def _checked(container: Container) -> None:
    async with container.work().opened():
        await _refuse_missing(container)


async def _sealed(container: Container) -> int:
    async with container.work().opened():
        await _refuse_missing(container)
        return await container.seal_anew()()


async def _refuse_missing(container: Container) -> None:
    missing = await container.find_missing_keys()()
    if missing:
        raise SecretsUnusable(
            f"{PREFIX}SECURITY__SECRETS lacks {', '.join(missing)}, which second factors are "
            "sealed with. Put it back behind the first one, run `piggypulse keys rotate`, then "
            "drop it."
        )
