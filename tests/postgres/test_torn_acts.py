"""Acts on identity whose k-th database call fails, for every k: nothing of them is left."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import psycopg
import pytest

from piggypulse_adapters.postgres.failures import DatabaseUnavailable
from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_core.portability.usecases.erasures import DeleteUserAccount
from tests.support.authenticator import Authenticator
from tests.support.everything import everything
from tests.support.links import give_link
from tests.support.people import PASSWORD
from tests.support.sign_ins import CALLER, KEYRING, Door, principal_of, token_of
from tests.support.waiting import waiting
from tests.support.watched import TornWork, Watch, WatchedWork

NEW = "a horse of quite another colour 7"
CALLS_MAX = 60

Act = Callable[[Door], Awaitable[None]]
Prepare = Callable[[Door], Awaitable[Act]]


async def register(_: Door) -> Act:
    async def act(door: Door) -> None:
        await door.registered()

    return act


async def change(door: Door) -> Act:
    alice = await door.registered()
    await door.signed_in()
    await give_link(door.work, "reset", owner=alice.user.id)

    async def act(door: Door) -> None:
        await door.change_password(
            who=principal_of(alice),
            current=PASSWORD,
            new=NEW,
            presented=token_of(alice),
            caller=CALLER,
        )

    return act


async def reset(door: Door) -> Act:
    alice = await door.registered()
    await waiting(door.work, alice.user.id)
    await door.lock()
    token = await give_link(door.work, "reset", owner=alice.user.id)

    async def act(door: Door) -> None:
        await door.reset_password(token=token, password=NEW, caller=CALLER)

    return act


async def unlock(door: Door) -> Act:
    alice = await door.registered()
    await door.lock()
    token = await give_link(door.work, "unlock", owner=alice.user.id)

    async def act(door: Door) -> None:
        await door.unlock(token=token, caller=CALLER)

    return act


async def emergency(door: Door) -> Act:
    alice = await door.registered()
    await waiting(door.work, alice.user.id)
    token = await give_link(door.work, "emergency", owner=alice.user.id)
    async with door.work() as unit:
        await unit.backup_codes.replace(owner=alice.user.id, hashes=["hash"])

    async def act(door: Door) -> None:
        await door.remove_factor(token=token, caller=CALLER)

    return act


async def delete(door: Door) -> Act:
    alice = await door.registered()
    await waiting(door.work, alice.user.id)
    await give_link(door.work, "reset", owner=alice.user.id)

    async def act(door: Door) -> None:
        leave = DeleteUserAccount(
            confirm=door.confirm,
            work=door.work,
            clock=door.clock,
            ids=door.log_in.ids,
            keyring=KEYRING,
        )
        await leave(who=principal_of(alice), password=PASSWORD, caller=CALLER)

    return act


async def enable(door: Door) -> Act:
    alice = await door.registered()
    await door.signed_in()
    who = principal_of(alice)
    begun = await door.begin_two_factor(who=who, password=None, caller=CALLER)
    code = Authenticator(secret=begun.secret, clock=door.clock).code()

    async def act(door: Door) -> None:
        await door.confirm_two_factor(who=who, code=code, presented=token_of(alice), caller=CALLER)

    return act


ACTS: Mapping[str, Prepare] = {
    one.__name__: one for one in (register, change, reset, unlock, emergency, enable, delete)
}


def failing(number: int) -> Watch:
    """Fails the call of that number, as when the database is gone."""
    left = number

    def watch(_: bytes) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise psycopg.OperationalError("gone")

    return watch


def rows(url: str) -> list[str]:
    """Every row there is, but for attempts, which are counted before they are judged."""
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM wrong_answers")
    return sorted(everything(url=url))


async def outcomes(door: Door, url: str, *, name: str) -> list[bool]:
    """For each call that failed whether everything is as before; then it is let succeed."""
    work = door.work
    assert isinstance(work, PostgresWork)
    act = await ACTS[name](door)
    before, untouched = rows(url), []
    for number in range(1, CALLS_MAX):
        watched = WatchedWork(pool=work.pool, watch=failing(number))
        try:
            await act(replace(door, work=watched))
        except DatabaseUnavailable:
            untouched.append(rows(url) == before)
        else:
            assert rows(url) != before, "it did nothing at all"
            return untouched
    raise AssertionError("it never succeeds")


@pytest.fixture
def door(work: PostgresWork, clock: FixedClock) -> Door:
    return Door(work=work, clock=clock)


@pytest.mark.parametrize("name", ACTS)
async def test_is_done_whole_or_not_at_all(door: Door, own_database: str, name: str) -> None:
    found = await outcomes(door, own_database, name=name)

    assert len(found) >= 5
    assert found == [True] * len(found)


async def test_a_torn_act_is_found(door: Door, own_database: str) -> None:
    """The control: the same without a transaction, stopped after the link is used up."""
    act, work = await reset(door), door.work
    assert isinstance(work, PostgresWork)
    before = rows(own_database)

    def watch(statement: bytes) -> None:
        if b"UPDATE users" in statement:
            raise psycopg.OperationalError("gone")

    with pytest.raises(DatabaseUnavailable):
        await act(replace(door, work=TornWork(pool=work.pool, watch=watch)))

    assert rows(own_database) != before
