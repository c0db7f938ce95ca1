"""Figures of transactions over HTTP."""

from litestar import Controller, get

from piggypulse_core.budgeting.model.period import NoCurrentPeriod, PeriodNotFound
from piggypulse_core.insights.usecases.transactions import ReadTransactionStats
from piggypulse_http.edge.body import SignedIn
from piggypulse_http.edge.openapi import refusals
from piggypulse_http.edge.paging import PeriodText, optional_id
from piggypulse_http.insights.wire.transactions import TransactionStatsOut, transaction_stats_out


class TransactionFiguresController(Controller):
    """What transactions add up to."""

    path = "/transactions"
    tags = ("Transactions",)
    read_transaction_stats: ReadTransactionStats

    @get(
        "/stats",
        operation_id="getTransactionStats",
        responses=refusals(PeriodNotFound, NoCurrentPeriod),
    )
    async def stats(self, request: SignedIn, period_id: PeriodText = None) -> TransactionStatsOut:
        """Add up a period's income and purchases, future days included.

        Purchases made from allowances count here; transfers only count as transactions.
        """
        stats = await self.read_transaction_stats(
            owner=request.user.id, period=optional_id(text=period_id, field="periodId")
        )
        return transaction_stats_out(stats)
