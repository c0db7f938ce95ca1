"""An authenticator's codes, made by pyotp; which of them count is not asked of it."""

from dataclasses import dataclass

from pyotp.hotp import HOTP

from piggypulse_core.identity.model.code import CODE_DIGITS
from piggypulse_core.identity.model.two_factor import seed_text
from piggypulse_core.identity.ports import OneTimeCodes


@dataclass(frozen=True, slots=True)
class PyotpCodes(OneTimeCodes):
    """Codes as every authenticator makes them: HMAC-SHA-1, six digits."""

    def code(self, *, seed: bytes, counter: int) -> str:
        return HOTP(seed_text(seed), digits=CODE_DIGITS).at(counter)
