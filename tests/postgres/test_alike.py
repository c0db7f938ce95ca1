"""Known and unknown addresses cost the same: as many statements, as many hashes."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import ParamSpec, TypeVar

import pytest

from piggypulse_adapters.postgres.work import PostgresWork
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.identity.model.mailed_token import MailedTokenKind
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Refusal
from tests.support.links import give_link
from tests.support.sign_ins import ALICE, CALLER, Door
from tests.support.watched import WatchedWork

Given = ParamSpec("Given")
Result = TypeVar("Result")

NOBODY = "nobody@example.org"
Ask = Callable[[Door, str], Awaitable[object]]


class CountedThreads(BoundedThreads):
    """Counts what is slow."""

    runs = 0

    async def run(
        self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        self.runs += 1
        return await super().run(work, *args, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What an answer took, and what it was."""

    statements: int
    hashes: int
    answer: tuple[object, ...]
    sent: list[bytes] = field(compare=False)


async def log_in(door: Door, email: str) -> object:
    return await door.signed_in(email=email, password="wrong")


async def forgot(door: Door, email: str) -> None:
    await door.ask_for_reset(email=email, caller=CALLER)


async def emergency(door: Door, email: str) -> None:
    await door.ask_for_emergency(
        email=email, challenge="pp_2fa_" + "A" * 43, presented=None, caller=CALLER
    )


ASKS: Mapping[str, Ask] = {one.__name__: one for one in (log_in, forgot, emergency)}


OF_ANOTHER_KIND: Mapping[str, MailedTokenKind] = {
    "unlock": "reset",
    "remove_factor": "unlock",
    "reset_password": "emergency",
}


@pytest.fixture
def door(work: PostgresWork, clock: FixedClock) -> Door:
    return Door(work=work, clock=clock, threads=CountedThreads(2))


async def spent(door: Door, ask: Ask, email: str) -> Spent:
    """What asking takes."""
    sent: list[bytes] = []
    work, threads = door.work, door.threads
    assert isinstance(work, PostgresWork)
    assert isinstance(threads, CountedThreads)
    before = threads.runs
    answer: tuple[object, ...] = ()
    try:
        await ask(replace(door, work=WatchedWork(pool=work.pool, watch=sent.append)), email)
    except Refusal as refused:
        answer = (type(refused), refused.members, refused.faults)
    return Spent(statements=len(sent), hashes=threads.runs - before, answer=answer, sent=sent)


@pytest.mark.parametrize("ask", ASKS.values(), ids=ASKS)
async def test_an_unknown_address_costs_what_a_known_one_does(door: Door, ask: Ask) -> None:
    await door.registered()

    known, unknown = [await spent(door, ask, email) for email in (ALICE, NOBODY)]

    assert known == unknown
    assert known.statements >= 3


async def test_each_step_of_the_ladder_costs_the_same(door: Door) -> None:
    await door.registered()
    start = door.clock.instant
    told: dict[str, list[Spent]] = {ALICE: [], NOBODY: []}
    for email, costs in told.items():
        door.clock.instant = start
        for _ in range(9):
            costs.append(await spent(door, log_in, email))
            door.clock.instant += timedelta(seconds=60)

    assert told[ALICE] == told[NOBODY]
    assert [one.hashes for one in told[ALICE]] == [1] * 7 + [0] * 2


@pytest.mark.parametrize("use", OF_ANOTHER_KIND)
async def test_links_that_do_not_work_all_cost_the_same(door: Door, use: str) -> None:
    alice = await door.registered()
    other = await give_link(door.work, OF_ANOTHER_KIND[use], owner=alice.user.id)

    async def ask(door: Door, token: str) -> None:
        more = {"password": "short"} if use == "reset_password" else {}
        await getattr(door, use)(token=token, caller=CALLER, **more)

    costs = [await spent(door, ask, token) for token in ("", "A" * 43, other)]

    assert costs == [costs[0]] * 3
    assert costs[0].hashes == 0


async def test_looking_somebody_up_is_noticed(door: Door) -> None:
    """The control: asking for a letter the obvious way."""
    await door.registered()

    async def obvious(door: Door, email: str) -> None:
        async with door.work() as unit:
            if await unit.users.find(email_key=email) is not None:
                await unit.users.hold(owner=UserId(SystemIds().new()))
        await forgot(door, email)

    known, unknown = [await spent(door, obvious, email) for email in (ALICE, NOBODY)]

    assert known.statements != unknown.statements
