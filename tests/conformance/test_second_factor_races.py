"""Sixteen at once with one code: over memory and PostgreSQL, whatever it is asked for.

The limit turns eleven of them away before their code is looked at; of the other five one wins.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Iterable
from datetime import timedelta
from functools import partial

import pytest

from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.challenge import ChallengeInvalid, SignInCodeInvalid
from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.identity.model.two_factor import TwoFactorAlreadyEnabled, TwoFactorNotEnabled
from tests.support.second_factor import Secured, begun, secured
from tests.support.sign_ins import CALLER, Door, principal_of, token_of
from tests.support.works import AnyWork

AT_ONCE = 16
ROUNDS = 5
DAY = timedelta(days=1)
REFUSED = (
    ChallengeInvalid,
    SignInCodeInvalid,
    TwoFactorCodeInvalid,
    TwoFactorAlreadyEnabled,
    TwoFactorNotEnabled,
    TooManyAttempts,
)


@pytest.fixture
def door(work: AnyWork, clock: FixedClock) -> Door:
    return Door(work=work, clock=clock)


async def winners(racers: Iterable[Awaitable[object]], /) -> int:
    """How many of them were let through; the others were refused in words."""
    results = await asyncio.gather(*racers, return_exceptions=True)
    strange = [
        one for one in results if isinstance(one, BaseException) and not isinstance(one, REFUSED)
    ]
    assert strange == [], strange
    kinds = Counter(isinstance(one, BaseException) for one in results)
    return kinds[False]


async def test_one_code_signs_one_in_whatever_the_challenge(door: Door) -> None:
    alice = await secured(door)
    for _ in range(ROUNDS):
        challenges = [await alice.challenged() for _ in range(2)]
        code = alice.phone.code()

        won = await winners(alice.verify(challenges[number % 2], code) for number in range(AT_ONCE))

        assert won == 1
        door.clock.instant += DAY


async def test_one_challenge_signs_one_in_whatever_the_code(door: Door) -> None:
    alice = await secured(door)
    for number in range(2):
        challenge = await alice.challenged()
        codes = [alice.phone.code(), *alice.backup[4 * number : 4 * number + 4]]

        won = await winners(
            alice.verify(challenge, codes[number % len(codes)]) for number in range(AT_ONCE)
        )

        assert won == 1
        door.clock.instant += DAY
    assert await alice.codes_left() >= 8, "whoever lost has used no code up"


@pytest.mark.parametrize("what", ["regenerate", "reauthenticate"])
async def test_one_code_is_taken_once(door: Door, what: str) -> None:
    alice = await secured(door)
    for _ in range(ROUNDS):
        code = alice.phone.code()

        assert await winners(getattr(alice, what)(code) for _ in range(AT_ONCE)) == 1

        door.clock.instant += DAY


async def test_one_code_is_taken_once_by_different_operations(door: Door) -> None:
    alice = await secured(door)
    for _ in range(ROUNDS):
        code, challenge = alice.phone.code(), await alice.challenged()
        acts = (alice.regenerate, alice.reauthenticate, partial(alice.verify, challenge))

        assert await winners(acts[number % 3](code) for number in range(AT_ONCE)) == 1

        door.clock.instant += DAY


async def test_one_code_switches_it_off_once(door: Door) -> None:
    for _ in range(ROUNDS):
        alice = await secured(door)
        code = alice.phone.code()

        assert await winners(alice.disable(code) for _ in range(AT_ONCE)) == 1

        assert not await alice.is_on()


async def test_the_setups_code_is_taken_once_more(door: Door) -> None:
    for _ in range(ROUNDS):
        signed_in, phone = await begun(door)
        code = phone.code()
        confirmed = await door.confirm_two_factor(
            who=principal_of(signed_in), code=code, presented=token_of(signed_in), caller=CALLER
        )
        alice = Secured(door=door, signed_in=signed_in, phone=phone, backup=confirmed.backup_codes)

        assert await winners(alice.regenerate(code) for _ in range(AT_ONCE)) == 1


async def test_one_confirmation_makes_one_set_of_codes(door: Door) -> None:
    for _ in range(ROUNDS):
        signed_in, phone = await begun(door)
        code = phone.code()

        racers = [
            door.confirm_two_factor(
                who=principal_of(signed_in), code=code, presented=token_of(signed_in), caller=CALLER
            )
            for _ in range(AT_ONCE)
        ]

        assert await winners(racers) == 1

        status = await door.two_factor_status(owner=signed_in.user.id)
        assert (status.enabled, status.backup_codes_left) == (True, 10)


async def test_a_backup_code_is_used_once(door: Door) -> None:
    alice = await secured(door)
    for number in range(ROUNDS):
        code = alice.backup[number]

        assert await winners(alice.reauthenticate(code) for _ in range(AT_ONCE)) == 1

        assert await alice.codes_left() == 9 - number
        door.clock.instant += DAY
