"""Changing the key that second factors are sealed with."""

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.security.keyring import HkdfKeyring, new_secret
from piggypulse_core.identity.model.two_factor import SEED_PURPOSE, SealedOtherwise
from piggypulse_core.identity.usecases.seals import PAGE, FindMissingKeys, SealAnew
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.people import new_user

OLD, NEW = new_secret(id="old"), new_secret(id="new")


def ring(*secrets: str) -> HkdfKeyring:
    known = {"old": OLD, "new": NEW, "impostor": new_secret(id="old")}
    return HkdfKeyring(ring=tuple(known[one] for one in secrets))


async def begun(work: MemoryWork, *, keyring: HkdfKeyring) -> UserId:
    owner = await new_user(work)
    seed = keyring.seal(purpose=SEED_PURPOSE, owner=owner, value=owner.bytes)
    async with work() as unit:
        await unit.two_factor.begin(owner=owner, seed=seed, at=NOW)
    return owner


async def missing(work: MemoryWork, *secrets: str) -> list[str]:
    return list(await FindMissingKeys(work=work, keyring=ring(*secrets))())


async def test_everything_is_sealed_with_the_first_key_page_by_page() -> None:
    work = MemoryWork()
    owners = [await begun(work, keyring=ring("old")) for _ in range(PAGE + 1)]
    await begun(work, keyring=ring("new"))

    done = [await SealAnew(work=work, keyring=ring("new", "old"))() for _ in range(2)]

    assert done == [PAGE + 1, 0]
    assert await missing(work, "new") == []
    async with work.reading() as unit:
        for owner in owners:
            factor = await unit.two_factor.get(owner=owner)
            assert factor is not None
            opened = ring("new").open(purpose=SEED_PURPOSE, owner=owner, sealed=factor.seed)
            assert opened == owner.bytes


async def test_a_key_in_use_is_missed_once_it_is_dropped() -> None:
    work = MemoryWork()
    assert await missing(work, "new") == []
    await begun(work, keyring=ring("old"))

    assert await missing(work, "new") == ["old"]
    assert await missing(work, "new", "old") == []


async def test_a_key_that_only_has_the_old_ones_name_opens_nothing() -> None:
    work = MemoryWork()
    await begun(work, keyring=ring("old"))

    with pytest.raises(SealedOtherwise):
        await SealAnew(work=work, keyring=ring("new", "impostor"))()
