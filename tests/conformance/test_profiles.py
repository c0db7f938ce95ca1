"""The profile store, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace

from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile
from tests.support.works import AnyWork

CHANGED = Profile(name="Al", currency_code=None, avatar="", timezone="America/Sao_Paulo")


class TestProfileStore:
    async def test_keeps_every_member(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        async with work() as unit:
            before = await unit.profiles.get(owner=bob)
            await unit.profiles.save(owner=alice, profile=CHANGED)

        async with work.reading() as unit:
            assert await unit.profiles.get(owner=alice) == CHANGED
            assert await unit.profiles.get(owner=bob) == before

    async def test_two_who_hold_it_in_turn_lose_nothing(self, work: AnyWork, alice: UserId) -> None:
        async def append(letter: str) -> None:
            async with work() as unit:
                profile = await unit.profiles.hold(owner=alice)
                await asyncio.sleep(0)
                longer = replace(profile, name=profile.name + letter)
                await unit.profiles.save(owner=alice, profile=longer)

        await asyncio.gather(*(append("x") for _ in range(8)))

        async with work.reading() as unit:
            assert (await unit.profiles.get(owner=alice)).name == "Alice" + "x" * 8
