"""Sixteen who use one link, or change one password, at once: one of them does, over two workers.

Each race has a control, the same without its guard, in which more than one does.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from piggypulse_adapters.postgres.identity.mailed_tokens import PostgresMailedTokens
from piggypulse_adapters.postgres.identity.users import PostgresUsers
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.password import About
from piggypulse_core.identity.model.sign_in import SignedIn
from piggypulse_core.identity.model.throttle import ALLOWANCES
from piggypulse_core.identity.ports import Judgement
from piggypulse_core.kernel.refusal import Faults, Refusal
from tests.support.database import postgres_work
from tests.support.links import give_link
from tests.support.people import PASSWORD
from tests.support.sign_ins import CALLER, Door, principal_of, token_of

SUBMITS = 16
ROUNDS = 30

Submit = Callable[[Door, int], Awaitable[object]]
Race = Callable[[Door, SignedIn], Awaitable[Submit]]


class Lenient(Judgement):
    """Takes every password: judging them is not what is raced for."""

    async def __call__(self, *, password: str, about: About, field: str, faults: Faults) -> None:
        pass


@pytest.fixture
async def doors(
    work: PostgresWork, own_database: str, clock: FixedClock
) -> AsyncIterator[tuple[Door, Door]]:
    """Two workers over one database."""
    async with postgres_work(url=own_database) as other:
        yield Door(work=work, clock=clock), Door(work=other, clock=clock)


async def winners(doors: tuple[Door, Door], submit: Submit) -> int:
    """How many of sixteen get through; the others are refused, and nothing breaks."""

    async def one(number: int) -> bool:
        try:
            await submit(doors[number % 2], number)
        except Refusal:
            return False
        return True

    return sum(await asyncio.gather(*(one(number) for number in range(SUBMITS))))


async def resetting(door: Door, alice: SignedIn) -> Submit:
    token = await give_link(door.work, "reset", owner=alice.user.id)

    async def submit(door: Door, number: int) -> None:
        act = replace(door.reset_password, judge=Lenient())
        await act(token=token, password=f"password {number}", caller=CALLER)

    return submit


async def removing(door: Door, alice: SignedIn) -> Submit:
    token = await give_link(door.work, "emergency", owner=alice.user.id)

    async def submit(door: Door, _: int) -> None:
        await door.remove_factor(token=token, caller=CALLER)

    return submit


async def unlocking(door: Door, alice: SignedIn) -> Submit:
    token = await give_link(door.work, "unlock", owner=alice.user.id)

    async def submit(door: Door, _: int) -> None:
        await door.unlock(token=token, caller=CALLER)

    return submit


LINKS = (resetting, removing, unlocking)


@pytest.mark.parametrize("race", LINKS)
async def test_a_link_is_used_once(doors: tuple[Door, Door], race: Race) -> None:
    alice = await doors[0].registered()

    won = [await winners(doors, await race(doors[0], alice)) for _ in range(ROUNDS)]

    assert won == [1] * ROUNDS


@pytest.mark.parametrize("race", LINKS)
async def test_without_its_guard_a_link_is_used_more_than_once(
    doors: tuple[Door, Door], race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await doors[0].registered()

    async def unguarded(self: PostgresMailedTokens, **_: object) -> bool:
        return True

    monkeypatch.setattr(PostgresMailedTokens, "take", unguarded)

    assert await winners(doors, await race(doors[0], alice)) > 1


async def changed(doors: tuple[Door, Door], alice: SignedIn, current: str) -> list[str]:
    """The passwords that somebody was told are theirs now; each tries one of their own."""
    new: list[str] = []

    async def submit(door: Door, number: int) -> None:
        mine = f"password {door.clock.instant} {number}"
        act = replace(door.change_password, judge=Lenient())
        await act(
            who=principal_of(alice),
            current=current,
            new=mine,
            presented=token_of(alice),
            caller=CALLER,
        )
        new.append(mine)

    await winners(doors, submit)
    # Those that were refused are counted as wrong, and no more of these are taken for a while.
    doors[0].clock.instant += ALLOWANCES["confirm"].kept_for
    return new


async def test_of_different_new_passwords_one_counts(doors: tuple[Door, Door]) -> None:
    alice = await doors[0].registered()
    current = PASSWORD
    for _ in range(ROUNDS):
        if not await doors[0].is_live(token_of(alice)):
            alice = await doors[0].signed_in(password=current)
        new = await changed(doors, alice, current)
        assert len(new) == 1
        (current,) = new

    await doors[0].signed_in(password=current)


async def test_without_the_owners_lock_several_believe_theirs_does(
    doors: tuple[Door, Door], monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await doors[0].registered()
    async with doors[0].work.reading() as unit:
        fitting = await unit.users.password_hash(owner=alice.user.id)

    async def stale(self: PostgresUsers, **_: object) -> str | None:
        return fitting

    monkeypatch.setattr(PostgresUsers, "hold", stale)

    assert len(await changed(doors, alice, PASSWORD)) > 1
