"""Use cases run again after a lost race."""

import pytest

from piggypulse_core.kernel.refusal import Collided, Conflict
from piggypulse_http.edge.retry import TRIES, Retried


class Taken(Conflict):
    """Taken."""

    code = "taken_for_a_test"


class Racer:
    """Loses some races, then wins."""

    def __init__(self, *, losses: int, refusal: type[Exception] = Collided) -> None:
        self.losses = losses
        self.refusal = refusal
        self.calls = 0

    async def __call__(self, *, prize: str) -> str:
        self.calls += 1
        if self.calls <= self.losses:
            raise self.refusal
        return prize


async def test_a_lost_race_is_run_again() -> None:
    racer = Racer(losses=TRIES - 1)

    assert await Retried(racer)(prize="cup") == "cup"
    assert racer.calls == TRIES


async def test_after_three_losses_it_gives_up() -> None:
    racer = Racer(losses=TRIES)

    with pytest.raises(Collided):
        await Retried(racer)(prize="cup")
    assert racer.calls == TRIES


async def test_any_other_refusal_stands() -> None:
    racer = Racer(losses=1, refusal=Taken)

    with pytest.raises(Taken):
        await Retried(racer)(prize="cup")
    assert racer.calls == 1
