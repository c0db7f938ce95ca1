"""The README's first session does what it says, against a server that runs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys import stand_in_curl
from tests.journeys.machine import Machine, Serving
from tests.support.documents import page

SESSION = page("README.md").examples()["session.sh"]
ADDRESS, EMAIL = "http://localhost:8000", "ada@example.org"
TIMEOUT_SECONDS = 120


@pytest.fixture(scope="module")
def serving(settled: Machine) -> Iterator[Serving]:
    with settled.serving() as serving:
        yield serving


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs that comes first."""
    (tmp_path / "python3").symlink_to(sys.executable)
    return tmp_path


def session_at(serving: Serving, *, email: str) -> str:
    assert SESSION.count(ADDRESS) == SESSION.count(EMAIL) == 1
    local = serving.base_url.removesuffix("/api/v1")
    return SESSION.replace(ADDRESS, local).replace(EMAIL, email)


def said_by(script: str, *, programs: Path) -> list[str]:
    done = subprocess.run(
        ["/bin/sh", "-eu", "-c", script],
        env={"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout.splitlines()


def assert_kept(said: list[str]) -> None:
    """The figures of the booking, in the first of four periods from payday to payday."""
    (periods,) = [json.loads(line) for line in said if line.startswith('{"data":')]
    assert [one["status"] for one in periods["data"]] == ["active", *["upcoming"] * 3]
    assert said[-2:] == ["1250", "40000"]


def test_with_curl(serving: Serving, programs: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("this machine has no curl; the test below runs the session without it")

    said = said_by(session_at(serving, email="with@example.org"), programs=programs)

    assert_kept(said)


def test_on_a_machine_without_curl(serving: Serving, programs: Path) -> None:
    curl = programs / "curl"
    curl.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{stand_in_curl.__file__}" "$@"\n')
    curl.chmod(0o755)

    said = said_by(session_at(serving, email="without@example.org"), programs=programs)

    assert_kept(said)


def test_a_session_that_goes_wrong_is_noticed(serving: Serving, programs: Path) -> None:
    broken = session_at(serving, email="broken@example.org").replace('"expense"', '"expanse"')

    with pytest.raises(AssertionError, match="KeyError: 'id'"):
        said_by(broken, programs=programs)
