"""Amounts as people write them."""

from piggypulse_core.kernel.currency import currency_by_code


def in_major_units(*, amount_minor: int, currency_code: str) -> str:
    """An amount that is not negative, with a point before the decimals its currency has."""
    places = currency_by_code(currency_code).decimal_places
    if places == 0:
        return str(amount_minor)
    digits = str(amount_minor).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"
