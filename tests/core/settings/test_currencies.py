"""What anybody can ask about currencies."""

import pytest

from piggypulse_core.kernel.currency import CURRENCIES, CurrencyNotFound
from piggypulse_core.settings.usecases.currencies import GetCurrency, ListCurrencies


async def test_lists_all_of_them_by_name() -> None:
    listed = await ListCurrencies()()

    assert sorted(CURRENCIES, key=lambda one: one.code) == sorted(listed, key=lambda one: one.code)
    assert [one.name for one in listed] == sorted(one.name for one in listed)


async def test_shows_one_by_its_code() -> None:
    assert (await GetCurrency()(code="JPY")).decimal_places == 0


@pytest.mark.parametrize("code", ["jpy", "", "XXX", "JPY "])
async def test_knows_no_other(code: str) -> None:
    with pytest.raises(CurrencyNotFound):
        await GetCurrency()(code=code)
