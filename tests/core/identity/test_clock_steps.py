"""The clock steps back: nobody waits longer than a rule says, and nothing is revived."""

from dataclasses import replace
from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.challenge import ChallengeInvalid
from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.identity.model.letter import OutboxLetter
from piggypulse_core.identity.model.mailed_token import (
    MailedLives,
    ResetLinkInvalid,
    is_outrun,
    quarantined_until,
)
from piggypulse_core.identity.model.refresh import TokenReused
from piggypulse_core.identity.model.session import ReauthenticationRequired
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.user import InvalidCredentials
from piggypulse_core.kernel.clock import CLOCKS_APART
from tests.support.clock import NOW
from tests.support.links import give_link
from tests.support.people import PASSWORD
from tests.support.records import audit_of
from tests.support.second_factor import secured
from tests.support.sign_ins import ALICE, BROWSER, CALLER, PROGRAM, Door, cookie_of, token_of

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
YEAR = timedelta(days=365)
STEPS = (2 * CLOCKS_APART, DAY, YEAR)


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


class TestNobodyIsLockedOut:
    @pytest.mark.parametrize("step", STEPS)
    async def test_a_lock_of_address_and_place_is_over(self, door: Door, step: timedelta) -> None:
        await door.registered(device=BROWSER)
        door.clock.instant = NOW + step
        await door.lock(device=BROWSER)

        door.clock.instant = NOW
        await door.signed_in(device=BROWSER)

    async def test_a_wait_is_over_and_the_count_goes_on(self, door: Door) -> None:
        await door.registered()
        door.clock.instant = NOW + YEAR
        for _ in range(3):
            with pytest.raises(InvalidCredentials):
                await door.signed_in(password="wrong password")

        door.clock.instant = NOW
        with pytest.raises(TooManyAttempts) as told:
            await door.signed_in(password="wrong password")
        assert told.value.members["retry_after_seconds"] == 5

    async def test_servers_whose_clocks_are_a_little_apart_keep_to_the_wait(
        self, door: Door
    ) -> None:
        await door.registered()
        for _ in range(4):
            with pytest.raises((InvalidCredentials, TooManyAttempts)):
                await door.signed_in(password="wrong password")

        door.clock.instant = NOW - CLOCKS_APART
        with pytest.raises(TooManyAttempts):
            await door.signed_in()

    async def test_wrong_answers_still_to_come_keep_no_right_one_back(self, door: Door) -> None:
        alice = await secured(door)
        back = door.clock.instant
        door.clock.instant = back + YEAR
        for _ in range(5):
            with pytest.raises(TwoFactorCodeInvalid):
                await alice.reauthenticate("000000")

        door.clock.instant = back + DAY
        await alice.reauthenticate(alice.phone.code())

    def test_a_password_changed_later_outruns_no_letter_asked_for_since(self) -> None:
        letter = OutboxLetter(id=SystemIds().new(), kind="reset", email_key=ALICE, created_at=NOW)
        changed_at = NOW + YEAR

        assert not is_outrun(letter, by=changed_at, at=NOW)
        earlier = replace(letter, created_at=changed_at - SECOND)
        assert is_outrun(earlier, by=changed_at, at=NOW)
        assert is_outrun(letter, by=NOW + SECOND, at=NOW)

    def test_a_reset_still_to_come_keeps_no_letter_back_for_ever(self) -> None:
        lives = MailedLives()

        assert quarantined_until(last_reset_at=NOW + YEAR, at=NOW, lives=lives) is None
        assert quarantined_until(last_reset_at=NOW + DAY, at=NOW, lives=lives) is not None


class TestNothingIsRevived:
    @pytest.mark.parametrize("later", [14 * DAY, 31 * DAY])
    async def test_no_session_that_was_told_to_be_over(self, door: Door, later: timedelta) -> None:
        alice = await door.registered()
        door.clock.instant = NOW + later
        assert not await door.is_live(cookie_of(alice))

        door.clock.instant = NOW
        assert not await door.is_live(cookie_of(alice))
        kinds = [one.kind for one in await audit_of(door.work, alice.user.id)]
        assert kinds == ["registered", "session_expired"]

    async def test_unused_sessions_end_as_always(self, door: Door) -> None:
        door.clock.instant = NOW + YEAR
        alice = await door.registered()

        door.clock.instant = NOW
        assert await door.is_live(cookie_of(alice))
        door.clock.instant = NOW + 14 * DAY
        assert not await door.is_live(cookie_of(alice))

    async def test_no_proof_from_later(self, door: Door) -> None:
        door.clock.instant = NOW + YEAR
        alice = await door.registered()

        door.clock.instant = NOW
        with pytest.raises(ReauthenticationRequired):
            await door.revoke_other_sessions(who=await door.opens(alice), caller=CALLER)

    async def test_no_token_that_was_renewed_long_ago(self, door: Door) -> None:
        alice = await door.registered()
        await door.refresh(presented=token_of(alice), device=PROGRAM)

        door.clock.instant = NOW - timedelta(hours=1)
        with pytest.raises(TokenReused):
            await door.refresh(presented=token_of(alice), device=PROGRAM)

    async def test_no_link_that_was_used(self, door: Door) -> None:
        alice = await door.registered()
        link = await give_link(door.work, "reset", owner=alice.user.id)
        await door.reset_password(token=link, password="three green hedgehogs", caller=CALLER)

        door.clock.instant = NOW - timedelta(minutes=5)
        with pytest.raises(ResetLinkInvalid):
            await door.reset_password(token=link, password=PASSWORD, caller=CALLER)

    async def test_no_challenge_that_was_met_and_no_code(self, door: Door) -> None:
        alice = await secured(door)
        challenge, code = await alice.challenged(), alice.phone.code()
        await alice.verify(challenge, code)

        door.clock.instant -= timedelta(seconds=30)
        with pytest.raises(ChallengeInvalid):
            await alice.verify(challenge, code)
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.reauthenticate(code)
