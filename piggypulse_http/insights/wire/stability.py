"""Budget stability on the wire."""

from typing import Annotated

from msgspec import Meta, Struct

from piggypulse_core.insights.model.stability import SHOWN_PERIODS, Stability
from piggypulse_http.insights.wire.scope import ExcludedAccountOut, excluded_out

Percent = Annotated[int, Meta(ge=0, le=100)]
Count = Annotated[int, Meta(ge=0)]


class BudgetStabilityOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """How many closed periods stayed within their budgets; the latest ones apart, oldest first."""

    stability: Percent
    recent_stability: Percent
    periods_within_range: Count
    periods_considered: Count
    periods_stability: Annotated[list[bool], Meta(max_length=SHOWN_PERIODS)]
    tolerance_basis_points: int
    excluded_accounts: list[ExcludedAccountOut]


def stability_out(found: Stability, /) -> BudgetStabilityOut:
    """The stability's reply."""
    return BudgetStabilityOut(
        stability=found.percent,
        recent_stability=found.recent_percent,
        periods_within_range=found.within,
        periods_considered=found.considered,
        periods_stability=list(found.shown),
        tolerance_basis_points=found.tolerance_basis_points,
        excluded_accounts=excluded_out(found.excluded_accounts),
    )
