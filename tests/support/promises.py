"""After a full run: was every promise of the document met by some test?"""

import pytest

from tests.support.contract import Contract, Seen

CONTRACT = pytest.StashKey[Contract]()
SEEN = pytest.StashKey[Seen]()


def is_full_run(config: pytest.Config) -> bool:
    """Whether everything was asked for: no path, no selection."""
    option = config.option
    narrowed = option.keyword or option.markexpr or option.deselect or option.collectonly
    return not narrowed and set(config.args) <= {"tests", "tests/", "."}


def unmet(config: pytest.Config) -> list[str]:
    """The promises no test has met; empty after a partial run, which can tell nothing."""
    if not is_full_run(config):
        return []
    contract = config.stash.get(CONTRACT, None)
    if contract is None:
        return ["no test has spoken HTTP"]
    return config.stash[SEEN].gaps(contract=contract)
