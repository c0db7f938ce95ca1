"""Requests that may be sent again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from piggypulse_core.kernel.clock import Clock
from piggypulse_core.kernel.ids import UserId
from piggypulse_core.kernel.work import EnclosingWork, Work
from piggypulse_core.retries.model.kept_answer import KEPT_FOR, KeptAnswer, key_in_use
from piggypulse_core.retries.ports import RetryUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOnce:
    """Do what is asked for once: the same key again gets the first answer, for a day.

    What `act` does and the answer it gives are committed together, so that not even a crash can
    part them. It gives None when it was refused: then nothing is kept, and the next one acts.
    Raises KeyReused for another request under the key, and KeyInUse while the first one runs.
    """

    work: EnclosingWork[RetryUnit]
    clock: Clock

    async def __call__(
        self, *, owner: UserId, key: str, request: bytes, act: Callable[[], Awaitable[bytes | None]]
    ) -> bytes | None:
        """The first answer if there was one before; None if `act` has acted now."""
        async with self.work.enclosing() as unit:
            if not await unit.kept_answers.claim(owner=owner, key=key):
                raise key_in_use()
            now = self.clock.now()
            kept = await unit.kept_answers.find(owner=owner, key=key)
            if kept is not None and kept.is_kept(at=now):
                return kept.given_for(request=request)
            answer = await act()
            if answer is not None:
                fresh = KeptAnswer(key=key, request=request, answer=answer, kept_at=now)
                await unit.kept_answers.keep(owner=owner, kept=fresh, stale=now - KEPT_FOR)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetAnswers:
    """Forget the answers that nobody may ask for again."""

    work: Work[RetryUnit]
    clock: Clock

    async def __call__(self) -> None:
        async with self.work() as unit:
            await unit.kept_answers.purge(before=self.clock.now() - KEPT_FOR)
