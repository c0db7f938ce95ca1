"""A profile: how somebody is addressed, what they count in, and whose midnight it is."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from piggypulse_core.kernel.currency import Currency, CurrencyNotFound, currency_by_code
from piggypulse_core.kernel.dates import today
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.kernel.text import checked, checked_name, is_storable

DEFAULT_AVATAR = "🐷"
DEFAULT_TIMEZONE = "UTC"
AVATAR_LENGTH_MAX = 64
TIMEZONE_LENGTH_MAX = 64

_ZONE = re.compile(r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Z][A-Za-z0-9_+-]*){0,2}")


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

    def changed(
        self,
        *,
        name: str | None,
        currency: str | None,
        avatar: str | None,
        timezone: str | None,
    ) -> "Profile":
        """What is None, an empty currency and an empty zone stay; raises InvalidInput."""
        faults = Faults()
        new = replace(
            self,
            name=self.name if name is None else checked_own_name(text=name, faults=faults),
            currency_code=currency or self.currency_code,
            avatar=self.avatar if avatar is None else _checked_avatar(avatar, faults),
            timezone=timezone or self.timezone,
        )
        if new.currency_code != self.currency_code:
            _check_currency(code=new.currency_code, faults=faults)
        if new.timezone != self.timezone:
            check_timezone(zone=new.timezone, faults=faults)
        faults.settle()
        return new


def checked_own_name(*, text: str, faults: Faults, field: str = "name") -> str:
    """A person's name: of one line, since it is written into letters and their headers."""
    name = checked_name(text=text, faults=faults, field=field)
    if is_storable(text=name) and any(unicodedata.category(char) == "Cc" for char in name):
        faults.add(field=field, code="bad_format", message="Holds control characters.")
    return name


def check_timezone(*, zone: str, faults: Faults, field: str = "timezone") -> None:
    """Note a name the tz database does not have.

    The same look-up that `today` makes, so whatever passes here can be lived in. Names outside
    the form of the published zones (`posixrules`, paths, other letter cases) are never looked up.
    """
    if not is_timezone(zone=zone):
        faults.add(field=field, code="unknown_value", message="There is no such time zone.")


def is_timezone(*, zone: str) -> bool:
    """Whether a name is that of an IANA time zone."""
    if zone == DEFAULT_TIMEZONE:
        return True
    if len(zone) > TIMEZONE_LENGTH_MAX or not _ZONE.fullmatch(zone) or zone == "Factory":
        return False
    try:
        return ZoneInfo(zone).key == zone
    except (KeyError, OSError, ValueError):
        # Unknown; a folder of zones such as America; or a file that is none.
        return False


def _checked_avatar(avatar: str, faults: Faults) -> str:
    return checked(
        text=avatar, field="avatar", shortest=0, longest=AVATAR_LENGTH_MAX, faults=faults
    )


def _check_currency(*, code: str | None, faults: Faults) -> None:
    try:
        currency_by_code(code or "")
    except CurrencyNotFound:
        faults.add(field="currency", code="unknown_value", message="There is no such currency.")
