"""What is dead goes and nothing else does, over memory and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from ipaddress import ip_address

import pytest

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.audit import AuditEvent
from piggypulse_core.identity.model.credential import Credential, digest_of
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import MailedToken
from piggypulse_core.identity.model.retention import SWEPT_AT_ONCE
from piggypulse_core.identity.model.session import Session, SessionId
from piggypulse_core.identity.model.throttle import Ladder
from piggypulse_core.identity.model.two_factor import SETUP_LIFE, Sealed, SetupCode
from piggypulse_core.identity.usecases.purges import Purge
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.database import postgres_work
from tests.support.people import new_user
from tests.support.records import audit_of, letters, security_log
from tests.support.works import AnyWork

IDS = SystemIds()
DAY = timedelta(days=1)
MOMENT = timedelta(microseconds=1)
HERE = ip_address("192.0.2.7")


@pytest.fixture(params=["memory", "postgres"])
async def work(request: pytest.FixtureRequest) -> AsyncIterator[AnyWork]:
    """A back end whose dead are this test's own."""
    if request.param == "memory":
        yield MemoryWork()
        return
    async with postgres_work(url=request.getfixturevalue("own_database")) as work:
        yield work


@pytest.fixture
def purge(work: AnyWork, clock: FixedClock) -> Purge:
    return Purge(work=work, clock=clock, ids=IDS)


async def session(
    work: AnyWork,
    owner: UserId,
    *,
    seen: datetime = NOW,
    ends: datetime = NOW + DAY,
    pending: datetime | None = None,
) -> SessionId:
    made = Session(
        id=SessionId(IDS.new()),
        created_at=NOW - 60 * DAY,
        last_seen_at=seen,
        proven_at=seen,
        ends_at=ends,
        pending_until=pending,
    )
    credential = Credential(
        digest=digest_of(secret=str(made.id)), kind="cookie", expires_at=made.ends_at
    )
    async with work() as unit:
        await unit.sessions.add(owner=owner, session=made, credentials=[credential])
    return made.id


async def left(work: AnyWork, owner: UserId) -> set[SessionId]:
    async with work.reading() as unit:
        return {one.id for one in await unit.sessions.every(owner=owner)}


async def opens(work: AnyWork, of: SessionId) -> bool:
    async with work.reading() as unit:
        found = await unit.sessions.find(digest=digest_of(secret=str(of)), kind="cookie")
    return found is not None


def event(at: datetime) -> AuditEvent:
    return AuditEvent(
        id=IDS.new(), kind="sign_in", at=at, ip=HERE, user_agent="Fox/1", request_id=IDS.new()
    )


async def note(work: AnyWork, owner: UserId | None, events: Sequence[AuditEvent]) -> None:
    async with work() as unit:
        for one in events:
            await unit.audit.record(owner=owner, event=one)


class TestSessions:
    async def test_go_when_they_are_over_unused_or_waited_in_vain(
        self, work: AnyWork, purge: Purge, alice: UserId, bob: UserId
    ) -> None:
        dead = [
            await session(work, alice, ends=NOW),
            await session(work, bob, seen=NOW - 14 * DAY),
            await session(work, bob, pending=NOW),
        ]
        alive = [
            await session(work, alice, ends=NOW + MOMENT),
            await session(work, bob, seen=NOW - 14 * DAY + MOMENT),
            await session(work, bob, pending=NOW + MOMENT),
        ]

        swept = await purge()

        assert swept["sessions"] == 3
        assert await left(work, alice) | await left(work, bob) == set(alive)
        assert [await opens(work, one) for one in dead] == [False] * 3
        assert [await opens(work, one) for one in alive] == [True] * 3

    async def test_that_expired_are_written_down_once(
        self, work: AnyWork, purge: Purge, alice: UserId
    ) -> None:
        over = await session(work, alice, ends=NOW)
        await session(work, alice, pending=NOW)

        await purge()
        await purge()

        said = [(one.kind, one.session, one.at) for one in await audit_of(work, alice)]
        assert said == [("session_expired", over, NOW)]

    async def test_go_however_many_there_are(
        self, work: AnyWork, purge: Purge, alice: UserId
    ) -> None:
        for _ in range(SWEPT_AT_ONCE + 1):
            await session(work, alice, ends=NOW)

        assert (await purge())["sessions"] == SWEPT_AT_ONCE + 1
        assert await left(work, alice) == set()


class TestSetUps:
    async def test_go_when_nobody_finished_them(
        self, work: AnyWork, purge: Purge, alice: UserId, bob: UserId
    ) -> None:
        seed = Sealed(key_id="first", value=b"sealed")
        carol = await new_user(work)
        begun = {alice: NOW - SETUP_LIFE - MOMENT, bob: NOW - SETUP_LIFE, carol: NOW - DAY}
        for owner, at in begun.items():
            async with work() as unit:
                assert await unit.two_factor.begin(owner=owner, seed=seed, at=at)
        done = SetupCode(counter=1, session=SessionId(IDS.new()), until=NOW)
        async with work() as unit:
            assert await unit.two_factor.confirm(owner=carol, setup=done, at=NOW - DAY)

        assert (await purge())["set-ups"] == 1

        async with work() as unit:
            left = [await unit.two_factor.get(owner=owner) is not None for owner in begun]
        assert left == [False, True, True]


