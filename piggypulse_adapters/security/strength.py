"""How soon a password would be guessed, as zxcvbn estimates it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from zxcvbn import zxcvbn

from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_core.identity.ports import Strength

JUDGED_LENGTH_MAX = 32


@dataclass(slots=True, kw_only=True)
class ZxcvbnStrength(Strength):
    """Looks at the first 32 code points: a lower bound, and its cost explodes with length."""

    threads: BoundedThreads
    # The library keeps the context words of the running call in a global dictionary.
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock, init=False)

    async def score(self, *, password: str, context: Sequence[str]) -> int:
        return await self.threads.run(self._score, password[:JUDGED_LENGTH_MAX], context)

    def _score(self, password: str, context: Sequence[str]) -> int:
        with self._one_at_a_time:
            return int(zxcvbn(password, user_inputs=context)["score"])
