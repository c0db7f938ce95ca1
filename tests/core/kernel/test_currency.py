"""The currencies there are."""

import pytest

from piggypulse_core.kernel.currency import (
    CURRENCIES,
    CurrencyNotFound,
    currency_by_code,
    currency_by_id,
)


def test_every_currency_is_found_by_code_and_id() -> None:
    for currency in CURRENCIES:
        assert currency_by_code(currency.code) is currency
        assert currency_by_id(currency.id) is currency


def test_they_are_listed_by_name() -> None:
    names = [currency.name for currency in CURRENCIES]

    assert names == sorted(names)


def test_codes_are_case_sensitive() -> None:
    with pytest.raises(CurrencyNotFound):
        currency_by_code("eur")
