"""Ticks as a task of the server's."""

from dataclasses import dataclass

import structlog

from piggypulse_core.budgeting.usecases.ticks import Failure
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.pseudonyms import pseudonym_of
from piggypulse_http.edge.problems import place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TickForEverybody:
    """Does what is due; each visit that failed is a line in the log that names nobody.

    So are all those together that were not made because the database went away.
    """

    container: Container

    async def __call__(self) -> None:
        ticked = await self.container.tick()(report=self._log, progress=_quietly)
        if ticked.unvisited:
            structlog.get_logger().error("tick_stopped", unvisited=ticked.unvisited)

    def _log(self, failure: Failure) -> None:
        file, line = place_of(failure.error)
        structlog.get_logger().error(
            "visit_failed",
            chore=failure.chore,
            user=pseudonym_of(self.container, failure.owner),
            error=type(failure.error).__name__,
            sqlstate=getattr(failure.error, "sqlstate", None),
            file=file,
            line=line,
        )


def _quietly(_done: int, _whole: int) -> None:
    """Nobody watches a server."""
