"""Taking one's own data out, over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Controller, get

from piggypulse_core.portability.model.export import ExportsBusy
from piggypulse_core.portability.usecases.exports import ExportData, ExportTransactions
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.client import caller_of
from piggypulse_http.edge.limits import LIMITED
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.streaming import Stream
from piggypulse_http.portability.wire.exports import archive_pieces, statement_pieces


class ExportController(Controller):
    """What people take with them."""

    path = "/settings/export"
    tags = ("Settings",)
    export_data: ExportData
    export_transactions: ExportTransactions

    @get(
        "/data",
        operation_id="exportAllData",
        opt={LIMITED: "export"},
        media_type="application/json",
        response_description="An archive, as contracts/archive-v1.schema.json describes it.",
        responses=refusals(ExportsBusy),
    )
    async def data(self, request: SignedIn) -> Stream[dict[str, object]]:
        """Download everything counted and planned, as of one instant; nothing to sign in with.

        At most 10 exports an hour unless the operator says otherwise; one while another is on its
        way is `busy`. A body that could not be sent to its end ends without its last chunk and is
        no JSON.
        """

        @asynccontextmanager
        async def pieces() -> AsyncIterator[AsyncIterator[bytes]]:
            async with self.export_data(who=request.user, caller=caller_of(request)) as archive:
                yield archive_pieces(archive.head, archive.sections())

        return Stream(
            pieces=pieces(),
            media_type="application/json",
            headers={"content-disposition": 'attachment; filename="piggypulse-archive.json"'},
        )

    @get(
        "/transactions",
        operation_id="exportTransactions",
        opt={LIMITED: "export"},
        media_type="text/csv",
        response_description="The names of the columns, then a line for each transaction.",
        responses=refusals(ExportsBusy),
    )
    async def transactions(self, request: SignedIn) -> Stream[str]:
        """Download every transaction as CSV in UTF-8, the latest first.

        Amounts are minor units without a sign; the type is `incoming`, `outgoing` or `transfer`,
        and empty without a category. An apostrophe stands before texts that a spreadsheet would
        take for a formula. At most 10 exports an hour unless the operator says otherwise; one
        while another is on its way is `busy`.
        """

        @asynccontextmanager
        async def pieces() -> AsyncIterator[AsyncIterator[bytes]]:
            opened = self.export_transactions(who=request.user, caller=caller_of(request))
            async with opened as lines:
                yield statement_pieces(lines)

        return Stream(
            pieces=pieces(),
            media_type="text/csv",
            headers={"content-disposition": 'attachment; filename="transactions.csv"'},
        )
