"""What the operator's ring has sealed: which keys are still needed, and sealing anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.identity.model.two_factor import SEED_PURPOSE, Sealed
from piggypulse_core.identity.ports import IdentityUnit, Keyring
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import Work

PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FindMissingKeys:
    """Tell which keys something is sealed with that the ring does not hold."""

    work: Work[IdentityUnit]
    keyring: Keyring

    async def __call__(self) -> Sequence[str]:
        async with self.work.reading() as unit:
            used = await unit.seals.keys()
        return [one for one in used if one not in self.keyring.key_ids()]


@dataclass(frozen=True, slots=True, kw_only=True)
class SealAnew:
    """Seal everything with the first key of the ring; tells how many values there were to seal.

    People sign in meanwhile; what changes under our hands was sealed with the first key anyway.
    """

    work: Work[IdentityUnit]
    keyring: Keyring

    async def __call__(self) -> int:
        first, after, done = self.keyring.key_ids()[0], None, 0
        while page := await self._page(key_id=first, after=after):
            for owner, old in page:
                done += await self._replaced(owner=owner, old=old)
            after = page[-1][0]
        return done

    async def _page(self, *, key_id: str, after: UserId | None) -> Sequence[tuple[UserId, Sealed]]:
        async with self.work.reading() as unit:
            return await unit.seals.under_others(key_id=key_id, after=after, limit=PAGE)

    async def _replaced(self, *, owner: UserId, old: Sealed) -> bool:
        seed = self.keyring.open(purpose=SEED_PURPOSE, owner=owner, sealed=old)
        new = self.keyring.seal(purpose=SEED_PURPOSE, owner=owner, value=seed)
        async with self.work() as unit:
            return await unit.seals.replace(owner=owner, old=old, new=new)
