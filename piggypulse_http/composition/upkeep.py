"""What operators ask for on the command line beside serving, each one function."""

import asyncio
import sys
from collections import Counter
from collections.abc import Mapping

from piggypulse_core.identity.model.letter import Result
from piggypulse_http.composition.commands import CommandFailed, joined
from piggypulse_http.composition.container import Container

RESULTS: Mapping[Result, str] = {
    "sent": "sent",
    "postponed": "failed and will be tried again",
    "given_up": "given up",
    "dropped": "to nobody",
}


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
