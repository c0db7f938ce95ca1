"""The throttle store, held to one suite over memory and PostgreSQL."""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_core.identity.model.throttle import (
    AccountLocked,
    Attempt,
    Ladder,
    Rung,
    TooManyAttempts,
)
from piggypulse_core.kernel.clock import CLOCKS_APART
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Refusal
from tests.support.clock import NOW
from tests.support.works import AnyWork

LADDER = Ladder()
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def fresh() -> bytes:
    """A key nobody else counts under."""
    return SystemTokens().chance()


async def reserve(
    work: AnyWork, *, address: bytes, ip: bytes | None = None, at: datetime = NOW
) -> Attempt:
    async with work() as unit:
        return await unit.throttle.reserve(address=address, ip=ip, ladder=LADDER, at=at)


class Undone(Exception):
    """Rolls a unit back."""


async def heights(
    work: AnyWork, *, address: bytes, ip: bytes | None, at: datetime
) -> tuple[int, int]:
    """How high the next attempt would be; looked at from a unit that is undone."""

    with suppress(Undone):
        async with work() as unit:
            attempt = await unit.throttle.reserve(address=address, ip=ip, ladder=LADDER, at=at)
            raise Undone
    return attempt.address.failures, 0 if attempt.ip is None else attempt.ip.failures


async def failed(
    work: AnyWork, times: int, /, *, address: bytes, ip: bytes | None = None
) -> datetime:
    """Fail so often, always as soon as allowed; gives the instant of the next chance."""
    at = NOW
    for _ in range(times):
        attempt = await reserve(work, address=address, ip=ip, at=at)
        at = max(rung.free_at for rung in (attempt.address, attempt.ip) if rung is not None)
    return at


