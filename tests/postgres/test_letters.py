"""Letters through PostgreSQL and a mail server that is down, slow, forgetful or shared."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from piggypulse_adapters.postgres.statements import load
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.credential import digest_of
from piggypulse_core.kernel.refusal import Refusal
from tests.support.database import postgres_work
from tests.support.people import address_of, new_user
from tests.support.post_office import Received, post_office
from tests.support.records import letters
from tests.support.sending import send_all, sender, write
from tests.support.sign_ins import Door

IDS = SystemIds()
HOLDS = load(package="tests.support", file="holds.sql")
LETTERS = 24
SENDERS = 8
MINUTE = timedelta(minutes=1)
SOON_SECONDS = 10


def link_in(received: Received) -> str:
    return received.part("plain").partition("?token=")[2].split()[0]


async def works(work: PostgresWork, clock: FixedClock, token: str) -> bool:
    async with work.reading() as unit:
        found = await unit.mailed_tokens.find(
            digest=digest_of(secret=token), kind="reset", at=clock.now()
        )
    return found is not None


async def test_however_many_send_nobody_gets_a_letter_twice(
    own_database: str, clock: FixedClock
) -> None:
    async with post_office() as office, AsyncExitStack() as stack:
        works = [await stack.enter_async_context(postgres_work(url=own_database)) for _ in range(2)]
        alice = await new_user(works[0])
        written = {await write(works[0], clock, "data_reset", alice) for _ in range(LETTERS)}

        done = await asyncio.gather(
            *(send_all(sender(works[index % 2], office, clock)) for index in range(SENDERS))
        )

        assert Counter(one.letter for part in done for one in part) == Counter(written)
        assert sorted(one.headers["Message-ID"] for one in office.received) == sorted(
            f"<{letter}@example.com>" for letter in written
        )
        assert sum(bool(part) for part in done) > 1, "one did all the work: nothing was shown"


async def test_while_the_server_is_down_letters_wait_and_then_all_arrive(
    own_database: str, clock: FixedClock
) -> None:
    async with postgres_work(url=own_database) as work:
        alice = await new_user(work)
        async with post_office() as gone:
            pass
        await write(work, clock, "data_reset", alice)
        await write(work, clock, "reset", alice)

        failed = await send_all(sender(work, gone, clock))
        clock.instant += MINUTE
        async with post_office() as office:
            sent = await send_all(sender(work, office, clock))

        assert [one.result for one in failed] == ["postponed"] * 2
        assert [one.result for one in sent] == ["sent"] * 2
        assert [one.recipients for one in office.received] == [(address_of(alice),)] * 2
        assert await letters(work) == []


async def test_of_a_letter_that_came_twice_the_later_link_works(
    own_database: str, clock: FixedClock
) -> None:
    """The server hangs up after taking a letter: whether it did cannot be known."""
    async with postgres_work(url=own_database) as work, post_office() as office:
        alice = await new_user(work)
        await write(work, clock, "reset", alice)
        office.mood = "silent"
        (unsure,) = await send_all(sender(work, office, clock))
        office.mood = "willing"
        clock.instant += MINUTE

        (sure,) = await send_all(sender(work, office, clock))

        assert (unsure.result, sure.result) == ("postponed", "sent")
        first, second = map(link_in, office.received)
        assert not await works(work, clock, first)
        assert await works(work, clock, second)
        assert len({one.headers["Message-ID"] for one in office.received}) == 1


async def test_of_sixteen_wrong_passwords_at_once_one_locks_and_one_letter_is_written(
    own_database: str, clock: FixedClock
) -> None:
    async with postgres_work(url=own_database) as work:
        door = Door(work=work, clock=clock)
        await door.registered()
        for _ in range(6):
            with pytest.raises(Refusal):
                await door.signed_in(password="wrong")
            clock.instant += MINUTE

        told = await asyncio.gather(
            *(door.signed_in(password="wrong") for _ in range(16)), return_exceptions=True
        )

        assert all(isinstance(one, Refusal) for one in told)
        assert [one.kind for one in await letters(work)] == ["welcome", "locked"]


async def test_a_server_that_answers_slowly_keeps_nobody_else_waiting(
    own_database: str, clock: FixedClock
) -> None:
    """Nothing is locked while a letter is on its way, neither its row nor whom it is to."""
    async with postgres_work(url=own_database) as work, post_office() as office:
        alice = await new_user(work)
        await write(work, clock, "reset", alice)
        office.mood = "deaf"
        sending = asyncio.create_task(sender(work, office, clock)())
        await asyncio.wait_for(office.connected.wait(), SOON_SECONDS)

        async with asyncio.timeout(SOON_SECONDS), work() as unit:
            await unit.users.hold(owner=alice)
            await unit.users.save_password(owner=alice, password_hash="another")
            await unit.outbox.hurry(at=clock.now())
        await write(work, clock, "password_changed", alice)
        office.mood = "willing"
        (other,) = await send_all(sender(work, office, clock))

        sending.cancel()
        with pytest.raises(asyncio.CancelledError):
            await sending
        assert (other.kind, other.result) == ("password_changed", "sent")
        clock.instant += 2 * MINUTE
        assert [one.kind for one in await send_all(sender(work, office, clock))] == ["reset"]


async def test_whoever_leaves_while_their_letter_is_on_its_way_leaves_nothing_behind(
    own_database: str, clock: FixedClock
) -> None:
    async with postgres_work(url=own_database) as work, post_office() as office:
        alice = await new_user(work)
        await write(work, clock, "reset", alice)
        office.mood = "deaf"
        sending = asyncio.create_task(sender(work, office, clock, seconds=1)())
        await asyncio.wait_for(office.connected.wait(), SOON_SECONDS)

        async with work() as unit:
            await unit.erasures.lock(owner=alice)
            await unit.erasures.erase(owner=alice, email_key=address_of(alice), subject=bytes(32))
        done = await sending

        assert done is not None
        assert (done.result, done.reason) == ("postponed", "TimeoutError")
        assert await letters(work) == []


async def test_a_letter_waits_for_a_change_of_the_password_and_then_is_not_sent(
    own_database: str, clock: FixedClock
) -> None:
    async with postgres_work(url=own_database) as work, post_office() as office:
        alice = await new_user(work)
        await write(work, clock, "reset", alice)
        async with work() as unit:
            await unit.users.hold(owner=alice)
            sending = asyncio.create_task(sender(work, office, clock)())
            async with asyncio.timeout(SOON_SECONDS):
                while not await waiting_for_locks(work):  # noqa: ASYNC110 - the database tells nobody
                    await asyncio.sleep(0.01)
            await unit.users.save_password(
                owner=alice, password_hash="another", changed_at=clock.now() + MINUTE
            )

        done = await sending

        assert done is not None
        assert (done.result, office.received) == ("dropped", [])


async def waiting_for_locks(work: PostgresWork) -> int:
    async with work.reading() as unit:
        cursor = await unit.connection.execute(HOLDS["waiting_for_locks"])
        row = await cursor.fetchone()
    assert row is not None
    return int(row[0])
