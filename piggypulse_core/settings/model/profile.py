"""A profile: how somebody is addressed, what they count in, and whose midnight it is."""

from dataclasses import dataclass
from datetime import date, datetime

from piggypulse_core.kernel.currency import Currency, currency_by_code
from piggypulse_core.kernel.dates import today

DEFAULT_AVATAR = "🐷"
DEFAULT_TIMEZONE = "UTC"
AVATAR_LENGTH_MAX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Settings a person keeps about themselves; without a currency no account can be made."""

    name: str
    currency_code: str | None = None
    avatar: str = DEFAULT_AVATAR
    timezone: str = DEFAULT_TIMEZONE

    @property
    def currency(self) -> Currency | None:
        """The default currency, in which every figure over several accounts is."""
        return None if self.currency_code is None else currency_by_code(self.currency_code)

    def today(self, *, now: datetime) -> date:
        """The civil date where this person lives."""
        return today(zone=self.timezone, now=now)
