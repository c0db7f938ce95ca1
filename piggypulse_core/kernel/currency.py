"""The currencies there are (ISO 4217), with ids that are equal in every database."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from piggypulse_core.kernel.refusal import NotFound

SymbolPosition = Literal["before", "after"]


class CurrencyNotFound(NotFound):
    """There is no such currency."""

    code = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """A currency: how many decimals its minor unit has and where its symbol stands."""

    id: UUID
    code: str
    name: str
    symbol: str
    decimal_places: int
    symbol_position: SymbolPosition


def _currency(  # noqa: PLR0917 - a table reads best in columns
    number: int, code: str, name: str, symbol: str, decimals: int, position: SymbolPosition
) -> Currency:
    """One row of the table; the id's last digits are the ISO 4217 number."""
    return Currency(
        id=UUID(f"01900000-0000-7000-8000-{number:012d}"),
        code=code,
        name=name,
        symbol=symbol,
        decimal_places=decimals,
        symbol_position=position,
    )


CURRENCIES: tuple[Currency, ...] = (
    _currency(36, "AUD", "Australian Dollar", "$", 2, "before"),
    _currency(986, "BRL", "Brazilian Real", "R$", 2, "before"),
    _currency(826, "GBP", "British Pound", "£", 2, "before"),
    _currency(124, "CAD", "Canadian Dollar", "$", 2, "before"),
    _currency(203, "CZK", "Czech Koruna", "Kč", 2, "after"),
    _currency(208, "DKK", "Danish Krone", "kr", 2, "after"),
    _currency(978, "EUR", "Euro", "€", 2, "before"),
    _currency(348, "HUF", "Hungarian Forint", "Ft", 2, "after"),
    _currency(578, "NOK", "Norwegian Krone", "kr", 2, "after"),
    _currency(985, "PLN", "Polish Złoty", "zł", 2, "after"),
    _currency(752, "SEK", "Swedish Krona", "kr", 2, "after"),
    _currency(756, "CHF", "Swiss Franc", "Fr", 2, "before"),
    _currency(840, "USD", "US Dollar", "$", 2, "before"),
    _currency(392, "JPY", "Yen", "¥", 0, "after"),
)


def currency_by_code(code: str, /) -> Currency:
    """Look a currency up by its code, case-sensitively; raises CurrencyNotFound."""
    for currency in CURRENCIES:
        if currency.code == code:
            return currency
    raise CurrencyNotFound


def currency_by_id(currency: UUID, /) -> Currency:
    """Look a currency up by its id; raises CurrencyNotFound."""
    for known in CURRENCIES:
        if known.id == currency:
            return known
    raise CurrencyNotFound
