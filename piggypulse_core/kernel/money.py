"""Money: integer minor units, exact sums, and the one rounding division there is."""

from piggypulse_core.kernel.refusal import Faults

AMOUNT_MINOR_MAX = 10**15 - 1
"""Largest amount a person can enter, in minor units; sums may go beyond it."""


def ratio(a: int, b: int, /) -> int:
    """Divide a by b to the nearest integer, halves away from zero; 0 when b is 0."""
    if b == 0:
        return 0
    assert b > 0, "ratio divides by sums and counts, which are not negative"
    magnitude = (2 * abs(a) + b) // (2 * b)
    return magnitude if a >= 0 else -magnitude


def percent(a: int, b: int, /) -> int:
    """Give a in percent of b, rounded as ratio does."""
    return ratio(100 * a, b)


def check_amount(*, amount_minor: int, field: str, lowest: int, faults: Faults) -> None:
    """Note an amount outside lowest..AMOUNT_MINOR_MAX."""
    if not lowest <= amount_minor <= AMOUNT_MINOR_MAX:
        faults.add(
            field=field,
            code="out_of_range",
            message=f"Must lie between {lowest} and {AMOUNT_MINOR_MAX} minor units.",
        )
