"""Sign-ins that wait for a code, held to one suite over memory and PostgreSQL."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_core.identity.model.challenge import (
    CHALLENGE_TRIES,
    PENDING_LIFE,
    Challenge,
    Challenged,
)
from piggypulse_core.identity.model.session import FoundSession, Lifetimes
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.waiting import waiting
from tests.support.works import AnyWork

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)
TOKENS = SystemTokens()
LIFETIMES = Lifetimes()


async def found(work: AnyWork, made: Challenged) -> Challenge | None:
    async with work.reading() as unit:
        return await unit.challenges.find(digest=made.challenge.digest)


async def session_of(work: AnyWork, made: Challenged) -> FoundSession | None:
    cookie = made.sign_in.credentials[0]
    async with work.reading() as unit:
        return await unit.sessions.find(digest=cookie.digest, kind="cookie")


async def tried(
    work: AnyWork, made: Challenged, *, owner: UserId | None = None, at: datetime = NOW
) -> bool:
    async with work() as unit:
        return await unit.challenges.count_try(
            owner=owner or made.challenge.owner, digest=made.challenge.digest, at=at
        )


async def completed(
    work: AnyWork, made: Challenged, *, owner: UserId | None = None, at: datetime = NOW
) -> bool:
    async with work() as unit:
        return await unit.challenges.complete(
            owner=owner or made.challenge.owner, digest=made.challenge.digest, at=at
        )


async def left(work: AnyWork, made: Sequence[Challenged]) -> list[bool]:
    """Which of them there still are, each with its session."""
    challenges = [await found(work, one) is not None for one in made]
    assert challenges == [await session_of(work, one) is not None for one in made]
    return challenges


class TestChallengeStore:
    async def test_is_found_by_its_digest(self, work: AnyWork, alice: UserId) -> None:
        made = await waiting(work, alice)

        assert await found(work, made) == made.challenge
        async with work.reading() as unit:
            assert await unit.challenges.find(digest=bytes(32)) is None

    async def test_its_session_opens_nothing_until_it_is_completed(
        self, work: AnyWork, alice: UserId
    ) -> None:
        made = await waiting(work, alice)
        before = await session_of(work, made)
        assert before is not None
        assert not before.is_live(now=NOW, lifetimes=LIFETIMES)
        assert not before.is_open(now=NOW, lifetimes=LIFETIMES)
        assert before.is_pending(now=NOW + PENDING_LIFE - SECOND)
        assert not before.is_pending(now=NOW + PENDING_LIFE)

        assert await completed(work, made, at=NOW + MINUTE)

        after = await session_of(work, made)
        assert after == replace(before, pending_until=None, last_seen_at=NOW + MINUTE)
        assert after.is_live(now=NOW + MINUTE, lifetimes=LIFETIMES)
        assert await found(work, made) is None
        async with work() as unit:
            held = await unit.credentials.hold(owner=alice, session=made.challenge.session)
        assert held is not None
        assert held.proven_at == NOW + MINUTE

    async def test_is_completed_once_by_its_owner_in_time(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        made = await waiting(work, alice)

        done = [
            await completed(work, made, owner=bob),
            await completed(work, made, at=NOW + 5 * MINUTE),
            await completed(work, made, at=NOW + 5 * MINUTE - SECOND),
            await completed(work, made),
        ]

        assert done == [False, False, True, False]

    async def test_counts_a_few_tries_and_no_late_ones(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        made = await waiting(work, alice)

        assert not await tried(work, made, owner=bob)
        assert not await tried(work, made, at=NOW + 5 * MINUTE)
        counted = [await tried(work, made) for _ in range(CHALLENGE_TRIES + 1)]

        assert counted == [True] * CHALLENGE_TRIES + [False]
        dead = await found(work, made)
        assert dead is not None
        assert not dead.is_open(now=NOW)
        assert await session_of(work, made) is not None

    async def test_keeps_the_newest_pending_sessions_and_no_live_one_goes(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        live = await waiting(work, alice)
        assert await completed(work, live)
        his = await waiting(work, bob)
        hers = [await waiting(work, alice, at=NOW + number * MINUTE) for number in range(4)]

        async with work() as unit:
            await unit.challenges.trim(owner=alice, keep=2)

        assert await left(work, hers) == [False, False, True, True]
        assert await left(work, [his]) == [True]
        assert await session_of(work, live) is not None

    async def test_sign_ins_that_wait_push_no_live_session_out(
        self, work: AnyWork, alice: UserId
    ) -> None:
        live = await waiting(work, alice)
        assert await completed(work, live)
        hers = [await waiting(work, alice, at=NOW + MINUTE) for _ in range(3)]

        async with work() as unit:
            await unit.sessions.trim(owner=alice, keep=1)

        assert await session_of(work, live) is not None
        assert await left(work, hers) == [True] * 3

    async def test_goes_with_its_session(self, work: AnyWork, alice: UserId) -> None:
        one, two, three = [await waiting(work, alice) for _ in range(3)]

        async with work() as unit:
            await unit.sessions.end(owner=alice, session=one.challenge.session)
        assert await left(work, [one, two, three]) == [False, True, True]
        async with work() as unit:
            await unit.sessions.end_others(owner=alice, keep=two.challenge.session)
        assert await left(work, [one, two, three]) == [False, True, False]

    async def test_of_many_at_once_five_are_tried_and_one_completes(
        self, work: AnyWork, alice: UserId
    ) -> None:
        for _ in range(10):
            made = await waiting(work, alice)

            counted = await asyncio.gather(*(tried(work, made) for _ in range(16)))
            done = await asyncio.gather(*(completed(work, made) for _ in range(16)))

            assert (counted.count(True), done.count(True)) == (CHALLENGE_TRIES, 1)
