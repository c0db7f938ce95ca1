"""What the server does by itself: one line for each task."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from piggypulse_core.budgeting.usecases.subscription_reads import FindSubscribers
from piggypulse_core.budgeting.usecases.subscriptions import AdvanceSubscriptions
from piggypulse_core.identity.usecases.letters import SendNextLetter
from piggypulse_http.composition.container import Container
from piggypulse_http.edge.background import PeriodicTask

SETTLED_AFTER = timedelta(minutes=1)
"""What is not urgent leaves a server alone that has just started."""

HOURLY = timedelta(hours=1)
"""Midnight comes at another hour for everybody."""


def periodic_tasks(container: Container, /) -> Sequence[PeriodicTask]:
    """Every task, with how long it waits between two turns."""
    settings = container.settings()
    letters = timedelta(seconds=settings.letters_every_seconds)
    purges = timedelta(minutes=settings.purge_every_minutes)
    send = SendLetters(send_next=container.send_next_letter())
    tasks = [
        PeriodicTask(name="purge", every=purges, run=container.purge(), first_after=SETTLED_AFTER),
        PeriodicTask(
            name="answers", every=purges, run=container.forget_answers(), first_after=SETTLED_AFTER
        ),
    ]
    advance = AdvanceCharges(
        find=container.find_subscribers(), advance=container.advance_subscriptions()
    )
    tasks.append(PeriodicTask(name="charges", every=HOURLY, run=advance, first_after=SETTLED_AFTER))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceCharges:
    """Brings subscriptions up to date, one owner after the other; one failing stops nobody."""

    find: FindSubscribers
    advance: AdvanceSubscriptions

    async def __call__(self) -> None:
        after = None
        while owners := await self.find(after=after):
            for owner in owners:
                try:
                    await self.advance(owner=owner)
                except Exception:  # noqa: BLE001 - whatever it is, the others are visited
                    structlog.get_logger().exception("charges_not_advanced", owner=str(owner))
            after = owners[-1]
