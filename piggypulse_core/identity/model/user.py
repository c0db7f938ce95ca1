"""A user: somebody with an e-mail address and a password."""

from dataclasses import dataclass
from datetime import datetime

from piggypulse_core.kernel.currency import Currency, currency_by_code
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.refusal import Conflict, NotFound, Unauthenticated


class EmailTaken(Conflict):
    """Somebody is registered with this e-mail address already."""

    code = "email_taken"


class InvalidCredentials(Unauthenticated):
    """E-mail address and password do not belong together."""

    code = "invalid_credentials"


class WrongPassword(Unauthenticated):
    """This is not your password."""

    code = "wrong_password"


class NobodyRegistered(NotFound):
    """Nobody is registered with this address."""

    code = "not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Who somebody is; name and currency are read from their profile."""

    id: UserId
    email: str
    name: str
    currency_code: str | None = None
    two_factor_enabled: bool = False

    @property
    def currency(self) -> Currency | None:
        """The currency they count in."""
        return None if self.currency_code is None else currency_by_code(self.currency_code)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUser:
    """What is kept of somebody from their first day: the sign-in and the first profile."""

    email: str
    email_key: str
    password_hash: str
    name: str
    currency_code: str | None
    avatar: str
    timezone: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInName:
    """The user an e-mail address stands for, and the hash their password must fit."""

    owner: UserId
    password_hash: str
    last_reset_at: datetime | None = None
    password_changed_at: datetime | None = None
