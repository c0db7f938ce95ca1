"""Asking for a code, as what needs one sees it."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from piggypulse_core.identity.model.code import CountedCode
from piggypulse_core.identity.model.two_factor import Asked, TwoFactor
from piggypulse_core.identity.ports.unit import IdentityUnit


class CodeCheck(Protocol):
    """Asks for a code of the second factor; every answer is counted before it is judged."""

    async def count(
        self, *, asked: Asked, code: str, challenge: bytes | None = None
    ) -> CountedCode:
        """Count an answer, in a unit of its own, for the user and for a challenge.

        Raises InvalidInput, ChallengeInvalid, TooManyAttempts and Busy.
        """
        ...

    def proves(self, *, asked: Asked, factor: TwoFactor, counted: CountedCode) -> int:
        """The step of a code that proves an unconfirmed factor. Raises TwoFactorCodeInvalid."""
        ...

    async def accept(self, *, unit: IdentityUnit, asked: Asked, counted: CountedCode) -> None:
        """Use a code up, in the unit of what it is asked for; the owner is held.

        Raises TwoFactorCodeInvalid and TwoFactorNotEnabled.
        """
        ...

    async def accept_again(self, *, unit: IdentityUnit, asked: Asked, counted: CountedCode) -> None:
        """The same, but the code that confirmed the set-up counts once more."""
        ...

    def judged(self, *, asked: Asked, counted: CountedCode) -> AbstractAsyncContextManager[None]:
        """Around the unit: writes a wrong answer down, and takes back what was not judged."""
        ...
