"""Use cases run again when they only lost a race inside the database."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from piggypulse_core.kernel.refusal import Collided

TRIES = 3

Given = ParamSpec("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Retried(Generic[Given, Result]):
    """A use case holds no state, so it can simply be asked again after a deadlock."""

    ask: Callable[Given, Awaitable[Result]]

    async def __call__(self, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        for _ in range(TRIES - 1):
            try:
                return await self.ask(*args, **kwargs)
            except Collided:
                continue
        return await self.ask(*args, **kwargs)
