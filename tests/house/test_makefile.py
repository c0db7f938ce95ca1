"""The Makefile: every target is listed and works, and a machine that will not do is told so."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.installation import CHECKOUT

TEXT = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
PROMISED = (
    *("help", "run", "demo", "migrate", "test", "quick", "contract", "bench", "lock", "clean"),
    *("check", "format", "tidy", "lint", "types", "imports"),
)
# Files that stand for the environment; to a dry run they are as new as can be.
READY = ("--assume-old=.venv/ready", "--assume-old=.venv/installed")


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("make") or "make", *arguments],
        cwd=CHECKOUT,
        # Run by make itself, the outer one's options must not reach the inner one.
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=False,
    )


def venv_script(*, path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(CHECKOUT / ".ci" / "venv"), str(path / "venv")],
        env={"PATH": str(path), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A directory that is the whole PATH: the tools of any machine, no Python."""
    for tool in ("dirname",):
        (tmp_path / tool).symlink_to(shutil.which(tool) or f"/usr/bin/{tool}")
    return tmp_path


def program(path: Path, *, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_help_is_the_default_and_lists_every_target() -> None:
    listed = re.findall(r"^  ([a-z]+) +\S", make().stdout, re.MULTILINE)

    assert sorted(listed) == sorted(PROMISED)
    assert make("help").stdout == make().stdout


def test_no_target_is_taken_for_a_file() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.+)$", TEXT, re.MULTILINE)

    assert sorted(phony.split()) == sorted(PROMISED)


@pytest.mark.parametrize("target", PROMISED)
def test_every_target_can_be_made(target: str) -> None:
    done = make("--dry-run", *READY, target)

    assert done.returncode == 0, done.stderr


def test_the_port_can_be_chosen() -> None:
    assert '--port "8001"' in make("--dry-run", *READY, "run", "PORT=8001").stdout


def test_a_machine_without_python_is_told_so(bare_machine: Path) -> None:
    done = venv_script(path=bare_machine)

    assert done.returncode == 1
    assert "needs Python 3.11 or newer and found none" in done.stderr


def test_an_old_python_is_not_taken(bare_machine: Path) -> None:
    program(bare_machine / "python3", script='[ "$1" = --version ] && echo Python 3.9.2; exit 1')

    done = venv_script(path=bare_machine)

    assert done.returncode == 1
    assert "python3 is: Python 3.9.2" in done.stderr


def test_a_newer_python_is_looked_for_under_its_own_name(bare_machine: Path) -> None:
    program(bare_machine / "python3", script="exit 1")
    program(
        bare_machine / "python3.12",
        script='case "$2" in *version_info*) exit 0;; esac; exit 1',
    )

    done = venv_script(path=bare_machine)

    assert done.returncode == 1
    assert "python3.12 cannot create virtual environments" in done.stderr
    assert "apt install python3-venv" in done.stderr


def test_a_python_named_by_hand_must_do(bare_machine: Path) -> None:
    program(bare_machine / "mine", script="exit 1")

    done = venv_script(path=bare_machine, PYTHON=str(bare_machine / "mine"))

    assert done.returncode == 1
    assert "is not Python 3.11 or newer" in done.stderr
