"""What is cheaper in tests than in life; each real one has tests of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ParamSpec, TypeVar

from piggypulse_adapters.security.passwords import Cost
from piggypulse_adapters.security.strength import JUDGED_LENGTH_MAX, ZxcvbnStrength
from piggypulse_adapters.security.threads import BoundedThreads
from piggypulse_core.identity.ports import Pictures, Strength

CHEAP = Cost(memory_kib=8, passes=1)

Given = ParamSpec("Given")
Result = TypeVar("Result")


class AtOnce(BoundedThreads):
    """Runs slow sums where it stands: nobody else waits in a test."""

    async def run(
        self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        return work(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class Undrawn(Pictures):
    """A picture is the text it would show: drawing a code takes longer than all else in a test."""

    def qr_code(self, *, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class RememberedStrength(Strength):
    """The real judgement; the same people register with the same password over and over."""

    async def score(self, *, password: str, context: Sequence[str]) -> int:
        return _judged(password[:JUDGED_LENGTH_MAX], tuple(context))


@cache
def _judged(password: str, context: tuple[str, ...]) -> int:
    return ZxcvbnStrength(threads=AtOnce(threads=1))._score(password, context)
