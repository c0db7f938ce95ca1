"""Taking data in, over HTTP."""

from asyncio import to_thread
from typing import Annotated, Literal

from litestar import Controller, post
from litestar.params import FromQuery, QueryParameter

from piggypulse_core.budgeting.model.goal import TargetExists
from piggypulse_core.budgeting.model.period import PeriodNameTaken, PeriodOverlap
from piggypulse_core.budgeting.model.schedule import ScheduleExists
from piggypulse_core.ledger.model.account import AccountNameTaken, DefaultCurrencyMissing
from piggypulse_core.ledger.model.category import ParentIsChild
from piggypulse_core.ledger.model.family import ParentArchived
from piggypulse_core.portability.model.findings import ItemConflict, TooManyRows
from piggypulse_core.portability.model.report import ImportChoices
from piggypulse_core.portability.usecases.imports import ImportData
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.collector import collector_paused
from piggypulse_http.edge.idempotency import KEYED
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.uploads import UPLOADED, UploadsBusy, uploaded
from piggypulse_http.portability.archive_file import incoming_of
from piggypulse_http.portability.wire.imports import ImportIn, ImportOut, import_out

IMPORT_BYTES_MAX = 128 * 1024 * 1024

SettingsChoice = Annotated[
    Literal["keep", "apply"],
    QueryParameter(name="settings", description="`apply` takes profile and preferences over."),
]
DryRun = Annotated[
    bool, QueryParameter(name="dryRun", description="Only tell what would be written.")
]


class ImportController(Controller):
    """What people bring along."""

    path = "/settings/import"
    tags = ("Settings",)
    import_data: ImportData

    @post(
        "/data",
        operation_id="importData",
        status_code=200,
        request_max_body_size=IMPORT_BYTES_MAX,
        opt={LIMITED: "import", UPLOADED: ImportIn, KEYED: True},
        responses=refusals(
            TooManyRows,
            ItemConflict,
            AccountNameTaken,
            PeriodNameTaken,
            DefaultCurrencyMissing,
            ParentIsChild,
            ParentArchived,
            PeriodOverlap,
            ScheduleExists,
            TargetExists,
            UploadsBusy,
        ),
    )
    async def take(
        self,
        request: SignedIn,
        settings: FromQuery[SettingsChoice] = "keep",
        dry_run: FromQuery[DryRun] = False,  # noqa: FBT002 - a parameter of the query
    ) -> ImportOut:
        """Import an archive, all of it or nothing: rows that are there already stay as they are.

        A category or vendor whose name is known stands for the one kept here; otherwise rows keep
        their ids. Everything is checked as if it had been typed in, except that archived rows may
        be named. `errors` names the first 100 faults by JSON pointer, `errorCount` counts them
        all. At most 128 MiB and 250,000 transactions, and 10 imports an hour, trials among them,
        unless the operator says otherwise.
        """
        upload = await uploaded(scope=request.scope, receive=request.receive)
        with collector_paused():
            report = await self.import_data(
                who=request.user,
                incoming=await to_thread(incoming_of, file=upload.file),
                choices=ImportChoices(with_settings=settings == "apply", dry_run=dry_run),
                caller=caller_of(request),
            )
        return import_out(report)
