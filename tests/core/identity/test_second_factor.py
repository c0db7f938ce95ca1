"""What the second factor promises, over memory: codes, challenges, limits, letters, the log."""

from collections import Counter
from datetime import timedelta

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.challenge import (
    CHALLENGES_MAX,
    ChallengeInvalid,
    SignInCodeInvalid,
)
from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.session import (
    Device,
    NotAuthenticated,
    ReauthenticationRequired,
)
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.two_factor import TwoFactorNotEnabled
from piggypulse_core.kernel.refusal import InvalidInput
from tests.support.people import PASSWORD
from tests.support.records import audit_of, letters
from tests.support.second_factor import Secured, begun, secured
from tests.support.sign_ins import BROWSER, CALLER, PROGRAM, Door, principal_of, token_of

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def door(clock: FixedClock) -> Door:
    return Door(clock=clock)


@pytest.fixture
async def alice(door: Door) -> Secured:
    return await secured(door)


async def takes(alice: Secured, code: str) -> bool:
    """Whether a code is taken."""
    try:
        await alice.reauthenticate(code)
    except TwoFactorCodeInvalid:
        return False
    return True


def kinds(written: Counter[str], *names: str) -> list[int]:
    return [written[name] for name in names]


async def letters_of(alice: Secured) -> Counter[str]:
    owner = alice.signed_in.user.id
    return Counter(one.kind for one in await letters(alice.door.work) if one.owner == owner)


async def events_of(alice: Secured) -> Counter[tuple[str, str, str | None]]:
    events = await audit_of(alice.door.work, alice.signed_in.user.id)
    return Counter((one.kind, one.outcome, one.reason) for one in events)


