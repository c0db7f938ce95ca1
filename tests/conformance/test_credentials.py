"""What opens a session, held to one suite over memory and PostgreSQL."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from piggypulse_adapters.security.tokens import SystemTokens
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.credential import Credential, Presented, digest_of
from piggypulse_core.identity.model.refresh import SIBLINGS_MAX
from piggypulse_core.identity.model.session import (
    FoundSession,
    Lifetimes,
    NotAuthenticated,
    SessionId,
)
from piggypulse_core.identity.model.sign_in import SignedIn, new_cookie, new_token
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.kernel.ids import UserId
from tests.support.clock import NOW
from tests.support.sign_ins import CALLER, PROGRAM, Door, cookie_of, principal_of, token_of
from tests.support.works import AnyWork

MINUTE = timedelta(minutes=1)
ROUNDS = 30
AT_ONCE = 16


@pytest.fixture
def door(work: AnyWork, clock: FixedClock) -> Door:
    return Door(work=work, clock=clock)


@pytest.fixture
async def alice(door: Door) -> SignedIn:
    return await newcomer(door)


async def newcomer(door: Door) -> SignedIn:
    return await door.registered(email=f"{SystemIds().new().hex}@example.org")


async def found(work: AnyWork, shown: Presented) -> FoundSession | None:
    async with work.reading() as unit:
        return await unit.sessions.find(digest=digest_of(secret=shown.secret), kind=shown.kind)


def fresh_token(alice: SignedIn) -> Credential:
    return new_token(
        session=alice.sign_in.session,
        chance=SystemTokens().chance(),
        now=NOW,
        lifetimes=Lifetimes(),
    ).credential


def fresh_cookie(alice: SignedIn) -> Credential:
    chance = SystemTokens().chance()
    return new_cookie(session=alice.sign_in.session, chance=chance, now=NOW).credential


def whose(alice: SignedIn) -> tuple[UserId, SessionId]:
    return alice.user.id, alice.sign_in.session.id


class TestCredentialStore:
    async def test_holds_a_session_with_everything_known_of_it(
        self, work: AnyWork, alice: SignedIn
    ) -> None:
        owner, session = whose(alice)

        async with work() as unit:
            assert (
                await unit.credentials.hold(owner=owner, session=session) == alice.sign_in.session
            )
            await unit.credentials.prove(owner=owner, session=session, at=NOW + MINUTE)

        async with work() as unit:
            assert await unit.credentials.hold(owner=owner, session=session) == replace(
                alice.sign_in.session, proven_at=NOW + MINUTE
            )

    async def test_a_stranger_holds_proves_and_changes_nothing(
        self, work: AnyWork, door: Door, alice: SignedIn
    ) -> None:
        bob = (await newcomer(door)).user.id
        _, session = whose(alice)
        cookie, token = cookie_of(alice), token_of(alice)
        before = [await found(work, one) for one in (cookie, token)]

        async with work() as unit:
            assert await unit.credentials.hold(owner=bob, session=session) is None
            await unit.credentials.prove(owner=bob, session=session, at=NOW + MINUTE)
            await unit.credentials.supersede(owner=bob, session=session, at=NOW)
            assert not await unit.credentials.supersede_one(
                owner=bob, session=session, digest=digest_of(secret=token.secret), at=NOW
            )
            assert not await unit.credentials.replace(
                owner=bob,
                session=session,
                digest=digest_of(secret=cookie.secret),
                credential=fresh_cookie(alice),
            )
            await unit.credentials.drop_others(owner=bob, session=session, digest=bytes(32))

        assert [await found(work, one) for one in (cookie, token)] == before
        async with work() as unit:
            held = await unit.credentials.hold(owner=alice.user.id, session=session)
        assert held == alice.sign_in.session

    async def test_replaces_a_live_secret_of_the_same_kind_once(
        self, work: AnyWork, alice: SignedIn
    ) -> None:
        owner, session = whose(alice)
        digest = digest_of(secret=cookie_of(alice).secret)

        async with work() as unit:
            tried = [
                await unit.credentials.replace(
                    owner=owner, session=session, digest=digest, credential=credential
                )
                for credential in (fresh_token(alice), fresh_cookie(alice), fresh_cookie(alice))
            ]

        assert tried == [False, True, False]
        assert await found(work, cookie_of(alice)) is None

    async def test_a_superseded_token_stays_to_be_known_again(
        self, work: AnyWork, alice: SignedIn
    ) -> None:
        owner, session = whose(alice)
        digest = digest_of(secret=token_of(alice).secret)

        async with work() as unit:
            tried = [
                await unit.credentials.supersede_one(
                    owner=owner, session=session, digest=digest, at=NOW + number * MINUTE
                )
                for number in range(2)
            ]
            await unit.credentials.supersede(owner=owner, session=session, at=NOW + 2 * MINUTE)

        assert tried == [True, False]
        seen = await found(work, token_of(alice))
        assert seen is not None
        assert seen.superseded_at == NOW

    async def test_supersedes_every_live_token_and_no_cookie(
        self, work: AnyWork, alice: SignedIn
    ) -> None:
        owner, session = whose(alice)

        async with work() as unit:
            await unit.credentials.add(owner=owner, session=session, credential=fresh_token(alice))
            await unit.credentials.supersede(owner=owner, session=session, at=NOW)

        token, cookie = [await found(work, one(alice)) for one in (token_of, cookie_of)]
        assert token is not None
        assert token.superseded_at == NOW
        assert cookie is not None
        assert cookie.superseded_at is None

    async def test_counts_siblings_of_a_superseded_token_alone(
        self, work: AnyWork, alice: SignedIn
    ) -> None:
        owner, session = whose(alice)
        digest = digest_of(secret=token_of(alice).secret)

        async def taken() -> bool:
            async with work() as unit:
                return await unit.credentials.take_sibling(
                    owner=owner, session=session, digest=digest, most=2
                )

        live = await taken()
        async with work() as unit:
            await unit.credentials.supersede(owner=owner, session=session, at=NOW)

        assert [live, *[await taken() for _ in range(3)]] == [False, True, True, False]

    async def test_drops_all_but_one(self, work: AnyWork, door: Door, alice: SignedIn) -> None:
        owner, session = whose(alice)
        elsewhere = await newcomer(door)

        async with work() as unit:
            await unit.credentials.drop_others(
                owner=owner, session=session, digest=digest_of(secret=token_of(alice).secret)
            )

        assert await found(work, cookie_of(alice)) is None
        for shown in (token_of(alice), cookie_of(elsewhere), token_of(elsewhere)):
            assert await found(work, shown) is not None


class TestEndings:
    async def test_a_secret_made_while_the_session_waits_to_end_goes_with_it(
        self, work: AnyWork, alice: SignedIn
    ) -> None:
        owner, session = whose(alice)
        late = fresh_token(alice)

        async def end() -> bool:
            async with work() as unit:
                return await unit.sessions.end(owner=owner, session=session)

        async with work() as unit:
            await unit.credentials.hold(owner=owner, session=session)
            ending = asyncio.create_task(end())
            await asyncio.sleep(0.1)
            await unit.credentials.add(owner=owner, session=session, credential=late)

        assert await ending
        async with work.reading() as unit:
            assert await unit.sessions.find(digest=late.digest, kind=late.kind) is None


class TestRaces:
    """Sixteen at once, over and over: what may happen once happens once."""

    async def test_one_token_has_one_successor_and_eight_siblings(
        self, work: AnyWork, door: Door
    ) -> None:
        alice = await newcomer(door)
        for _ in range(ROUNDS):
            old = token_of(await door.signed_in(email=alice.user.email))

            results = await asyncio.gather(
                *(door.refresh(presented=old, device=PROGRAM) for _ in range(AT_ONCE)),
                return_exceptions=True,
            )

            refused = [one for one in results if isinstance(one, TooManyAttempts)]
            tokens = {one.token for one in results if not isinstance(one, BaseException)}
            assert len(tokens) == 1 + SIBLINGS_MAX
            assert len(refused) == AT_ONCE - len(tokens)
            for token in tokens:
                assert token is not None
                assert await door.is_live(Presented(secret=token, kind="access_token"))

    async def test_one_cookie_has_one_successor(self, work: AnyWork, door: Door) -> None:
        alice = await newcomer(door)
        for _ in range(ROUNDS):
            old = cookie_of(await door.signed_in(email=alice.user.email))

            results = await asyncio.gather(
                *(door.refresh(presented=old, device=PROGRAM) for _ in range(AT_ONCE)),
                return_exceptions=True,
            )

            won = [one for one in results if not isinstance(one, BaseException)]
            lost = [one for one in results if isinstance(one, NotAuthenticated | TooManyAttempts)]
            assert (len(won), len(lost)) == (1, AT_ONCE - 1)

    async def test_a_session_that_ends_leaves_nothing_that_opens_it(
        self, work: AnyWork, door: Door
    ) -> None:
        alice = await newcomer(door)
        for _ in range(ROUNDS):
            begun = await door.signed_in(email=alice.user.email)
            owner, session = whose(begun)

            results = await asyncio.gather(
                *(
                    door.refresh(presented=token_of(begun), device=PROGRAM)
                    for _ in range(AT_ONCE // 2)
                ),
                door.log_out(owner=owner, session=session, caller=CALLER),
                *(
                    door.refresh(presented=cookie_of(begun), device=PROGRAM)
                    for _ in range(AT_ONCE // 2)
                ),
                return_exceptions=True,
            )

            wrong = [
                one
                for one in results
                if isinstance(one, BaseException)
                and not isinstance(one, NotAuthenticated | TooManyAttempts)
            ]
            assert wrong == []
            assert not await door.is_live(token_of(begun))
            async with work() as unit:
                assert await unit.credentials.hold(owner=owner, session=session) is None

    async def test_of_two_that_revoke_each_other_neither_waits_for_ever(
        self, work: AnyWork, door: Door
    ) -> None:
        first = await newcomer(door)
        second = await door.signed_in(email=first.user.email)

        await asyncio.gather(
            door.revoke_other_sessions(who=principal_of(first), caller=CALLER),
            door.revoke_other_sessions(who=principal_of(second), caller=CALLER),
            return_exceptions=True,
        )

        live = [await door.is_live(token_of(one)) for one in (first, second)]
        assert sorted(live) == [False, True]
