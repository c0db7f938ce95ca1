"""Showing one's password again: proof, and a change of it."""

import asyncio
from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.sign_in import NewCookie, SignedIn
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.user import InvalidCredentials, WrongPassword
from piggypulse_core.kernel.refusal import Collided, InvalidInput
from tests.support.clock import NOW
from tests.support.people import PASSWORD
from tests.support.records import audit_of, letters
from tests.support.sign_ins import (
    ALICE,
    CALLER,
    PROGRAM,
    Door,
    cookie_of,
    principal_of,
    token_of,
)

OTHER = "a horse of quite another colour 7"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


async def proven(
    door: Door, alice: SignedIn, shown: Presented, *, password: str = PASSWORD
) -> NewCookie | None:
    return await door.reauthenticate(
        who=principal_of(alice),
        password=password,
        code=None,
        presented=shown,
        caller=CALLER,
    )


async def changed(
    door: Door, alice: SignedIn, shown: Presented, *, current: str = PASSWORD, new: str = OTHER
) -> NewCookie | None:
    return await door.change_password(
        who=principal_of(alice), current=current, new=new, presented=shown, caller=CALLER
    )


def value_of(cookie: NewCookie | None) -> Presented:
    assert cookie is not None
    return Presented(secret=cookie.secret, kind="cookie")


class TestReauthenticate:
    async def test_renews_the_proof_and_the_cookie_that_asks(self, door: Door) -> None:
        alice = await door.registered()
        door.clock.instant = NOW + 16 * MINUTE

        new = value_of(await proven(door, alice, cookie_of(alice)))

        (session,) = await door.list_sessions(owner=alice.user.id)
        assert session.proven_at == NOW + 16 * MINUTE
        assert await door.is_live(new)
        assert not await door.is_live(cookie_of(alice))
        assert await door.is_live(token_of(alice))

    async def test_leaves_a_cookie_alone_that_did_not_ask(self, door: Door) -> None:
        alice = await door.registered()

        assert await proven(door, alice, token_of(alice)) is None
        assert await door.is_live(cookie_of(alice))

    @pytest.mark.parametrize("password", [PASSWORD + " ", PASSWORD.upper(), "x"])
    async def test_refuses_any_other_password(self, door: Door, password: str) -> None:
        alice = await door.registered()
        door.clock.instant = NOW + 16 * MINUTE

        with pytest.raises(WrongPassword):
            await proven(door, alice, cookie_of(alice), password=password)

        (session,) = await door.list_sessions(owner=alice.user.id)
        assert session.proven_at == NOW
        assert await door.is_live(cookie_of(alice))
        event = (await audit_of(door.work, alice.user.id))[-1]
        assert (event.kind, event.outcome, event.reason) == ("confirmation", "failed", "password")

    @pytest.mark.parametrize("password", ["", "x" * 257])
    async def test_counts_nothing_that_no_password_can_be(self, door: Door, password: str) -> None:
        alice = await door.registered()

        for _ in range(6):
            with pytest.raises(InvalidInput):
                await proven(door, alice, token_of(alice), password=password)

        await proven(door, alice, token_of(alice))

    async def test_takes_five_wrong_ones_in_fifteen_minutes(self, door: Door) -> None:
        alice = await door.registered()
        for _ in range(5):
            with pytest.raises(WrongPassword):
                await proven(door, alice, token_of(alice), password="wrong")

        with pytest.raises(TooManyAttempts):
            await proven(door, alice, token_of(alice))
        with pytest.raises(TooManyAttempts):
            await changed(door, alice, token_of(alice))

        door.clock.instant = NOW + 15 * MINUTE
        await proven(door, alice, token_of(alice))

    async def test_a_right_one_costs_nothing(self, door: Door) -> None:
        alice = await door.registered()

        for _ in range(12):
            await proven(door, alice, token_of(alice))

    async def test_of_two_at_once_with_one_cookie_one_goes_on(self, door: Door) -> None:
        alice = await door.registered()

        both = await asyncio.gather(
            *(proven(door, alice, cookie_of(alice)) for _ in range(2)), return_exceptions=True
        )

        assert sorted(type(one).__name__ for one in both) == ["NewCookie", "NotAuthenticated"]

    async def test_a_session_ended_meanwhile_stays_ended(self, door: Door) -> None:
        alice = await door.registered()
        await door.log_out(owner=alice.user.id, session=alice.sign_in.session.id, caller=CALLER)

        with pytest.raises(NotAuthenticated):
            await proven(door, alice, token_of(alice))


