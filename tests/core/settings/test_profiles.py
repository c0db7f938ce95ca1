"""What people can do with their profile."""

import asyncio

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.settings.model.profile import Profile
from piggypulse_core.settings.usecases.profiles import GetProfile, UpdateProfile


class TestUpdateProfile:
    async def test_is_seen_by_its_owner_alone(
        self, work: MemoryWork, alice: UserId, bob: UserId
    ) -> None:
        before = await GetProfile(work=work)(owner=bob)

        reply = await UpdateProfile(work=work)(
            owner=alice, name="Al", currency="USD", avatar="🦊", timezone="Asia/Tokyo"
        )

        assert reply == Profile(name="Al", currency_code="USD", avatar="🦊", timezone="Asia/Tokyo")
        assert await GetProfile(work=work)(owner=alice) == reply
        assert await GetProfile(work=work)(owner=bob) == before

    async def test_two_at_once_lose_nothing(self, work: MemoryWork, alice: UserId) -> None:
        update = UpdateProfile(work=work)

        await asyncio.gather(
            update(owner=alice, name="Al", currency=None, avatar=None, timezone=None),
            update(owner=alice, name=None, currency="USD", avatar=None, timezone=None),
        )

        profile = await GetProfile(work=work)(owner=alice)
        assert (profile.name, profile.currency_code) == ("Al", "USD")
