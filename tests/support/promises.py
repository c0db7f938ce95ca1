"""After a full run: was every promise of the document met by some test?

A run may be shared out to workers (pytest-xdist). Each notes what its tests have seen and hands
that over when it ends; the run that started them judges the whole.
"""

import json
from typing import Protocol

import pytest

from tests.support.contract import Contract, Seen
from tests.support.installation import CHECKOUT

SEEN = pytest.StashKey[Seen]()
HANDED_OVER = "seen"
DOCUMENT = CHECKOUT / "contracts" / "openapi.json"


class Worker(Protocol):
    """A process that has run a share of the tests."""

    @property
    def config(self) -> pytest.Config: ...


def is_worker(config: pytest.Config) -> bool:
    """Whether these are a share of somebody else's run."""
    return hasattr(config, "workerinput")


def hand_over(config: pytest.Config) -> None:
    """Leave what this worker's tests have seen to the run that started it."""
    output: dict[str, object] = getattr(config, "workeroutput")  # noqa: B009 - given by xdist alone
    output[HANDED_OVER] = json.dumps(sorted(config.stash[SEEN].answers))


def take_over(worker: Worker) -> None:
    """Add what a worker has seen; one that died has left nothing, and its tests have failed."""
    output: dict[str, str] = getattr(worker, "workeroutput", {})
    for id_, status, code in json.loads(output.get(HANDED_OVER, "[]")):
        worker.config.stash[SEEN].answers.add((id_, status, code))


def is_full_run(config: pytest.Config) -> bool:
    """Whether everything was asked for: no path, no selection."""
    option = config.option
    narrowed = option.keyword or option.markexpr or option.deselect or option.collectonly
    return not narrowed and set(config.args) <= {"tests", "tests/", "."}


def unmet(config: pytest.Config) -> list[str]:
    """The promises no test has met; empty after a partial run, which can tell nothing."""
    if is_worker(config) or not is_full_run(config):
        return []
    seen = config.stash[SEEN]
    if not seen.answers:
        return ["no test has spoken HTTP"]
    # Where all tests have passed, one of them has shown that this is the document served.
    return seen.gaps(contract=Contract(json.loads(DOCUMENT.read_bytes())))
