"""The session store, held to one suite over memory and PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address

from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.credential import Credential
from piggypulse_core.identity.model.session import (
    Device,
    FoundSession,
    Lifetimes,
    SessionId,
)
from piggypulse_core.identity.model.sign_in import SignIn, begin_sign_in
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.waiting import waiting
from tests.support.works import AnyWork

IDS = SystemIds()
TOKENS = SystemTokens()
DEVICE = Device(client="program", user_agent="Zoë's Fox", ip=ip_address("2001:db8::7"))
MINUTE = timedelta(minutes=1)


def sign_in(*, at: datetime = NOW) -> SignIn:
    return begin_sign_in(
        id=SessionId(IDS.new()),
        device=DEVICE,
        now=at,
        lifetimes=Lifetimes(),
        cookie_chance=TOKENS.chance(),
        token_chance=TOKENS.chance(),
    )


async def begun(work: AnyWork, owner: UserId, *, at: datetime = NOW) -> SignIn:
    made = sign_in(at=at)
    async with work() as unit:
        await unit.sessions.add(owner=owner, session=made.session, credentials=made.credentials)
    return made


async def found(work: AnyWork, made: SignIn) -> Sequence[FoundSession]:
    """What each secret of a sign-in opens."""
    async with work.reading() as unit:
        hits = [
            await unit.sessions.find(digest=one.digest, kind=one.kind) for one in made.credentials
        ]
    return [hit for hit in hits if hit is not None]


def cookie_of(made: SignIn) -> Credential:
    return made.credentials[0]


class TestSessionStore:
    async def test_finds_a_session_by_each_of_its_secrets(
        self, work: AnyWork, alice: UserId
    ) -> None:
        made = await begun(work, alice)

        by_cookie, by_token = await found(work, made)

        assert by_cookie == FoundSession(
            owner=alice,
            session=made.session.id,
            last_seen_at=NOW,
            ends_at=NOW + timedelta(days=30),
            expires_at=NOW + timedelta(days=30),
        )
        assert by_token.session == made.session.id
        assert by_token.expires_at == NOW + timedelta(hours=1)

    async def test_a_secret_is_of_one_kind_only(self, work: AnyWork, alice: UserId) -> None:
        made = await begun(work, alice)

        async with work.reading() as unit:
            digest = cookie_of(made).digest
            assert await unit.sessions.find(digest=digest, kind="access_token") is None

    async def test_of_uses_that_meet_one_is_written(self, work: AnyWork, alice: UserId) -> None:
        made = await begun(work, alice)

        for at in (NOW + 7 * MINUTE, NOW + 6 * MINUTE, NOW + 8 * MINUTE):
            async with work() as unit:
                await unit.sessions.touch(owner=alice, session=made.session.id, known=NOW, at=at)

        assert {one.last_seen_at for one in await found(work, made)} == {NOW + 7 * MINUTE}

    async def test_ends_a_session_with_everything_that_opens_it(
        self, work: AnyWork, alice: UserId
    ) -> None:
        ended, kept = await begun(work, alice), await begun(work, alice)

        async with work() as unit:
            await unit.sessions.end(owner=alice, session=ended.session.id)

        assert await found(work, ended) == []
        assert len(await found(work, kept)) == 2

    async def test_ends_the_session_a_secret_stands_for(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers, his = await begun(work, alice), await begun(work, bob)

        async with work() as unit:
            await unit.sessions.end_presented(digest=cookie_of(hers).digest, kind="access_token")
            await unit.sessions.end_presented(digest=bytes(32), kind="cookie")
        assert len(await found(work, hers)) == 2

        async with work() as unit:
            await unit.sessions.end_presented(digest=cookie_of(hers).digest, kind="cookie")
        assert await found(work, hers) == []
        assert len(await found(work, his)) == 2

    async def test_keeps_the_most_recently_used_ones(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        his = await begun(work, bob)
        made = [await begun(work, alice, at=NOW + number * MINUTE) for number in range(4)]
        async with work() as unit:
            await unit.sessions.touch(
                owner=alice, session=made[0].session.id, known=NOW, at=NOW + timedelta(hours=1)
            )

        async with work() as unit:
            await unit.sessions.trim(owner=alice, keep=2)

        assert [len(await found(work, one)) for one in made] == [2, 0, 0, 2]
        assert len(await found(work, his)) == 2

    async def test_tells_them_all_the_newest_first(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        await begun(work, bob)
        made = [await begun(work, alice, at=NOW + number * MINUTE) for number in range(3)]

        async with work.reading() as unit:
            found = await unit.sessions.every(owner=alice)

        assert list(found) == [one.session for one in reversed(made)]

    async def test_ends_all_but_one(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        his, hers = await begun(work, bob), [await begun(work, alice) for _ in range(3)]

        async with work() as unit:
            ended = await unit.sessions.end_others(owner=alice, keep=hers[1].session.id)
            again = await unit.sessions.end_others(owner=alice, keep=hers[1].session.id)

        assert (ended, again) == (2, 0)
        assert [len(await found(work, one)) for one in (*hers, his)] == [0, 2, 0, 2]

    async def test_ends_all_of_one_person(self, work: AnyWork, alice: UserId, bob: UserId) -> None:
        his, hers = await begun(work, bob), [await begun(work, alice) for _ in range(2)]
        waits = await waiting(work, alice)

        async with work() as unit:
            ended = await unit.sessions.end_others(owner=alice, keep=None)

        assert ended == 3
        assert [len(await found(work, one)) for one in (*hers, his)] == [0, 0, 2]
        async with work.reading() as unit:
            assert await unit.sessions.every(owner=alice) == []
            assert await unit.challenges.find(digest=waits.challenge.digest) is None

    async def test_says_whether_there_was_one_to_end(self, work: AnyWork, alice: UserId) -> None:
        made = await begun(work, alice)

        async with work() as unit:
            ended = [
                await unit.sessions.end(owner=alice, session=made.session.id) for _ in range(2)
            ]

        assert ended == [True, False]

    async def test_a_stranger_can_neither_touch_nor_end_it(
        self, work: AnyWork, alice: UserId, bob: UserId
    ) -> None:
        hers = await begun(work, alice)
        before = await found(work, hers)

        async with work() as unit:
            for session in (hers.session.id, SessionId(IDS.new())):
                await unit.sessions.touch(owner=bob, session=session, known=NOW, at=NOW + MINUTE)
                await unit.sessions.end(owner=bob, session=session)
            await unit.sessions.trim(owner=bob, keep=0)

        assert await found(work, hers) == before
