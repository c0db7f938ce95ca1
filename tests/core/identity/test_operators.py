"""What operators do for people who ask them for help."""

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.throttle import AccountLocked
from piggypulse_core.identity.model.user import NobodyRegistered
from piggypulse_core.identity.usecases.operators import FindPerson, SignOut, UnlockAddress
from piggypulse_core.kernel.refusal import InvalidInput
from tests.support.records import audit_of, letters
from tests.support.sign_ins import ALICE, KEYRING, Door, cookie_of, token_of

BOB = "bob@example.org"
IDS = SystemIds()


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


@pytest.fixture
def sign_out(door: Door) -> SignOut:
    return SignOut(work=door.work, clock=door.clock, ids=IDS)


@pytest.fixture
def unlock(door: Door) -> UnlockAddress:
    return UnlockAddress(work=door.work, clock=door.clock, ids=IDS, keyring=KEYRING)


class TestSignOut:
    async def test_ends_every_session_of_somebody_and_nobody_elses(
        self, door: Door, sign_out: SignOut
    ) -> None:
        first, bob = await door.registered(), await door.registered(email=BOB)
        second = await door.signed_in()

        assert await sign_out(email=" ALICE@example.org ") == 2

        assert not any([await door.is_live(show(one)) for one in (first, second) for show in SHOWN])
        assert await door.is_live(cookie_of(bob))
        assert await door.is_live(cookie_of(await door.signed_in()))

    async def test_is_told_by_letter_and_written_down(self, door: Door, sign_out: SignOut) -> None:
        alice = (await door.registered()).user.id

        await sign_out(email=ALICE)
        await sign_out(email=ALICE)

        told = [one for one in await letters(door.work) if one.kind == "sessions_revoked"]
        assert [one.owner for one in told] == [alice]
        said = [one.kind for one in await audit_of(door.work, alice)]
        assert said.count("session_revoked") == 2

    @pytest.mark.parametrize(
        ("email", "refused"), [(BOB, NobodyRegistered), ("nonsense", InvalidInput)]
    )
    async def test_is_of_somebody_there_is(
        self, door: Door, sign_out: SignOut, email: str, refused: type[Exception]
    ) -> None:
        await door.registered()

        with pytest.raises(refused):
            await sign_out(email=email)


SHOWN = (cookie_of, token_of)


class TestFindPerson:
    async def test_is_of_somebody_there_is(self, door: Door) -> None:
        find = FindPerson(work=door.work)
        alice = (await door.registered()).user.id
        await door.registered(email=BOB)

        assert await find(email=" ALICE@example.org ") == alice
        with pytest.raises(NobodyRegistered):
            await find(email="carol@example.org")
        with pytest.raises(InvalidInput):
            await find(email="nonsense")


class TestUnlockAddress:
    async def test_lets_somebody_in_who_was_locked_out_and_nobody_else(
        self, door: Door, unlock: UnlockAddress
    ) -> None:
        alice = (await door.registered()).user.id
        await door.registered(email=BOB)
        await door.lock()
        await door.lock(email=BOB)

        await unlock(email="Alice@Example.org")

        await door.signed_in()
        with pytest.raises(AccountLocked):
            await door.signed_in(email=BOB)
        assert "unlocked" in [one.kind for one in await audit_of(door.work, alice)]

    async def test_is_of_somebody_there_is(self, unlock: UnlockAddress) -> None:
        with pytest.raises(NobodyRegistered):
            await unlock(email=ALICE)
