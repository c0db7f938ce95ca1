"""What operators ask for on the command line beside serving, each one function."""

import asyncio
import sys
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from piggypulse_core.budgeting.usecases.ticks import Failure, Ticked
from piggypulse_core.identity.model.letter import Result
from piggypulse_core.identity.model.retention import Swept
from piggypulse_core.kernel.refusal import InvalidInput, Refusal
from piggypulse_http.composition.commands import CommandFailed, joined
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.demo_progress import bar
from piggypulse_http.composition.pseudonyms import pseudonym_of
from piggypulse_http.edge.problems import place_of

RESULTS: Mapping[Result, str] = {
    "sent": "sent",
    "postponed": "failed and will be tried again",
    "given_up": "given up",
    "dropped": "to nobody",
}

SWEPT: Mapping[Swept, str] = {
    "sessions": "dead session(s) removed",
    "set-ups": "unfinished set-up(s) of a second factor removed",
    "letters": "old letter(s) removed",
    "events": "old entries of the logs removed",
    "places": "entries of the logs without a place now",
}

Done = TypeVar("Done")


def send_letters() -> None:
    """Send every letter that waits, also those whose next attempt is not due yet."""
    with joined() as container:
        mail = container.settings().mail
        if not mail.leaves:
            raise CommandFailed(mail.way)
        counted = asyncio.run(_sent(container))
    print(mail.way)
    for result, meaning in RESULTS.items():
        if counted[result]:
            print(f"{counted[result]} letter(s) {meaning}.")
    if not counted:
        print("No letter waits.")
    if counted["postponed"] or counted["given_up"]:
        raise CommandFailed("Some letters could not be sent; see above.")


def tick() -> None:
    """Do for everybody what is due; raises CommandFailed where that was not possible for all."""
    with joined() as container, said_in_words():
        ticked = asyncio.run(opened(container, partial(_ticked, container)))
    if ticked.unvisited:
        raise CommandFailed(
            f"The database went away. {ticked.periods} period(s) were made;"
            f" {ticked.unvisited} visit(s) are left for the next tick."
        )
    print(f"{ticked.scheduled} schedule(s) visited, {ticked.periods} period(s) made.")
    print(f"The charges of {ticked.subscribers} user(s) visited.")
    if ticked.failed:
        raise CommandFailed(f"{ticked.failed} visit(s) failed; see above.")


async def _ticked(container: Container) -> Ticked:
    def report(failure: Failure) -> None:
        who = pseudonym_of(container, failure.owner)
        file, line = place_of(failure.error)
        what = f"{type(failure.error).__name__} at {file}:{line}"
        print(f"user {who}, {failure.chore}: {what}", file=sys.stderr)

    return await container.tick()(report=report, progress=bar(stream=sys.stderr))


def purge() -> None:
    """Remove what is dead or old, as the server does it by itself every hour."""
    with joined() as container:
        swept = asyncio.run(opened(container, partial(_swept, container)))
    for kind, count in swept.items():
        if count:
            print(f"{count} {SWEPT[kind]}.")
    if not any(swept.values()):
        print("Nothing is dead or old.")


async def _swept(container: Container) -> Mapping[Swept, int]:
    await container.forget_answers()()
    return await container.purge()()


def sign_out(*, email: str) -> None:
    """End every session of somebody."""
    with joined() as container, said_in_words():
        ended = asyncio.run(opened(container, partial(container.sign_out(), email=email)))
    print(f"{ended} session(s) ended.")


def unlock(*, email: str) -> None:
    """Let an address try again that had too many wrong passwords."""
    with joined() as container, said_in_words():
        asyncio.run(opened(container, partial(container.unlock_address(), email=email)))
    print("This address can sign in again.")


async def opened(container: Container, act: Callable[[], Awaitable[Done]]) -> Done:
    """What comes of acting while the database is at hand."""
    async with container.work().opened():
        return await act()


@contextmanager
def said_in_words() -> Iterator[None]:
    """What a rule says, as the end of a command."""
    try:
        yield
    except InvalidInput as refused:
        raise CommandFailed(refused.faults[0].message) from None
    except Refusal as refused:
        raise CommandFailed(refused.message()) from None


async def _sent(container: Container) -> Counter[Result]:
    """Nothing waits for ever here: what failed is due again only later."""
    counted: Counter[Result] = Counter()
    async with container.work().opened():
        await container.hurry_letters()()
        while (one := await container.send_next_letter()()) is not None:
            counted[one.result] += 1
            because = "" if one.reason is None else f" ({one.reason})"
            print(f"{one.kind}: {RESULTS[one.result]}{because}", file=sys.stderr)
    return counted
