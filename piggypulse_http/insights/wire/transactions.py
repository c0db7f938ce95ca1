"""Figures of transactions on the wire."""

from msgspec import Struct

from piggypulse_core.insights.model.transaction_stats import TransactionStats
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out


class TransactionStatsOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """What came in and went out in a period."""

    total_inflows: int
    total_outflows: int
    net_amount: int
    transaction_count: int
    excluded_accounts: list[ExcludedAccountOut]


def transaction_stats_out(stats: TransactionStats, /) -> TransactionStatsOut:
    """The stats' reply."""
    return TransactionStatsOut(
        total_inflows=stats.inflows_minor,
        total_outflows=stats.outflows_minor,
        net_amount=stats.net_minor,
        transaction_count=stats.transactions,
        excluded_accounts=excluded_out(stats.excluded_accounts),
    )
