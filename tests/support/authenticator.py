"""An authenticator as people carry one; it knows nothing of ours but the secret it was told."""

from dataclasses import dataclass
from datetime import timedelta

from pyotp.totp import TOTP

from piggypulse_adapters.system.clock import FixedClock

STEP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authenticator:
    """Shows the code of now, or of so many steps away."""

    secret: str
    clock: FixedClock

    def code(self, *, steps: int = 0) -> str:
        return TOTP(self.secret).at(self.clock.now() + steps * STEP)

    def wrong(self) -> str:
        """A code of none of the steps that could count."""
        near = {self.code(steps=steps) for steps in range(-3, 4)}
        return next(code for number in range(10) if (code := f"{number:06d}") not in near)

    def pass_step(self) -> None:
        """Wait for the next code."""
        self.clock.instant += STEP
