"""Seeing and ending one's sessions."""

from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.session import (
    ReauthenticationRequired,
    SessionId,
    SessionNotFound,
)
from piggypulse_core.identity.model.sign_in import SignedIn
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.records import audit_of, letters
from tests.support.sign_ins import BROWSER, CALLER, Door, principal_of, token_of

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def revoke(door: Door, alice: SignedIn, session: SessionId) -> None:
    await door.revoke_session(who=principal_of(alice), session=session, caller=CALLER)


async def kinds(door: Door) -> list[str]:
    return [one.kind for one in await letters(door.work)]


class TestListSessions:
    async def test_tells_the_live_ones_the_newest_first(self, door: Door) -> None:
        first = await door.registered()
        door.clock.instant = NOW + MINUTE
        second = await door.signed_in(device=BROWSER)
        await door.registered(email="bob@example.org")

        found = await door.list_sessions(owner=first.user.id)

        assert found == [second.sign_in.session, first.sign_in.session]
        assert [one.kind for one in found] == ["browser", "program"]

    async def test_leaves_out_those_that_are_over(self, door: Door) -> None:
        alice = await door.registered()
        door.clock.instant = NOW + timedelta(days=13)
        second = await door.signed_in()

        door.clock.instant = NOW + timedelta(days=14)

        assert await door.list_sessions(owner=alice.user.id) == [second.sign_in.session]


class TestRevokeSession:
    async def test_ends_another_one_and_tells(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()

        await revoke(door, alice, elsewhere.sign_in.session.id)

        assert not await door.is_live(token_of(elsewhere))
        assert await door.is_live(token_of(alice))
        event = (await audit_of(door.work, alice.user.id))[-1]
        assert (event.kind, event.session) == ("session_revoked", elsewhere.sign_in.session.id)
        assert await kinds(door) == ["welcome", "sessions_revoked"]

    async def test_ends_this_one_at_any_time_and_without_a_letter(self, door: Door) -> None:
        alice = await door.registered()
        door.clock.instant = NOW + timedelta(days=1)

        await revoke(door, alice, alice.sign_in.session.id)

        assert not await door.is_live(token_of(alice))
        assert await kinds(door) == ["welcome"]

    async def test_asks_for_the_password_after_fifteen_minutes(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()
        session = elsewhere.sign_in.session.id
        door.clock.instant = NOW + 15 * MINUTE + SECOND

        with pytest.raises(ReauthenticationRequired):
            await revoke(door, alice, session)
        assert await door.is_live(token_of(alice))
        assert len(await door.list_sessions(owner=alice.user.id)) == 2

        await door.reauthenticate(
            who=principal_of(alice),
            password=PASSWORD,
            code=None,
            presented=token_of(alice),
            caller=CALLER,
        )
        await revoke(door, alice, session)
        assert len(await door.list_sessions(owner=alice.user.id)) == 1

    async def test_fifteen_minutes_are_soon_enough(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()
        door.clock.instant = NOW + 15 * MINUTE

        await revoke(door, alice, elsewhere.sign_in.session.id)

    async def test_finds_nobody_elses(self, door: Door) -> None:
        alice = await door.registered()
        bob = await door.registered(email="bob@example.org")

        for session in (alice.sign_in.session.id, SessionId(SystemIds().new())):
            with pytest.raises(SessionNotFound):
                await revoke(door, bob, session)

        assert await door.is_live(token_of(alice))
        assert await kinds(door) == ["welcome", "welcome"]

    async def test_finds_none_that_is_over(self, door: Door) -> None:
        old = await door.registered()
        door.clock.instant = NOW + timedelta(days=14)
        alice = await door.signed_in()

        with pytest.raises(SessionNotFound):
            await revoke(door, alice, old.sign_in.session.id)


class TestRevokeOtherSessions:
    async def test_ends_all_but_this_one(self, door: Door) -> None:
        alice, *others = [await door.registered(), await door.signed_in(), await door.signed_in()]
        bob = await door.registered(email="bob@example.org")

        await door.revoke_other_sessions(who=principal_of(alice), caller=CALLER)

        assert await door.list_sessions(owner=alice.user.id) == [alice.sign_in.session]
        assert not any([await door.is_live(token_of(one)) for one in others])
        assert await door.is_live(token_of(bob))
        assert (await kinds(door))[-1] == "sessions_revoked"
        assert (await audit_of(door.work, alice.user.id))[-1].kind == "session_revoked"

    async def test_writes_no_letter_about_nothing(self, door: Door) -> None:
        alice = await door.registered()

        await door.revoke_other_sessions(who=principal_of(alice), caller=CALLER)

        assert await kinds(door) == ["welcome"]

    async def test_asks_for_the_password_after_fifteen_minutes(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()
        door.clock.instant = NOW + 16 * MINUTE

        with pytest.raises(ReauthenticationRequired):
            await door.revoke_other_sessions(who=principal_of(alice), caller=CALLER)

        assert await door.is_live(token_of(elsewhere))
