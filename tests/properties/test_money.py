"""Laws of the one rounding division."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from piggypulse_core.kernel.money import percent, ratio

amounts = st.integers(min_value=-(10**18), max_value=10**18)
divisors = st.integers(min_value=1, max_value=10**18)


@given(amounts, divisors)
def test_ratio_is_the_nearest_integer_halves_away_from_zero(a: int, b: int) -> None:
    exact = (Decimal(a) / Decimal(b)) if abs(a) * 2 % b == 0 else None

    found = ratio(a, b)

    assert abs(a - found * b) * 2 <= b
    if exact is not None:
        assert found == int(exact.to_integral_value(rounding=ROUND_HALF_UP))


@given(amounts, divisors)
def test_ratio_is_odd(a: int, b: int) -> None:
    assert ratio(-a, b) == -ratio(a, b)


@given(amounts)
def test_nothing_to_divide_by_is_nothing(a: int) -> None:
    assert ratio(a, 0) == 0
    assert percent(a, 0) == 0


@given(st.integers(min_value=0, max_value=10**15), divisors)
def test_percent_of_the_whole_is_a_hundred(part: int, whole: int) -> None:
    assert percent(whole, whole) == 100
    assert percent(part, whole) == ratio(part * 100, whole)
