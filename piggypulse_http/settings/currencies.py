"""Currencies over HTTP; anybody may look."""

from typing import Annotated

from litestar import Controller, get
from litestar.params import PathParameter

from piggypulse_core.kernel.currency import CurrencyNotFound
from piggypulse_core.settings.usecases.currencies import GetCurrency, ListCurrencies
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.currency import CurrencyOut, currency_out
from piggypulse_http.edge.openapi import WITHOUT_DATABASE, refusals

CODE_LENGTH_MAX = 64
Code = Annotated[
    str, PathParameter(max_length=CODE_LENGTH_MAX, description="Three letters of ISO 4217.")
]


class CurrencyController(Controller):
    """The currencies there are."""

    path = "/currencies"
    tags = ("Currencies",)
    list_currencies: ListCurrencies
    get_currency: GetCurrency

    @get("", operation_id="listCurrencies", opt={PUBLIC: True, WITHOUT_DATABASE: True})
    async def every(self) -> list[CurrencyOut]:
        """List every currency by name."""
        return [currency_out(currency) for currency in await self.list_currencies()]

    @get(
        "/{code:str}",
        operation_id="getCurrency",
        opt={PUBLIC: True, WITHOUT_DATABASE: True},
        responses=refusals(CurrencyNotFound),
    )
    async def show(self, code: Code) -> CurrencyOut:
        """Show one currency by its code, which is written in capitals."""
        return currency_out(await self.get_currency(code=code))
