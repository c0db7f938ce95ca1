"""Sixteen who renew one token at once, over two workers: one successor and a few siblings.

Each race has a control, the same without its guard, in which more are given.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest

from piggypulse_adapters.postgres.identity.credentials import PostgresCredentials
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.identity.model.credential import Presented
from piggypulse_core.identity.model.refresh import RACE, SIBLINGS_MAX, TokenReused
from piggypulse_core.identity.model.session import NotAuthenticated
from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.kernel.refusal import Refusal
from tests.support.database import postgres_work
from tests.support.records import audit_of, letters
from tests.support.sign_ins import PROGRAM, Door, token_of

SUBMITS = 16
ROUNDS = 30


@pytest.fixture
async def doors(
    work: PostgresWork, own_database: str, clock: FixedClock
) -> AsyncIterator[tuple[Door, Door]]:
    """Two workers over one database."""
    async with postgres_work(url=own_database) as other:
        yield Door(work=work, clock=clock), Door(work=other, clock=clock)


async def raced(doors: tuple[Door, Door], shown: Presented) -> Sequence[Presented | Refusal]:
    """What each of sixteen was told who showed one token."""

    async def one(number: int) -> Presented | Refusal:
        try:
            done = await doors[number % 2].refresh(presented=shown, device=PROGRAM)
        except Refusal as refused:
            return refused
        assert done.token is not None
        return Presented(secret=done.token, kind="access_token")

    return await asyncio.gather(*(one(number) for number in range(SUBMITS)))


async def test_every_token_given_works_and_the_others_were_too_many(
    doors: tuple[Door, Door],
) -> None:
    await doors[0].registered()
    for _ in range(ROUNDS):
        shown = token_of(await doors[0].signed_in())
        told = await raced(doors, shown)

        given = [one for one in told if isinstance(one, Presented)]
        assert len({one.secret for one in given}) == len(given) == 1 + SIBLINGS_MAX
        assert all([await doors[0].is_live(one) for one in given])
        assert not await doors[1].is_live(shown)
        rest = [one for one in told if not isinstance(one, Presented)]
        assert {type(one) for one in rest} == {TooManyAttempts}


async def test_of_sixteen_that_come_late_one_ends_the_session(doors: tuple[Door, Door]) -> None:
    alice = await doors[0].registered()
    given = [one for one in await raced(doors, token_of(alice)) if isinstance(one, Presented)]
    doors[0].clock.instant += RACE + timedelta(minutes=1)

    told = await raced(doors, token_of(alice))

    assert sorted(type(one).__name__ for one in told if not isinstance(one, NotAuthenticated)) == [
        TokenReused.__name__
    ]
    assert not any([await doors[1].is_live(one) for one in given])
    kinds = [one.kind for one in await audit_of(doors[0].work, alice.user.id)]
    assert kinds.count("token_reused") == 1
    assert [one.kind for one in await letters(doors[0].work)] == ["welcome", "session_stolen"]


@pytest.mark.parametrize("guard", ["supersede_one", "take_sibling"])
async def test_without_a_guard_more_are_given(
    doors: tuple[Door, Door], guard: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unguarded(self: PostgresCredentials, **_: object) -> bool:
        return True

    shown = token_of(await doors[0].registered())
    monkeypatch.setattr(PostgresCredentials, guard, unguarded)

    told = await raced(doors, shown)

    assert sum(isinstance(one, Presented) for one in told) > 1 + SIBLINGS_MAX
