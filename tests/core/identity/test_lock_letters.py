"""The letter about a lock: one for each lock, few in a day, alike for addresses of nobody."""

import asyncio
from datetime import timedelta

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.throttle import AccountLocked
from piggypulse_core.kernel.refusal import Refusal
from tests.support.post import Post
from tests.support.records import letters
from tests.support.sign_ins import ALICE, Door

NOBODY = "nobody@example.org"
LOCK = timedelta(hours=1)


@pytest.fixture
def door(clock: FixedClock, work: MemoryWork) -> Door:
    return Door(clock=clock, work=work)


@pytest.fixture
def post(clock: FixedClock, work: MemoryWork) -> Post:
    return Post(clock=clock, work=work)


async def lock(door: Door, *, email: str = ALICE) -> None:
    """Be wrong, waiting as told, until the address is locked; the lock stands."""
    while True:
        with pytest.raises(Refusal) as refused:
            await door.signed_in(email=email, password="wrong")
        if isinstance(refused.value, AccountLocked):
            return
        seconds = refused.value.members.get("retry_after_seconds", 0)
        assert isinstance(seconds, int)
        door.clock.instant += timedelta(seconds=seconds)


class TestLockLetter:
    async def test_is_written_once_for_a_lock_whoever_has_the_address(self, door: Door) -> None:
        await door.registered()
        for email in (ALICE, NOBODY):
            await lock(door, email=email)
            for _ in range(3):
                with pytest.raises(AccountLocked):
                    await door.signed_in(email=email, password="wrong")

        written = [one for one in await letters(door.work) if one.kind == "locked"]

        assert [(one.email_key, one.owner, dict(one.parameters)) for one in written] == [
            (ALICE, None, {}),
            (NOBODY, None, {}),
        ]

    async def test_goes_to_people_there_are_with_a_link_for_as_long_as_the_lock(
        self, door: Door, post: Post
    ) -> None:
        await door.registered()
        await lock(door, email=NOBODY)
        await lock(door)

        done = [one for one in await post.send_all() if one.kind == "locked"]

        assert sorted(one.result for one in done) == ["dropped", "sent"]
        message = post.box.messages[-1]
        assert message.to == ALICE
        assert message.link is not None
        assert "/auth/unlock?token=" in message.link.url
        assert "for one hour" in " ".join(message.paragraphs)

    async def test_is_not_sent_when_the_lock_is_over(self, door: Door, post: Post) -> None:
        await door.registered()
        await lock(door)
        door.clock.instant += LOCK

        done = [one for one in await post.send_all() if one.kind == "locked"]

        assert [one.result for one in done] == ["dropped"]

    async def test_a_sixth_lock_in_a_day_is_told_to_nobody_but_refuses_alike(
        self, door: Door, post: Post
    ) -> None:
        await door.registered()
        told = []
        for _ in range(6):
            await lock(door)
            with pytest.raises(AccountLocked) as refused:
                await door.signed_in(password="wrong")
            told.append(refused.value.members["retry_after_seconds"])
            await post.send_all()
            door.clock.instant += LOCK

        locked = [one for one in post.box.messages if "locked" in one.subject]

        assert (len(locked), set(told)) == (5, {3600})

    async def test_of_sixteen_at_once_one_locks_and_one_is_told(self, door: Door) -> None:
        await door.registered()
        for _ in range(6):
            with pytest.raises(Refusal) as refused:
                await door.signed_in(password="wrong")
            seconds = refused.value.members.get("retry_after_seconds", 0)
            assert isinstance(seconds, int)
            door.clock.instant += timedelta(seconds=seconds)

        await asyncio.gather(
            *(door.signed_in(password="wrong") for _ in range(16)), return_exceptions=True
        )

        assert len([one for one in await letters(door.work) if one.kind == "locked"]) == 1
