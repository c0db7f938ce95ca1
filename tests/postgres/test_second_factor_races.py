"""Sixteen who show one code at once, over two workers: one of them is let through.

Each race has a control, the same without its guard, in which more than one is. The limit turns
most of them away before their code is looked at.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from piggypulse_adapters.postgres.identity.backup_codes import PostgresBackupCodes
from piggypulse_adapters.postgres.identity.two_factor import PostgresTwoFactor
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.code import TwoFactorCodeInvalid
from piggypulse_core.kernel.refusal import Refusal
from tests.support.database import postgres_work
from tests.support.second_factor import Secured, begun, secured
from tests.support.sign_ins import CALLER, Door, principal_of, token_of

SUBMITS = 16
ROUNDS = 30
DAY = timedelta(days=1)

Submit = Callable[[Secured, int], Awaitable[object]]
"""What somebody does at one of the workers, given the number of the submit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """Two over one database."""

    doors: tuple[Door, Door]

    async def winners(self, alice: Secured, submit: Submit) -> int:
        """How many of sixteen get through; the others are refused, and nothing breaks."""

        async def one(number: int) -> bool:
            try:
                await submit(replace(alice, door=self.doors[number % 2]), number)
            except Refusal:
                return False
            return True

        return sum(await asyncio.gather(*(one(number) for number in range(SUBMITS))))


@pytest.fixture
async def workers(
    work: PostgresWork, own_database: str, clock: FixedClock
) -> AsyncIterator[Workers]:
    async with postgres_work(url=own_database) as other:
        yield Workers(doors=(Door(work=work, clock=clock), Door(work=other, clock=clock)))


Race = Callable[[Door], Awaitable[tuple[Secured, Submit]]]
"""Makes ready for one round, with somebody new."""


async def signing_in(door: Door) -> tuple[Secured, Submit]:
    alice = await secured(door)
    code, challenges = alice.phone.code(), [await alice.challenged() for _ in range(2)]
    return alice, lambda her, number: her.verify(challenges[number // 2 % 2], code)


async def reauthenticating(door: Door) -> tuple[Secured, Submit]:
    alice = await secured(door)
    code = alice.phone.code()
    return alice, lambda her, _: her.reauthenticate(code)


async def regenerating(door: Door) -> tuple[Secured, Submit]:
    alice = await secured(door)
    code = alice.phone.code()
    return alice, lambda her, _: her.regenerate(code)


async def using_a_backup_code(door: Door) -> tuple[Secured, Submit]:
    """For one thing or the other: new codes, or a proof."""
    alice = await secured(door)
    code = alice.backup[0]
    return alice, lambda her, number: (her.regenerate, her.reauthenticate)[number // 2 % 2](code)


async def showing_the_setups_code(door: Door) -> tuple[Secured, Submit]:
    alice, code = await just_begun(door)
    await confirm(alice, code)
    return alice, lambda her, _: her.regenerate(code)


async def confirming(door: Door) -> tuple[Secured, Submit]:
    alice, code = await just_begun(door)
    return alice, lambda her, _: confirm(her, code)


async def just_begun(door: Door) -> tuple[Secured, str]:
    signed_in, phone = await begun(door)
    return Secured(door=door, signed_in=signed_in, phone=phone, backup=()), phone.code()


async def confirm(her: Secured, code: str) -> None:
    who, presented = principal_of(her.signed_in), token_of(her.signed_in)
    await her.door.confirm_two_factor(who=who, code=code, presented=presented, caller=CALLER)


RACES: Mapping[Race, tuple[type[object], str]] = {
    signing_in: (PostgresTwoFactor, "accept"),
    reauthenticating: (PostgresTwoFactor, "accept"),
    regenerating: (PostgresTwoFactor, "accept"),
    using_a_backup_code: (PostgresBackupCodes, "use"),
    showing_the_setups_code: (PostgresTwoFactor, "take_setup_code"),
    confirming: (PostgresTwoFactor, "confirm"),
}
"""Each with what guards it."""


@pytest.mark.parametrize("race", RACES)
async def test_one_of_sixteen_is_let_through(workers: Workers, race: Race) -> None:
    won = [await workers.winners(*await race(workers.doors[0])) for _ in range(ROUNDS)]

    assert won == [1] * ROUNDS


@pytest.mark.parametrize("race", RACES)
async def test_without_its_guard_more_than_one_is(
    workers: Workers, race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unguarded(self: object, **_: object) -> bool:
        return True

    ready = await race(workers.doors[0])
    monkeypatch.setattr(*RACES[race], unguarded)

    assert await workers.winners(*ready) > 1


async def test_whoever_regenerates_last_has_the_codes_that_count(workers: Workers) -> None:
    """Sixteen with codes of their own replace one another's sets; ten are left, of one set."""
    alice = await secured(workers.doors[0])
    made: list[tuple[str, ...]] = []

    async def submit(her: Secured, number: int) -> None:
        made.append(await her.regenerate(alice.backup[number % len(alice.backup)]))

    won = await workers.winners(alice, submit)

    assert won == len(made) == 1, "the first replaces the set the others' codes are of"
    assert await alice.codes_left() == len(made[0])
    for old in alice.backup:
        alice.door.clock.instant += DAY
        with pytest.raises(TwoFactorCodeInvalid):
            await alice.reauthenticate(old)
    await alice.reauthenticate(made[0][0])
