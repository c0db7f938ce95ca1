"""Units of work: wholly or not at all, and readers are not in the way."""

from dataclasses import replace

import pytest

from piggypulse_core.kernel.ids import UserId
from tests.support.works import AnyWork


class TroubleAhead(Exception):
    """Something went wrong in the middle."""


async def rename(work: AnyWork, *, owner: UserId, name: str, fails: bool) -> None:
    async with work() as unit:
        profile = await unit.profiles.get(owner=owner)
        await unit.profiles.save(owner=owner, profile=replace(profile, name=name))
        if fails:
            raise TroubleAhead


async def name_of(work: AnyWork, *, owner: UserId) -> str:
    async with work.reading() as unit:
        return (await unit.profiles.get(owner=owner)).name


class TestWork:
    async def test_keeps_what_a_unit_wrote(self, work: AnyWork, alice: UserId) -> None:
        await rename(work, owner=alice, name="Alicia", fails=False)

        assert await name_of(work, owner=alice) == "Alicia"

    async def test_keeps_nothing_of_a_unit_that_fails(self, work: AnyWork, alice: UserId) -> None:
        with pytest.raises(TroubleAhead):
            await rename(work, owner=alice, name="Alicia", fails=True)

        assert await name_of(work, owner=alice) == "Alice"

    async def test_shows_nothing_before_the_end(self, work: AnyWork, alice: UserId) -> None:
        async with work() as unit:
            profile = await unit.profiles.get(owner=alice)
            await unit.profiles.save(owner=alice, profile=replace(profile, name="Alicia"))
            meanwhile = await name_of(work, owner=alice)

        assert (meanwhile, await name_of(work, owner=alice)) == ("Alice", "Alicia")

    async def test_shows_one_instant_in_a_snapshot(self, work: AnyWork, alice: UserId) -> None:
        async with work.snapshot() as unit:
            before = await unit.profiles.get(owner=alice)
            await rename(work, owner=alice, name="Alicia", fails=False)
            after = await unit.profiles.get(owner=alice)

        assert before == after
