"""`piggypulse audit`: every sum that is kept beside the bookings, recomputed."""

import asyncio
import sys
from collections.abc import Sequence

from piggypulse_core.insights.model.reckoning import Difference
from piggypulse_core.kernel.ids import UserId
from piggypulse_http.composition.commands import CommandFailed, joined
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.demo_progress import bar
from piggypulse_http.composition.pseudonyms import pseudonym_of


def audit_ledgers() -> None:
    """Recompute every stored sum; raises CommandFailed once all differences are named."""
    with joined() as container:
        people, lines = asyncio.run(_audited(container))
    for line in lines:
        print(line)
    if lines:
        raise CommandFailed(f"{len(lines)} stored figure(s) differ from what is booked.")
    print(f"{people} ledger(s): every stored figure is what is booked.")


async def _audited(container: Container) -> tuple[int, list[str]]:
    lines: list[str] = []

    def report(owner: UserId, found: Sequence[Difference]) -> None:
        pseudonym = pseudonym_of(container, owner)
        lines.extend(told(one, pseudonym=pseudonym) for one in found)

    async with container.work().opened():
        people = await container.reckon_every_ledger()(
            report=report, progress=bar(stream=sys.stderr)
        )
    return people, lines


def told(difference: Difference, /, *, pseudonym: str) -> str:
    """A difference as a line; who it is about stays unsaid, as in every log."""
    when = "" if difference.day is None else f" on {difference.day}"
    return (
        f"user {pseudonym}, account {difference.account}{when}: {difference.figure} is stored as "
        f"{difference.stored}, what is booked makes {difference.booked}"
    )