class TestLogs:
    async def test_forget_where_people_were_and_later_what_they_did(
        self, work: AnyWork, purge: Purge, alice: UserId
    ) -> None:
        ages = [NOW - 400 * DAY - MOMENT, NOW - 400 * DAY, NOW - 90 * DAY - MOMENT, NOW - 90 * DAY]
        events = [event(at) for at in ages]
        await note(work, alice, events)

        swept = await purge()

        assert (swept["events"], swept["places"]) == (1, 2)
        blank = [replace(one, ip=None, user_agent=None) for one in events]
        assert await audit_of(work, alice) == [blank[1], blank[2], events[3]]

    async def test_about_nobody_go_as_well(self, work: AnyWork, purge: Purge) -> None:
        old, young = event(NOW - 400 * DAY - MOMENT), event(NOW - 400 * DAY)
        await note(work, None, [old, young])

        assert (await purge())["events"] == 1
        assert [one.id for one in await security_log(work)] == [young.id]


class TestLetters:
    async def test_go_a_week_after_they_were_sent_and_never_before_unless_forgotten(
        self, work: AnyWork, purge: Purge, clock: FixedClock
    ) -> None:
        sent, waiting, taken = (
            OutboxLetter(id=IDS.new(), kind="reset", email_key=f"{one}@x.y", created_at=at)
            for one, at in ((1, NOW - DAY), (2, NOW + DAY), (3, NOW + MOMENT))
        )
        for one in (sent, waiting, taken):
            async with work() as unit:
                await unit.outbox.add(letter=one)
        async with work() as unit:
            claimed = await unit.outbox.claim(at=NOW, until=NOW + DAY)
            assert claimed is not None
            await unit.outbox.settle(claimed=claimed, at=NOW)
        clock.instant = NOW + 7 * DAY
        assert (await purge())["letters"] == 0
        clock.instant += MOMENT
        assert (await purge())["letters"] == 1
        clock.instant += MOMENT
        until = clock.instant + MOMENT
        async with work() as unit:
            assert await unit.outbox.claim(at=NOW + MOMENT, until=until) is not None
        assert (await purge())["letters"] == 0
        clock.instant = until

        assert (await purge())["letters"] == 1
        assert [one.id for one in await letters(work)] == [waiting.id]


class TestCounts:
    async def test_go_a_day_after_the_last_failure(
        self, work: AnyWork, purge: Purge, clock: FixedClock
    ) -> None:
        address, ladder = bytes(range(32)), Ladder()
        async with work() as unit:
            await unit.throttle.reserve(address=address, ip=None, ladder=ladder, at=NOW)
        clock.instant = NOW + DAY
        await purge()
        async with work.reading() as unit:
            assert await unit.throttle.find(address=address) is not None
        clock.instant += MOMENT

        await purge()

        async with work.reading() as unit:
            assert await unit.throttle.find(address=address) is None


class TestTokens:
    async def test_go_when_they_no_longer_work(
        self, work: AnyWork, purge: Purge, alice: UserId, bob: UserId
    ) -> None:
        for owner, until in ((alice, NOW - MOMENT), (bob, NOW + MOMENT)):
            token = MailedToken(kind="reset", digest=digest_of(secret=owner.hex), expires_at=until)
            async with work() as unit:
                await unit.mailed_tokens.replace(owner=owner, token=token)

        await purge()

        long_ago = NOW - DAY
        async with work.reading() as unit:
            found = [
                await unit.mailed_tokens.find(
                    digest=digest_of(secret=owner.hex), kind="reset", at=long_ago
                )
                for owner in (alice, bob)
            ]
        assert found == [None, bob]


async def test_two_at_once_do_no_harm(
    work: AnyWork, purge: Purge, alice: UserId, bob: UserId
) -> None:
    kept = await session(work, alice)
    for owner in (alice, bob):
        for _ in range(20):
            await session(work, owner, ends=NOW)
        await note(work, owner, [event(NOW - 401 * DAY) for _ in range(20)])

    done = await asyncio.gather(*(purge() for _ in range(4)))

    assert sum(one["sessions"] for one in done) == 40
    assert sum(one["events"] for one in done) == 40
    assert (await left(work, alice), await left(work, bob)) == ({kept}, set())
    assert len(await audit_of(work, alice)) == 20


async def test_with_nothing_dead_nothing_goes(work: AnyWork, purge: Purge, alice: UserId) -> None:
    kept = await session(work, alice)
    await note(work, alice, [event(NOW)])

    assert not any((await purge()).values())

    assert await left(work, alice) == {kept}
    assert len(await audit_of(work, alice)) == 1
