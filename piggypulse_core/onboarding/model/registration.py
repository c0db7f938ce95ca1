"""A registration: what somebody new tells us, checked as one."""

from dataclasses import dataclass, field
from uuid import UUID

from piggypulse_core.identity.model.email import EmailAddress, checked_email
from piggypulse_core.identity.model.password import About, check_new_password
from piggypulse_core.kernel.currency import CurrencyNotFound, currency_by_id
from piggypulse_core.kernel.refusal import Faults
from piggypulse_core.settings.model.profile import (
    DEFAULT_TIMEZONE,
    Profile,
    check_timezone,
    checked_own_name,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Everything needed to begin, but for how guessable the password is."""

    email: EmailAddress
    password: str = field(repr=False)
    profile: Profile

    @property
    def about(self) -> About:
        """Whose password it is."""
        return About(email=self.email, name=self.profile.name)


def checked_registration(
    *,
    email: str,
    password: str,
    name: str,
    currency: UUID | None,
    timezone: str | None,
    is_common: bool,
) -> Registration:
    """A registration from what a person typed; raises InvalidInput naming every fault."""
    faults = Faults()
    address = checked_email(text=email, faults=faults)
    cleaned = checked_own_name(text=name, faults=faults)
    check_new_password(
        password=password,
        about=About(email=address, name=cleaned),
        is_common=is_common,
        faults=faults,
    )
    profile = Profile(
        name=cleaned,
        currency_code=_code_of(currency=currency, faults=faults),
        timezone=timezone or DEFAULT_TIMEZONE,
    )
    check_timezone(zone=profile.timezone, faults=faults)
    faults.settle()
    return Registration(email=address, password=password, profile=profile)


def _code_of(*, currency: UUID | None, faults: Faults) -> str | None:
    if currency is None:
        return None
    try:
        return currency_by_id(currency).code
    except CurrencyNotFound:
        faults.add(field="currencyId", code="unknown_value", message="There is no such currency.")
        return None
