"""The locks: exact, hashed, without any address, and in step with the project."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.support.installation import CHECKOUT

LOCKS = CHECKOUT / ".ci" / "locks"
NAMES = ("run", "build", "dev")
# Nothing but these two shapes: so no option, no link, no comment can stand in a lock.
PINNED = re.compile(r"[a-z0-9][a-z0-9-]*==[A-Za-z0-9.!+]+( ; [^\\@]+)? \\")
HASHED = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def complaints(text: str) -> list[str]:
    """Everything in a lock that may not stand in one."""
    found = []
    lines = text.splitlines()
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not PINNED.fullmatch(line) and not HASHED.fullmatch(line):
            found.append(f"neither a pin nor a hash: {line}")
        elif line.endswith("\\") != bool(HASHED.fullmatch(following)):
            found.append(f"the line does not go on as it says: {line}")
    return found


def pins(name: str) -> set[str]:
    text = (LOCKS / f"{name}.txt").read_text(encoding="utf-8")
    return {line.removesuffix(" \\") for line in text.splitlines() if "==" in line.split(" ")[0]}


def wanted(name: str) -> list[Requirement]:
    """What the project itself asks of a lock, extras of its own followed."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {
        "run": ["server", "redis"],
        "build": ["build"],
        "dev": list(project["optional-dependencies"]),
    }
    return [
        requirement
        for extra in extras[name]
        for requirement in map(Requirement, project["optional-dependencies"][extra])
        if requirement.name != project["name"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_holds_pins_and_hashes_alone(name: str) -> None:
    assert complaints((LOCKS / f"{name}.txt").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "--index-url https://packages.example/simple",
        "--extra-index-url https://packages.example/simple",
        "--find-links /opt/somewhere",
        "--trusted-host packages.example",
        "# from https://packages.example",
        "litestar @ https://packages.example/litestar.whl \\",
        "litestar>=2.25 \\",
        "litestar==2.25.0",
        "-r other.txt",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_whatever_else_is_noticed(planted: str, *, first: bool) -> None:
    text = (LOCKS / "build.txt").read_text(encoding="utf-8")

    assert complaints(f"{planted}\n{text}" if first else f"{text}{planted}\n")


def test_a_pin_without_its_hashes_is_noticed() -> None:
    text = (LOCKS / "build.txt").read_text(encoding="utf-8")

    assert complaints(re.sub(r"    --hash.*\n", "", text))
    assert complaints(text.rstrip("\n") + " \\\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_holds_all_that_the_project_asks_for(name: str) -> None:
    locked = {pin.split("==")[0]: pin.split("==")[1].split(" ")[0] for pin in pins(name)}

    for requirement in wanted(name):
        assert requirement.name in locked, f"{requirement.name}: run `make lock`"
        assert requirement.specifier.contains(locked[requirement.name]), str(requirement)


@pytest.mark.parametrize("name", ["run", "build"])
def test_what_runs_is_what_was_tested(name: str) -> None:
    assert pins(name) <= pins("dev")
