"""Locked addresses: what goes on meanwhile, and the link that ends the lock."""

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import LinkInvalid, MailedTokenKind
from piggypulse_core.identity.model.throttle import AccountLocked, TooManyAttempts
from piggypulse_core.identity.model.user import InvalidCredentials
from tests.support.links import give_link
from tests.support.records import audit_of
from tests.support.sign_ins import ALICE, CALLER, PROGRAM, Door, cookie_of, token_of

HERE = replace(PROGRAM, ip=ip_address("192.0.2.1"))
THERE = replace(PROGRAM, ip=ip_address("198.51.100.1"))


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def unlock(door: Door, token: str) -> None:
    await door.unlock(token=token, caller=CALLER)


async def link(door: Door) -> str:
    """What is in the letter that a lock sends."""
    letter = OutboxLetter(
        id=SystemIds().new(), kind="locked", email_key=ALICE, created_at=door.clock.instant
    )
    async with door.work() as unit:
        await unit.outbox.add(letter=letter)
    minted = await door.mint(letter=letter)
    assert minted is not None
    assert minted.secret is not None
    return minted.secret


class TestUnlock:
    async def test_lets_somebody_sign_in_again_at_once(self, door: Door) -> None:
        await door.registered()
        await door.lock()
        with pytest.raises(AccountLocked):
            await door.signed_in()

        await unlock(door, await link(door))

        await door.signed_in()
        with pytest.raises(InvalidCredentials):
            await door.signed_in(password="wrong")

    async def test_takes_the_failures_from_the_places_they_were_made_at(self, door: Door) -> None:
        await door.registered()
        await door.registered(email="bob@example.org")
        await door.lock(device=HERE)
        with pytest.raises(TooManyAttempts):
            await door.signed_in(email="bob@example.org", device=HERE)

        await unlock(door, await link(door))

        await door.signed_in(email="bob@example.org", device=HERE)

    async def test_leaves_what_a_place_failed_at_against_others(self, door: Door) -> None:
        await door.registered()
        await door.lock(email="nobody@example.org", device=HERE)
        await door.lock(device=THERE)

        await unlock(door, await link(door))

        with pytest.raises(TooManyAttempts):
            await door.signed_in(device=HERE)

    async def test_works_once(self, door: Door) -> None:
        await door.registered()
        await door.lock()
        token = await link(door)
        await unlock(door, token)

        with pytest.raises(LinkInvalid):
            await unlock(door, token)

    async def test_is_of_no_use_once_the_lock_is_over(self, door: Door) -> None:
        await door.registered()
        await door.lock()
        token = await link(door)
        door.clock.instant += timedelta(minutes=60)

        with pytest.raises(LinkInvalid):
            await unlock(door, token)

    @pytest.mark.parametrize("kind", ["reset", "emergency"])
    async def test_no_other_kind_works(self, door: Door, kind: MailedTokenKind) -> None:
        alice = await door.registered()

        with pytest.raises(LinkInvalid):
            await unlock(door, await give_link(door.work, kind, owner=alice.user.id))

    @pytest.mark.parametrize("token", ["", "A" * 43, "\ud800"])
    async def test_refuses_what_was_never_sent(self, door: Door, token: str) -> None:
        await door.registered()

        with pytest.raises(LinkInvalid):
            await unlock(door, token)

    async def test_is_written_down(self, door: Door) -> None:
        alice = await door.registered()
        await door.lock()

        await unlock(door, await link(door))

        event = (await audit_of(door.work, alice.user.id))[-1]
        assert (event.kind, event.outcome, event.ip) == ("unlocked", "ok", CALLER.ip)


async def test_a_lock_is_for_signing_in_alone(door: Door) -> None:
    alice = await door.registered()
    await door.lock()

    assert await door.is_live(cookie_of(alice))
    refreshed = await door.refresh(presented=token_of(alice), device=PROGRAM)

    assert refreshed.token is not None
    token = await give_link(door.work, "reset", owner=alice.user.id)
    await door.reset_password(
        token=token, password="a horse of quite another colour 7", caller=CALLER
    )
    await door.signed_in(password="a horse of quite another colour 7")
