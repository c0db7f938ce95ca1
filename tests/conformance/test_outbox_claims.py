"""Who has a letter, and what they may say about it, over memory and PostgreSQL."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.letter import ClaimedLetter, OutboxLetter
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.records import letters
from tests.support.works import AnyWork

IDS = SystemIds()
LEASE = timedelta(minutes=2)
MOMENT = timedelta(microseconds=1)


@pytest.fixture(params=["memory", "postgres"])
async def work(request: pytest.FixtureRequest) -> AsyncIterator[AnyWork]:
    """A back end without anybody else's letters."""
    if request.param == "memory":
        yield MemoryWork()
        return
    async with postgres_work(url=request.getfixturevalue("own_database")) as work:
        yield work


async def waiting(work: AnyWork, *, at: datetime = NOW, email: str | None = None) -> UUID:
    letter = OutboxLetter(
        id=IDS.new(),
        kind="account_deleted" if email else "reset",
        email_key="alice@example.org",
        email=email,
        parameters={"left": "3"},
        created_at=at,
    )
    async with work() as unit:
        await unit.outbox.add(letter=letter)
    return letter.id


async def claimed(work: AnyWork, *, at: datetime = NOW) -> ClaimedLetter | None:
    async with work() as unit:
        return await unit.outbox.claim(at=at, until=at + LEASE)


async def mine(work: AnyWork, *, at: datetime = NOW) -> ClaimedLetter:
    found = await claimed(work, at=at)
    assert found is not None
    return found


class TestClaim:
    async def test_takes_the_one_due_for_the_longest_and_each_once(self, work: AnyWork) -> None:
        second, first = await waiting(work, at=NOW), await waiting(work, at=NOW - MOMENT)
        await waiting(work, at=NOW + MOMENT)

        taken = [await mine(work), await mine(work)]

        assert [one.letter.id for one in taken] == [first, second]
        assert (taken[0].attempts, taken[0].until) == (1, NOW + LEASE)
        assert taken[0].letter.parameters == {"left": "3"}
        assert await claimed(work) is None

    async def test_ends_by_itself(self, work: AnyWork) -> None:
        letter = await waiting(work)
        await mine(work)

        assert await claimed(work, at=NOW + LEASE - MOMENT) is None
        again = await mine(work, at=NOW + LEASE)

        assert (again.letter.id, again.attempts) == (letter, 2)


class TestOutcomes:
    async def test_what_was_sent_is_bare_and_rests(self, work: AnyWork) -> None:
        await waiting(work)
        await waiting(work, email="Alice@example.org")
        for _ in range(2):
            one = await mine(work)
            async with work() as unit:
                await unit.outbox.settle(claimed=one, at=NOW)

        assert await letters(work) == []
        assert await claimed(work, at=NOW + timedelta(days=400)) is None

    async def test_what_was_sent_still_counts(self, work: AnyWork) -> None:
        await waiting(work)
        one = await mine(work)
        async with work() as unit:
            await unit.outbox.settle(claimed=one, at=NOW)
        later = OutboxLetter(
            id=IDS.new(),
            kind="reset",
            email_key="alice@example.org",
            created_at=NOW + timedelta(minutes=1),
        )

        async with work() as unit:
            assert await unit.outbox.count_before(letter=later, since=NOW - MOMENT) == 1

    async def test_what_failed_is_due_when_told_and_not_before(self, work: AnyWork) -> None:
        await waiting(work)
        one = await mine(work)
        again = NOW + timedelta(minutes=1)

        async with work() as unit:
            await unit.outbox.postpone(claimed=one, to=again)

        assert await claimed(work, at=again - MOMENT) is None
        assert (await mine(work, at=again)).attempts == 2

    async def test_what_is_dropped_is_gone(self, work: AnyWork) -> None:
        await waiting(work)
        one = await mine(work)

        async with work() as unit:
            await unit.outbox.drop(claimed=one)

        assert await letters(work) == []

    @pytest.mark.parametrize("said", ["settle", "postpone", "drop"])
    async def test_whoever_comes_too_late_has_nothing_to_say(
        self, work: AnyWork, said: str
    ) -> None:
        letter = await waiting(work)
        late = await mine(work)
        present = await mine(work, at=NOW + LEASE)

        async with work() as unit:
            match said:
                case "settle":
                    await unit.outbox.settle(claimed=late, at=NOW)
                case "postpone":
                    await unit.outbox.postpone(claimed=late, to=NOW)
                case _:
                    await unit.outbox.drop(claimed=late)

        assert [one.id for one in await letters(work)] == [letter]
        assert await claimed(work, at=NOW + LEASE + MOMENT) is None
        async with work() as unit:
            await unit.outbox.settle(claimed=present, at=NOW)
        assert await letters(work) == []


class TestHurry:
    async def test_lets_nothing_wait_but_takes_nothing_from_whoever_has_it(
        self, work: AnyWork
    ) -> None:
        await waiting(work)
        one = await mine(work)
        async with work() as unit:
            await unit.outbox.postpone(claimed=one, to=NOW + timedelta(hours=1))
        await waiting(work, at=NOW)
        held = await mine(work)

        async with work() as unit:
            assert await unit.outbox.hurry(at=NOW) == 1

        assert (await mine(work)).letter.id == one.letter.id != held.letter.id
        assert await claimed(work) is None


class TestFirstLetter:
    async def test_is_first_for_ever_and_as_often_as_it_is_asked(self, work: AnyWork) -> None:
        first, other = IDS.new(), IDS.new()
        address, elsewhere = bytes(range(32)), bytes(32)

        async with work() as unit:
            said = [
                await unit.outbox.is_first_to(address=address, letter=first),
                await unit.outbox.is_first_to(address=address, letter=other),
                await unit.outbox.is_first_to(address=address, letter=first),
                await unit.outbox.is_first_to(address=elsewhere, letter=other),
            ]

        assert said == [True, False, True, True]
