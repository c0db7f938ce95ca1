"""A currency on the wire; settings list them, accounts carry theirs."""

from typing import Literal
from uuid import UUID

from msgspec import Struct

from piggypulse_core.kernel.currency import Currency


class CurrencyOut(Struct, frozen=True, kw_only=True, rename="camel"):
    """A currency: its symbol, where that stands, and the decimals of its minor unit."""

    id: UUID
    name: str
    symbol: str
    code: str
    decimal_places: int
    symbol_position: Literal["before", "after"]


def currency_out(currency: Currency, /) -> CurrencyOut:
    """A currency's reply."""
    return CurrencyOut(
        id=currency.id,
        name=currency.name,
        symbol=currency.symbol,
        code=currency.code,
        decimal_places=currency.decimal_places,
        symbol_position=currency.symbol_position,
    )
