"""What anybody can ask about currencies."""

from collections.abc import Sequence
from dataclasses import dataclass

from piggypulse_core.kernel.currency import CURRENCIES, Currency, currency_by_code


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCurrencies:
    """List every currency by name."""

    async def __call__(self) -> Sequence[Currency]:
        return sorted(CURRENCIES, key=lambda currency: currency.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCurrency:
    """Show one currency; its code is written in capitals."""

    async def __call__(self, *, code: str) -> Currency:
        return currency_by_code(code)