class TestChangePassword:
    async def test_only_the_new_one_signs_in(self, door: Door) -> None:
        alice = await door.registered()

        await changed(door, alice, token_of(alice))

        with pytest.raises(InvalidCredentials):
            await door.signed_in()
        await door.signed_in(password=OTHER)

    async def test_by_cookie_the_cookie_goes_on_under_another_value(self, door: Door) -> None:
        alice = await door.registered()

        new = value_of(await changed(door, alice, cookie_of(alice)))

        assert await door.is_live(new)
        assert not await door.is_live(cookie_of(alice))
        assert not await door.is_live(token_of(alice))

    async def test_by_token_the_token_goes_on(self, door: Door) -> None:
        alice = await door.registered()

        assert await changed(door, alice, token_of(alice)) is None

        assert await door.is_live(token_of(alice))
        assert not await door.is_live(cookie_of(alice))

    async def test_a_sibling_of_the_token_does_not(self, door: Door) -> None:
        alice = await door.registered()
        first, second = [
            await door.refresh(presented=token_of(alice), device=PROGRAM) for _ in range(2)
        ]
        assert first.token is not None
        assert second.token is not None
        shown, sibling = (
            Presented(secret=one, kind="access_token") for one in (first.token, second.token)
        )

        await changed(door, alice, shown)

        assert await door.is_live(shown)
        assert not await door.is_live(sibling)

    async def test_ends_every_other_session_of_theirs(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()
        bob = await door.registered(email="bob@example.org")

        await changed(door, alice, token_of(alice))

        assert not await door.is_live(token_of(elsewhere))
        assert await door.is_live(token_of(bob))

    async def test_is_a_proof_and_is_told(self, door: Door) -> None:
        alice = await door.registered()
        door.clock.instant = NOW + 16 * MINUTE

        await changed(door, alice, token_of(alice))

        (session,) = await door.list_sessions(owner=alice.user.id)
        assert session.proven_at == NOW + 16 * MINUTE
        events = [one.kind for one in await audit_of(door.work, alice.user.id)]
        assert events == ["registered", "password_changed"]
        assert [one.kind for one in await letters(door.work)] == ["welcome", "password_changed"]

    async def test_a_wrong_current_one_changes_nothing(self, door: Door) -> None:
        alice, elsewhere = await door.registered(), await door.signed_in()

        with pytest.raises(WrongPassword):
            await changed(door, alice, cookie_of(alice), current="wrong")

        for shown in (cookie_of(alice), token_of(alice), token_of(elsewhere)):
            assert await door.is_live(shown)
        await door.signed_in()

    @pytest.mark.parametrize(
        ("new", "code"),
        [
            ("vK9#qz2", "too_short"),
            ("x" * 257, "too_long"),
            ("baseball1", "too_common"),
            (f"{ALICE}1", "contains_personal_data"),
            ("piggypulse1", "too_guessable"),
            (PASSWORD, "unchanged"),
        ],
    )
    async def test_holds_the_new_one_to_the_rules(self, door: Door, new: str, code: str) -> None:
        alice = await door.registered()

        with pytest.raises(InvalidInput) as refused:
            await changed(door, alice, token_of(alice), new=new)

        faults = [(one.field, one.code) for one in refused.value.faults]
        assert faults == [("newPassword", code)]
        await door.signed_in()

    async def test_takes_a_wrong_current_one_for_no_hint(self, door: Door) -> None:
        alice = await door.registered()

        with pytest.raises(WrongPassword):
            await changed(door, alice, token_of(alice), current=OTHER, new=OTHER)

    async def test_of_sixteen_at_once_one_wins(self, door: Door) -> None:
        alice = await door.registered()
        wished = [f"{OTHER}{number}" for number in range(16)]

        results = await asyncio.gather(
            *(changed(door, alice, token_of(alice), new=one) for one in wished),
            return_exceptions=True,
        )

        won = [new for new, one in zip(wished, results, strict=True) if one is None]
        lost = [one for one in results if one is not None]
        assert len(won) == 1
        assert all(isinstance(one, Collided | WrongPassword | TooManyAttempts) for one in lost)
        await door.signed_in(password=won[0])