class TestThrottleStore:
    async def test_climbs_as_the_ladder_says(self, work: AnyWork) -> None:
        address, ip = fresh(), fresh()
        at, expected = NOW, None
        for _ in range(9):
            expected = LADDER.climbed(expected, at=at)
            assert expected is not None
            attempt = await reserve(work, address=address, ip=ip, at=at)
            assert (attempt.address, attempt.ip) == (expected, expected)
            at = expected.free_at

    async def test_turns_away_whoever_does_not_wait_and_counts_nothing(self, work: AnyWork) -> None:
        address, ip = fresh(), fresh()
        free_at = await failed(work, 4, address=address, ip=ip)

        for _ in range(3):
            with pytest.raises(TooManyAttempts) as refused:
                await reserve(work, address=address, ip=ip, at=free_at - 2 * SECOND)
            assert refused.value.members["retry_after_seconds"] == 2

        assert await heights(work, address=address, ip=ip, at=free_at) == (5, 5)

    async def test_locks_an_address_but_only_slows_an_ip(self, work: AnyWork) -> None:
        address, ip = fresh(), fresh()
        free_at = await failed(work, 7, address=address, ip=ip)

        with pytest.raises(AccountLocked):
            await reserve(work, address=address, ip=fresh(), at=free_at - SECOND)
        with pytest.raises(TooManyAttempts):
            await reserve(work, address=fresh(), ip=ip, at=free_at - SECOND)

        assert await heights(work, address=address, ip=ip, at=free_at) == (4, 4)

    async def test_a_refused_ip_does_not_count_for_the_address(self, work: AnyWork) -> None:
        address, ip = fresh(), fresh()
        free_at = await failed(work, 4, address=fresh(), ip=ip)

        with pytest.raises(TooManyAttempts):
            await reserve(work, address=address, ip=ip, at=free_at - SECOND)

        assert await heights(work, address=address, ip=None, at=free_at) == (1, 0)

    async def test_forgives_an_ip_only_what_it_did_to_that_address(self, work: AnyWork) -> None:
        mine, theirs, ip = fresh(), fresh(), fresh()
        await failed(work, 2, address=theirs, ip=ip)
        await reserve(work, address=mine, ip=ip)

        async with work() as unit:
            await unit.throttle.forgive(address=mine, ip=ip, ladder=LADDER)

        assert await heights(work, address=mine, ip=ip, at=NOW) == (1, 3)
        assert await heights(work, address=theirs, ip=None, at=NOW) == (3, 0)
        # Nor does a second success take anything more.
        async with work() as unit:
            await unit.throttle.forgive(address=mine, ip=ip, ladder=LADDER)
        assert await heights(work, address=mine, ip=ip, at=NOW) == (1, 3)

    async def test_forgives_nothing_of_a_later_count(self, work: AnyWork) -> None:
        mine, ip = fresh(), fresh()
        free_at = await failed(work, 3, address=mine, ip=ip)
        later = free_at + 25 * HOUR
        for _ in range(2):
            await reserve(work, address=fresh(), ip=ip, at=later)

        async with work() as unit:
            await unit.throttle.forgive(address=mine, ip=ip, ladder=LADDER)

        assert await heights(work, address=fresh(), ip=ip, at=later) == (1, 3)

    async def test_ends_an_ips_lock_with_the_failures_it_was_for(self, work: AnyWork) -> None:
        mine, ip = fresh(), fresh()
        free_at = await failed(work, 7, address=mine, ip=ip)
        soon = free_at - 59 * MINUTE

        async with work() as unit:
            await unit.throttle.forgive(address=mine, ip=ip, ladder=LADDER)

        assert await heights(work, address=mine, ip=ip, at=soon) == (1, 1)

    async def test_clears_an_address_everywhere(self, work: AnyWork) -> None:
        mine, first, second = fresh(), fresh(), fresh()
        await reserve(work, address=mine, ip=first)
        await reserve(work, address=mine, ip=second)
        await reserve(work, address=fresh(), ip=second)

        async with work() as unit:
            await unit.throttle.clear(address=mine, ladder=LADDER)

        assert await heights(work, address=mine, ip=first, at=NOW) == (1, 1)
        assert await heights(work, address=mine, ip=second, at=NOW) == (1, 2)

    async def test_takes_back_what_was_never_judged(self, work: AnyWork) -> None:
        address, ip = fresh(), fresh()
        await failed(work, 4, address=address, ip=ip)

        async with work() as unit:
            await unit.throttle.withdraw(address=address, ip=ip, ladder=LADDER)

        assert await heights(work, address=address, ip=ip, at=NOW) == (4, 4)
        async with work() as unit:
            await unit.throttle.forgive(address=address, ip=ip, ladder=LADDER)
        assert await heights(work, address=address, ip=ip, at=NOW) == (1, 1)

    async def test_of_many_at_once_four_pass(self, work: AnyWork) -> None:
        for _ in range(30):
            address, ip = fresh(), fresh()
            taken = await asyncio.gather(
                *(reserve(work, address=address, ip=ip) for _ in range(16)),
                return_exceptions=True,
            )

            kinds = Counter(type(one) for one in taken)
            assert kinds == {Attempt: 4, TooManyAttempts: 12}

    async def test_tells_how_far_up_an_address_is(self, work: AnyWork) -> None:
        address = fresh()

        async def standing() -> Rung | None:
            async with work.reading() as unit:
                return await unit.throttle.find(address=address)

        assert await standing() is None
        climbed = await reserve(work, address=address, ip=fresh())
        assert await standing() == climbed.address

    async def test_takes_five_wrong_answers_then_none(self, work: AnyWork, alice: UserId) -> None:
        last = []
        for number in range(5):
            async with work() as unit:
                last.append(
                    await unit.throttle.count_wrong(
                        owner=alice, kind="confirm", at=NOW + number * SECOND
                    )
                )

        assert last == [False, False, False, False, True]
        with pytest.raises(TooManyAttempts) as refused:
            async with work() as unit:
                await unit.throttle.count_wrong(owner=alice, kind="confirm", at=NOW + MINUTE)
        assert refused.value.members["retry_after_seconds"] == 14 * 60
        async with work() as unit:
            await unit.throttle.count_wrong(owner=alice, kind="confirm", at=NOW + 15 * MINUTE)

    async def test_kinds_and_people_are_counted_apart(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        for number in range(5):
            async with work() as unit:
                await unit.throttle.count_wrong(
                    owner=alice, kind="confirm", at=NOW + number * SECOND
                )

        async with work() as unit:
            await unit.throttle.count_wrong(owner=alice, kind="2fa", at=NOW + MINUTE)
            await unit.throttle.count_wrong(owner=bob, kind="confirm", at=NOW + MINUTE)

    async def test_takes_twenty_wrong_codes_a_day(self, work: AnyWork, alice: UserId) -> None:
        for number in range(20):
            async with work() as unit:
                await unit.throttle.count_wrong(
                    owner=alice, kind="2fa", at=NOW + number * 5 * MINUTE
                )

        with pytest.raises(TooManyAttempts):
            async with work() as unit:
                await unit.throttle.count_wrong(
                    owner=alice, kind="2fa", at=NOW + 24 * HOUR - SECOND
                )
        async with work() as unit:
            await unit.throttle.count_wrong(owner=alice, kind="2fa", at=NOW + 24 * HOUR)

    async def test_a_right_answer_takes_back_itself_alone(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        for _ in range(5):
            async with work() as unit:
                await unit.throttle.count_wrong(owner=alice, kind="confirm", at=NOW)

        async with work() as unit:
            await unit.throttle.forget_wrong(owner=bob, kind="confirm", at=NOW)
            await unit.throttle.forget_wrong(owner=alice, kind="2fa", at=NOW)
            await unit.throttle.forget_wrong(owner=alice, kind="confirm", at=NOW + SECOND)
        with pytest.raises(TooManyAttempts):
            async with work() as unit:
                await unit.throttle.count_wrong(owner=alice, kind="confirm", at=NOW + SECOND)

        async with work() as unit:
            await unit.throttle.forget_wrong(owner=alice, kind="confirm", at=NOW)
        async with work() as unit:
            assert await unit.throttle.count_wrong(owner=alice, kind="confirm", at=NOW)

    async def test_of_many_answers_at_once_five_are_taken(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def answer(*, at: datetime) -> bool:
            async with work() as unit:
                return await unit.throttle.count_wrong(owner=alice, kind="2fa", at=at)

        for day in range(30):
            at = NOW + day * 24 * HOUR
            given = await asyncio.gather(
                *(answer(at=at) for _ in range(16)), return_exceptions=True
            )

            kinds = Counter(type(one) for one in given)
            assert kinds == {bool: 5, TooManyAttempts: 11}
            assert given.count(True) == 1

    async def test_wrong_answers_of_before_the_clock_stepped_back_do_not_count(
        self, work: AnyWork, alice: UserId
    ) -> None:
        async def answer(at: datetime) -> bool:
            async with work() as unit:
                return await unit.throttle.count_wrong(owner=alice, kind="2fa", at=at)

        apart = NOW - CLOCKS_APART
        for at in [NOW] * 4:
            assert not await answer(at)
        # Four are there for a clock a little behind, and none for one that stepped back.
        assert await answer(apart)
        with pytest.raises(TooManyAttempts):
            await answer(apart)
        assert not await answer(apart - SECOND - 24 * HOUR)

    async def test_purges_only_what_is_old(self, work: AnyWork) -> None:
        old, young = fresh(), fresh()
        await reserve(work, address=old, at=NOW - 48 * HOUR)
        await reserve(work, address=young, at=NOW - 12 * HOUR)

        async with work() as unit:
            await unit.throttle.purge(before=NOW - 24 * HOUR)

        at = NOW - 47 * HOUR
        assert await heights(work, address=old, ip=None, at=at) == (1, 0)
        assert await heights(work, address=young, ip=None, at=NOW) == (2, 0)

    @pytest.mark.parametrize("seed", range(3))
    async def test_agrees_with_memory_whatever_happens(self, work: AnyWork, seed: int) -> None:
        chance = random.Random(seed)
        people, places = [fresh() for _ in range(3)], [fresh() for _ in range(2)]
        memory, at = MemoryWork(), NOW
        for _ in range(80):
            address, ip = chance.choice(people), chance.choice(places)
            act = chance.choice(["reserve"] * 6 + ["forgive", "clear", "withdraw"])
            steps_back = [-SECOND, -CLOCKS_APART - SECOND, -HOUR]
            at += chance.choice([timedelta(), 5 * SECOND, MINUTE, HOUR, 24 * HOUR, *steps_back])

            answers = [
                await acted(one, act, address=address, ip=ip, at=at) for one in (memory, work)
            ]

            assert answers[0] == answers[1], (act, at)


async def acted(work: AnyWork, act: str, /, *, address: bytes, ip: bytes, at: datetime) -> object:
    """What one step comes to, as something that can be compared."""
    if act == "reserve":
        try:
            return await reserve(work, address=address, ip=ip, at=at)
        except Refusal as refusal:
            return type(refusal), refusal.members
    async with work() as unit:
        await getattr(unit.throttle, act)(address=address, ladder=LADDER, **_place(act, ip))
    return None


def _place(act: str, ip: bytes) -> dict[str, bytes]:
    return {} if act == "clear" else {"ip": ip}
