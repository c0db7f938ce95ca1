"""Imports as somebody makes them, over any back end."""

import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from piggypulse_adapters.calendars.public_holidays import PublicHolidays
from piggypulse_adapters.system.clock import FixedClock
from piggypulse_adapters.system.ids import SystemIds
from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.portability.model.report import ImportChoices, ImportReport
from piggypulse_core.portability.ports import Aside
from piggypulse_core.portability.usecases.imports import ImportData
from piggypulse_http.portability.archive_file import incoming_of
from tests.support.archives import Archive
from tests.support.exporting import NOBODY_KNOWS_WHO, principal
from tests.support.golden_household import MOMENT
from tests.support.works import AnyWork

Result = TypeVar("Result")

AS_IT_WAS = ImportChoices(with_settings=True)
ROWS_ALONE = ImportChoices()


class Here(Aside):
    """Does sums where it stands: nobody else waits in a test."""

    async def __call__(
        self,
        work: Callable[[], Result],
        /,
        *,
        meanwhile: Callable[[], Awaitable[object]] | None = None,
    ) -> Result:
        return work()


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """Takes data into one back end."""

    work: AnyWork
    clock: Clock = field(default_factory=lambda: FixedClock(MOMENT))

    async def take(
        self, owner: UserId, archive: Archive, /, *, choices: ImportChoices = AS_IT_WAS
    ) -> ImportReport:
        """Import an archive as JSON has it."""
        return await self.take_file(owner, json.dumps(archive).encode(), choices=choices)

    async def take_file(
        self, owner: UserId, content: bytes, /, *, choices: ImportChoices = AS_IT_WAS
    ) -> ImportReport:
        """Import whatever a file holds."""
        import_data = ImportData(
            work=self.work,
            clock=self.clock,
            ids=SystemIds(),
            calendar=PublicHolidays(),
            aside=Here(),
        )
        return await import_data(
            who=principal(owner),
            incoming=incoming_of(file=io.BytesIO(content)),
            choices=choices,
            caller=NOBODY_KNOWS_WHO,
        )
