"""Starting over, and leaving."""

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.user import WrongPassword
from piggypulse_core.kernel.refusal import InvalidInput
from piggypulse_core.portability.usecases.erasures import DeleteUserAccount, ResetStructure
from tests.support.people import PASSWORD
from tests.support.records import audit_of, letters, security_log
from tests.support.sign_ins import ALICE, CALLER, KEYRING, Door, principal_of, token_of


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


def reset(door: Door) -> ResetStructure:
    return ResetStructure(
        confirm=door.confirm, work=door.work, clock=door.clock, ids=door.log_in.ids
    )


def delete(door: Door) -> DeleteUserAccount:
    return DeleteUserAccount(
        confirm=door.confirm,
        work=door.work,
        clock=door.clock,
        ids=door.log_in.ids,
        keyring=KEYRING,
    )


class TestResetStructure:
    async def test_keeps_who_somebody_is_and_tells_them(self, door: Door) -> None:
        alice = await door.registered()
        async with door.work.reading() as unit:
            (before,) = await unit.categories.every(owner=alice.user.id)

        await reset(door)(who=principal_of(alice), password=PASSWORD, caller=CALLER)

        async with door.work.reading() as unit:
            (after,) = await unit.categories.every(owner=alice.user.id)
        assert (after.name, after.is_system) == (before.name, True)
        assert after.id != before.id
        assert await door.is_live(token_of(alice))
        assert (await audit_of(door.work, alice.user.id))[-1].kind == "data_reset"
        assert [one.kind for one in await letters(door.work)] == ["welcome", "data_reset"]


class TestDeleteAccount:
    async def test_leaves_a_pseudonym_and_a_farewell(self, door: Door) -> None:
        alice = await door.registered()
        bob = await door.registered(email="bob@example.org")

        await delete(door)(who=principal_of(alice), password=PASSWORD, caller=CALLER)

        with pytest.raises(NotAuthenticated):
            await door.opens(alice)
        assert await door.is_live(token_of(bob))
        assert await audit_of(door.work, alice.user.id) == []
        kept = await security_log(door.work)
        assert [one.kind for one in kept] == ["registered", "account_deleted"]
        assert {one.subject for one in kept} == {KEYRING.pseudonym(text=ALICE)}
        assert {(one.ip, one.user_agent, one.session) for one in kept} == {(None, None, None)}
        welcome, farewell = await letters(door.work)
        assert (welcome.kind, welcome.owner) == ("welcome", bob.user.id)
        assert (farewell.kind, farewell.email, farewell.owner) == ("account_deleted", ALICE, None)

    async def test_the_address_can_begin_anew(self, door: Door) -> None:
        alice = await door.registered()
        await delete(door)(who=principal_of(alice), password=PASSWORD, caller=CALLER)

        again = await door.registered()

        assert again.user.id != alice.user.id

    @pytest.mark.parametrize("password", ["wrong", PASSWORD + " "])
    async def test_asks_for_the_password(self, door: Door, password: str) -> None:
        alice = await door.registered()

        for act in (delete(door), reset(door)):
            with pytest.raises(WrongPassword):
                await act(who=principal_of(alice), password=password, caller=CALLER)

        assert await door.is_live(token_of(alice))

    async def test_counts_nothing_that_no_password_can_be(self, door: Door) -> None:
        alice = await door.registered()

        for _ in range(6):
            with pytest.raises(InvalidInput):
                await delete(door)(who=principal_of(alice), password="", caller=CALLER)

        await delete(door)(who=principal_of(alice), password=PASSWORD, caller=CALLER)
