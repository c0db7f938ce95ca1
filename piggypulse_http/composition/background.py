"""What the server does by itself: one line for each task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from piggypulse_core.identity.usecases.letters import SendNextLetter
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.ticks import TickForEverybody
from piggypulse_http.edge.background import PeriodicTask

SETTLED_AFTER = timedelta(minutes=1)
"""What is not urgent leaves a server alone that has just started."""


def periodic_tasks(container: Container, /) -> Sequence[PeriodicTask]:
    """Every task, with how long it waits between two turns."""
    settings = container.settings()
    letters = timedelta(seconds=settings.letters_every_seconds)
    purges = timedelta(minutes=settings.purge_every_minutes)
    tick = TickForEverybody(container=container)
    ticks = timedelta(minutes=settings.tick_every_minutes)
    send = SendLetters(send_next=container.send_next_letter())
    tasks = [
        PeriodicTask(name="purge", every=purges, run=container.purge(), first_after=SETTLED_AFTER),
        PeriodicTask(
            name="answers", every=purges, run=container.forget_answers(), first_after=SETTLED_AFTER
        ),
        PeriodicTask(name="tick", every=ticks, run=tick, first_after=SETTLED_AFTER),
    ]
    if settings.mail.leaves:
        tasks.append(PeriodicTask(name="letters", every=letters, run=send))
    return tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetters:
    """Sends what is due; of what could not be sent a line is logged that names nobody."""

    send_next: SendNextLetter

    async def __call__(self) -> None:
        while (one := await self.send_next()) is not None:
            if one.result in ("postponed", "given_up"):
                structlog.get_logger().warning(
                    "letter_not_sent",
                    letter=str(one.letter),
                    kind=one.kind,
                    result=one.result,
                    attempts=one.attempts,
                    reason=one.reason,
                )
