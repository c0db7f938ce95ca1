"""Being signed in, and signing out."""

from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.credential import digest_of
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.usecases.users import WhoAmI
from tests.support.clock import NOW
from tests.support.sign_ins import ALICE, CALLER, Door


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


class TestIdentifyCaller:
    async def test_knows_the_caller_by_cookie_and_by_token(self, door: Door) -> None:
        alice = await door.registered()
        assert alice.sign_in.token is not None

        by_cookie = await door.opens(alice)
        by_token = await door.identify(secret=alice.sign_in.token, kind="access_token")

        assert by_cookie == by_token
        assert by_cookie.id == alice.user.id
        assert by_cookie.session == alice.sign_in.session.id

    async def test_takes_no_secret_for_the_other_kind(self, door: Door) -> None:
        alice = await door.registered()

        with pytest.raises(NotAuthenticated):
            await door.identify(secret=alice.sign_in.cookie, kind="access_token")

    @pytest.mark.parametrize("secret", ["", "x", "\ud800", "pp_at_" + "0" * 64])
    async def test_refuses_what_it_never_made(self, door: Door, secret: str) -> None:
        await door.registered()

        with pytest.raises(NotAuthenticated):
            await door.identify(secret=secret, kind="cookie")

    async def test_a_token_lives_an_hour(self, door: Door) -> None:
        token = (await door.registered()).sign_in.token
        assert token is not None

        door.clock.instant = NOW + timedelta(minutes=59, seconds=59)
        await door.identify(secret=token, kind="access_token")

        door.clock.instant = NOW + timedelta(hours=1)
        with pytest.raises(NotAuthenticated):
            await door.identify(secret=token, kind="access_token")

    async def test_an_unused_session_ends_after_14_days(self, door: Door) -> None:
        alice = await door.registered()

        door.clock.instant = NOW + timedelta(days=14)

        with pytest.raises(NotAuthenticated):
            await door.opens(alice)

    async def test_writes_uses_down_no_more_often_than_every_five_minutes(self, door: Door) -> None:
        alice = await door.registered()

        written = []
        for minutes in (4, 5, 6, 11, 12):
            door.clock.instant = NOW + timedelta(minutes=minutes)
            await door.opens(alice)
            async with door.work.reading() as unit:
                digest = digest_of(secret=alice.sign_in.cookie)
                found = await unit.sessions.find(digest=digest, kind="cookie")
            assert found is not None
            written.append((found.last_seen_at - NOW) // timedelta(minutes=1))

        assert written == [0, 0, 6, 6, 12]

    async def test_use_keeps_a_session_alive_but_never_beyond_30_days(self, door: Door) -> None:
        alice = await door.registered()

        for days in (13, 26, 29):
            door.clock.instant = NOW + timedelta(days=days)
            await door.opens(alice)

        door.clock.instant = NOW + timedelta(days=30)
        with pytest.raises(NotAuthenticated):
            await door.opens(alice)


class TestLogOut:
    async def test_ends_cookie_and_token_of_this_session_alone(self, door: Door) -> None:
        first = await door.registered()
        second = await door.signed_in()
        assert first.sign_in.token is not None

        await door.log_out(owner=first.user.id, session=first.sign_in.session.id, caller=CALLER)

        with pytest.raises(NotAuthenticated):
            await door.opens(first)
        with pytest.raises(NotAuthenticated):
            await door.identify(secret=first.sign_in.token, kind="access_token")
        await door.opens(second)

    async def test_ends_nobody_elses(self, door: Door) -> None:
        alice = await door.registered()
        bob = await door.registered(email="bob@example.org")

        await door.log_out(owner=bob.user.id, session=alice.sign_in.session.id, caller=CALLER)

        await door.opens(alice)


class TestWhoAmI:
    async def test_tells_the_address_as_it_was_typed(self, door: Door) -> None:
        alice = await door.registered(email=" Alice@Example.org ")

        user = await WhoAmI(work=door.work)(owner=alice.user.id)

        assert user == alice.user
        assert (user.email, user.name, user.currency) == ("Alice@Example.org", "Alice", None)
        assert user.email.lower() == ALICE
