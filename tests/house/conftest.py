"""Fixtures of the tests about the repository."""

import fcntl

import pytest

from tests.support.installation import Installation, built_installation
from tests.support.promises import is_worker


@pytest.fixture(scope="session")
def installation(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Installation:
    """One installed wheel for every test that looks at it, in whatever worker: it takes a while."""
    own = tmp_path_factory.getbasetemp()
    root = (own.parent if is_worker(pytestconfig) else own) / "installation"
    with root.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if root.exists():
            return Installation(root=root)
        root.mkdir()
        return built_installation(root=root)
