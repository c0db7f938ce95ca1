"""Fixtures of the tests about the repository."""

import pytest

from tests.support.installation import Installation, built_installation


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One installed wheel for every test that looks at it."""
    return built_installation(root=tmp_path_factory.mktemp("installation"))