class TestCodes:
    @pytest.mark.parametrize(
        ("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
    )
    async def test_clocks_may_be_off_by_a_step(
        self, alice: Secured, steps: int, *, taken: bool
    ) -> None:
        alice.door.clock.instant += 5 * MINUTE

        assert await takes(alice, alice.phone.code(steps=steps)) is taken

    @pytest.mark.parametrize(
        ("steps", "taken"),
        [
            ((0, 0), (True, False)),
            ((0, 1, 0), (True, True, False)),
            ((1, 0), (True, False)),
            ((-1, 0, -1), (True, True, False)),
        ],
    )
    async def test_none_counts_once_it_or_a_later_one_was_taken(
        self, alice: Secured, steps: tuple[int, ...], taken: tuple[bool, ...]
    ) -> None:
        alice.door.clock.instant += 5 * MINUTE

        codes = [alice.phone.code(steps=one) for one in steps]

        assert tuple([await takes(alice, one) for one in codes]) == taken

    async def test_none_counts_again_in_the_next_step(self, alice: Secured) -> None:
        code = alice.phone.code()
        assert await takes(alice, code)

        alice.phone.pass_step()

        assert not await takes(alice, code)

    async def test_none_counts_again_when_the_clock_steps_back(self, alice: Secured) -> None:
        alice.door.clock.instant += 5 * MINUTE
        codes = [alice.phone.code(steps=one) for one in (-1, 0)]
        assert await takes(alice, codes[1])

        alice.door.clock.instant -= MINUTE

        assert [await takes(alice, one) for one in (*codes, alice.phone.code())] == [False] * 3

    @pytest.mark.parametrize("shape", ["{0}", " {0} ", "{1} {2}", "{1}-{2}"])
    async def test_spaces_and_dashes_do_not_count(self, alice: Secured, shape: str) -> None:
        code = alice.phone.code()

        assert await takes(alice, shape.format(code, code[:3], code[3:]))

    @pytest.mark.parametrize("text", ["abcdef", "١٢٣٤٥٦", "1234567", "ABCDEFGHIJKLMNO1", "------"])
    async def test_nonsense_is_a_wrong_code(self, alice: Secured, text: str) -> None:
        assert not await takes(alice, text)
        assert (await events_of(alice))["confirmation", "failed", "code"] == 1

    @pytest.mark.parametrize("text", ["12345", "1" * 21, "  12345  "])
    async def test_what_no_field_can_hold_is_no_code(self, alice: Secured, text: str) -> None:
        with pytest.raises(InvalidInput):
            await alice.reauthenticate(text)
        with pytest.raises(InvalidInput):
            await alice.disable(text)

        assert (await events_of(alice))["confirmation", "failed", "code"] == 0


class TestSetupCode:
    async def test_counts_once_more_for_backup_codes_alone(self, door: Door) -> None:
        signed_in, phone = await begun(door)
        code = phone.code()
        confirmed = await door.confirm_two_factor(
            who=principal_of(signed_in), code=code, presented=token_of(signed_in), caller=CALLER
        )
        alice = Secured(door=door, signed_in=signed_in, phone=phone, backup=confirmed.backup_codes)
        assert not await takes(alice, code)
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.disable(code)

        made = await alice.regenerate(code)

        assert len(set(made) - set(alice.backup)) == 10
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.regenerate(code)

    @pytest.mark.parametrize(("after", "taken"), [(5 * MINUTE - SECOND, True), (5 * MINUTE, False)])
    async def test_counts_for_five_minutes(
        self, door: Door, after: timedelta, *, taken: bool
    ) -> None:
        signed_in, phone = await begun(door)
        code = phone.code()
        confirmed = await door.confirm_two_factor(
            who=principal_of(signed_in), code=code, presented=token_of(signed_in), caller=CALLER
        )
        alice = Secured(door=door, signed_in=signed_in, phone=phone, backup=confirmed.backup_codes)
        door.clock.instant += after

        if taken:
            assert len(await alice.regenerate(code)) == 10
        else:
            with pytest.raises(TwoFactorCodeInvalid):
                await alice.regenerate(code)

    async def test_counts_in_its_own_session_alone(self, door: Door) -> None:
        signed_in, phone = await begun(door)
        code = phone.code()
        confirmed = await door.confirm_two_factor(
            who=principal_of(signed_in), code=code, presented=token_of(signed_in), caller=CALLER
        )
        alice = Secured(door=door, signed_in=signed_in, phone=phone, backup=confirmed.backup_codes)
        elsewhere = await alice.elsewhere(alice.backup[0])

        with pytest.raises(TwoFactorCodeInvalid):
            await alice.regenerate(code, by=elsewhere)


class TestBackupCodes:
    async def test_each_counts_once(self, alice: Secured) -> None:
        for number, code in enumerate(alice.backup):
            assert await takes(alice, code)
            assert await alice.codes_left() == 9 - number
        assert not await takes(alice, alice.backup[0])

    async def test_are_read_however_they_are_typed(self, alice: Secured) -> None:
        plain = alice.backup[0].replace("-", "")

        assert await takes(alice, f" {plain.lower()} ")
        assert await takes(alice, alice.backup[1].replace("-", " ").center(20))
        for number, dash in enumerate("\u2011\u2013\u2014\u00a0\u202f\t", start=2):
            assert await takes(alice, alice.backup[number].replace("-", dash))

    async def test_of_an_old_set_count_no_more(self, alice: Secured) -> None:
        made = await alice.regenerate(alice.backup[0])

        assert not await takes(alice, alice.backup[1])
        assert await takes(alice, made[0])

    async def test_are_theirs_alone(self, door: Door, alice: Secured) -> None:
        bob = await secured(door)

        assert not await takes(bob, alice.backup[0])
        assert not await takes(bob, alice.phone.code())
        assert await takes(alice, alice.backup[0])


class TestSwitching:
    @pytest.mark.parametrize("act", ["on", "off"])
    async def test_ends_every_other_session_and_what_waits(self, door: Door, act: str) -> None:
        if act == "on":
            signed_in, phone = await begun(door)
            other = token_of(await door.signed_in(email=signed_in.user.email))
            await door.confirm_two_factor(
                who=principal_of(signed_in),
                code=phone.code(),
                presented=token_of(signed_in),
                caller=CALLER,
            )
        else:
            alice = await secured(door)
            signed_in, waiting = alice.signed_in, await alice.challenged()
            elsewhere = await alice.elsewhere(alice.backup[0])
            other = Presented(secret=elsewhere.sign_in.cookie, kind="cookie")
            assert await door.is_live(other)
            await alice.disable(alice.phone.code())
            with pytest.raises(ChallengeInvalid):
                await alice.verify(waiting, alice.backup[1])

        assert not await door.is_live(other)
        assert await door.is_live(token_of(signed_in))

    async def test_takes_a_code_of_the_factor_that_goes(self, alice: Secured) -> None:
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.disable(alice.phone.wrong())
        assert await alice.is_on()

        await alice.disable(alice.backup[0])

        assert not await alice.is_on()
        with pytest.raises(TwoFactorNotEnabled):
            await alice.disable(alice.backup[1])


class TestSignIn:
    async def test_opens_nothing_until_a_code_is_given(self, alice: Secured) -> None:
        waiting = await alice.challenged(device=BROWSER)
        cookie = Presented(secret=waiting.sign_in.cookie, kind="cookie")
        assert not await alice.door.is_live(cookie)
        with pytest.raises(NotAuthenticated):
            await alice.door.refresh(presented=cookie, device=BROWSER)

        completed = await alice.verify(waiting, alice.phone.code(), device=BROWSER)

        assert completed.token is None
        assert await alice.door.is_live(cookie)

    @pytest.mark.parametrize(
        ("began", "ends", "given"),
        [(PROGRAM, PROGRAM, True), (BROWSER, PROGRAM, False), (PROGRAM, BROWSER, False)],
    )
    async def test_gives_a_token_to_programs_alone(
        self, alice: Secured, began: Device, ends: Device, *, given: bool
    ) -> None:
        waiting = await alice.challenged(device=began)

        completed = await alice.verify(waiting, alice.phone.code(), device=ends)

        assert (completed.token is not None) is given

    async def test_a_challenge_takes_five_codes(self, alice: Secured) -> None:
        waiting = await alice.challenged()
        for _ in range(5):
            with pytest.raises(SignInCodeInvalid):
                await alice.verify(waiting, alice.phone.wrong())

        # Whoever has to wait is told so: signing in once more would not help them.
        with pytest.raises(TooManyAttempts):
            await alice.verify(waiting, alice.phone.code())
        await alice.forget_wrong_codes(5)
        for _ in range(6):
            # A challenge that is dead by itself is not even counted.
            with pytest.raises(ChallengeInvalid):
                await alice.verify(waiting, alice.phone.code())
        await alice.verify(await alice.challenged(), alice.phone.code())

    async def test_five_wait_at_a_time_and_live_sessions_stay(self, alice: Secured) -> None:
        waiting = [await alice.challenged() for _ in range(CHALLENGES_MAX + 1)]

        with pytest.raises(ChallengeInvalid):
            await alice.verify(waiting[0], alice.phone.code())
        await alice.verify(waiting[1], alice.phone.code())
        assert await alice.door.is_live(token_of(alice.signed_in))

    async def test_a_changed_password_ends_what_waits(self, alice: Secured) -> None:
        waiting = await alice.challenged()

        await alice.door.change_password(
            who=principal_of(alice.signed_in),
            current=PASSWORD,
            new="a horse of quite another colour 7",
            presented=token_of(alice.signed_in),
            caller=CALLER,
        )

        with pytest.raises(ChallengeInvalid):
            await alice.verify(waiting, alice.phone.code())

    async def test_proves_who_somebody_is_for_a_quarter_of_an_hour(self, alice: Secured) -> None:
        fresh = await alice.elsewhere(alice.phone.code())
        alice.door.clock.instant += 16 * MINUTE

        for one in (fresh, alice.signed_in):
            with pytest.raises(ReauthenticationRequired):
                await alice.door.revoke_other_sessions(who=principal_of(one), caller=CALLER)
        await alice.reauthenticate(alice.phone.code())
        await alice.door.revoke_other_sessions(who=principal_of(alice.signed_in), caller=CALLER)


class TestLimits:
    async def test_wrong_codes_add_up_over_challenges_sessions_and_operations(
        self, alice: Secured
    ) -> None:
        elsewhere, wrong = await alice.elsewhere(alice.backup[0]), alice.phone.wrong()
        for _ in range(3):
            with pytest.raises(SignInCodeInvalid):
                await alice.verify(await alice.challenged(), wrong)
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.regenerate(wrong, by=elsewhere)
        assert (await letters_of(alice))["two_factor_limit"] == 0
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.disable(wrong)

        assert (await letters_of(alice))["two_factor_limit"] == 1
        for act in (alice.disable, alice.regenerate, alice.reauthenticate):
            with pytest.raises(TooManyAttempts):
                await act(alice.phone.code())
        with pytest.raises(TooManyAttempts):
            await alice.verify(await alice.challenged(), alice.phone.code())
        assert await alice.is_on()
        alice.door.clock.instant += 15 * MINUTE
        assert await takes(alice, alice.phone.code())

    async def test_right_codes_are_not_counted(self, alice: Secured) -> None:
        for number in range(8):
            assert await takes(alice, alice.backup[number])

        assert (await letters_of(alice))["two_factor_limit"] == 0

    async def test_of_guesses_at_once_five_are_looked_at(self, door: Door) -> None:
        signed_in, phone = await begun(door)
        for number in range(6):
            with pytest.raises(TwoFactorCodeInvalid if number < 5 else TooManyAttempts):
                await door.confirm_two_factor(
                    who=principal_of(signed_in),
                    code=phone.wrong(),
                    presented=token_of(signed_in),
                    caller=CALLER,
                )


class TestRecords:
    async def test_everything_is_told_and_written_down_once(self, alice: Secured) -> None:
        await alice.elsewhere(alice.backup[0])
        await alice.regenerate(alice.phone.code())
        alice.phone.pass_step()
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.disable(alice.phone.wrong())
        await alice.disable(alice.phone.code())

        told = ("two_factor_on", "code_used", "codes_regenerated", "two_factor_off")
        assert kinds(await letters_of(alice), *told) == [1] * 4
        events = await events_of(alice)
        for kind in ("two_factor_begun", *told, "sign_in"):
            assert events[kind, "ok", None] == 1, kind
        assert events["confirmation", "failed", "code"] == 1

    async def test_a_letter_says_how_many_codes_are_left(self, alice: Secured) -> None:
        await takes(alice, alice.backup[0])

        (letter,) = [one for one in await letters(alice.door.work) if one.kind == "code_used"]
        assert letter.parameters == {"left": "9"}

    async def test_a_sign_in_is_written_down_when_it_is_finished(self, alice: Secured) -> None:
        waiting = await alice.challenged()
        with pytest.raises(SignInCodeInvalid):
            await alice.verify(waiting, alice.phone.wrong())
        events = await events_of(alice)
        assert (events["sign_in", "ok", None], events["sign_in", "failed", "code"]) == (0, 1)

        await alice.verify(waiting, alice.phone.code())

        assert (await events_of(alice))["sign_in", "ok", None] == 1
