"""What the documents say is so: links lead somewhere, files exist, examples run."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence

import pytest

from piggypulse_http.composition.arguments import parser
from tests.support.documents import ROOT, Page, page, pages, planted

PAGES = pages()
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
EXECUTED = {
    # tests/journeys/test_readme.py
    ("README.md", "session.sh"),
    # below
    ("docs/library.md", "library.python"),
    ("docs/library.md", "library.text"),
    ("docs/library.md", "engine.python"),
    ("docs/library.md", "engine.text"),
    # tests/house/test_deployment.py
    ("docs/DEPLOYMENT.md", "backup.sh"),
    ("docs/DEPLOYMENT.md", "restore.sh"),
}


def dead_links(one: Page) -> list[str]:
    return [link for link in one.links() if not (one.path.parent / link).exists()]


def missing_paths(one: Page) -> list[str]:
    return [path for path in one.paths() if not (ROOT / path).exists()]


def unknown_targets(one: Page) -> list[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {command.split()[0] for command in one.commands("make")}
    return sorted(named - targets)


def unknown_commands(one: Page) -> list[str]:
    """Commands of ours that the command line does not take."""
    return [command for command in one.commands("piggypulse") if not _is_taken(command.split())]


def _is_taken(arguments: Sequence[str]) -> bool:
    try:
        parser().parse_args(arguments)
    except SystemExit as ended:
        return ended.code == 0
    return True


def numbering_complaints(names: Sequence[str]) -> list[str]:
    expected = [f"{number:04d}-" for number in range(1, len(names) + 1)]
    return [
        name
        for name, prefix in zip(sorted(names), expected, strict=True)
        if not re.fullmatch(rf"{prefix}[a-z0-9]+(-[a-z0-9]+)*\.md", name)
    ]


def record_complaints(one: Page) -> list[str]:
    lines = one.text.splitlines()
    number = int(one.path.name[:4])
    said = []
    if not lines[0].startswith(f"# {number}. "):
        said.append("its title lacks its number")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d, (accepted|superseded by \d{4})", lines[2]):
        said.append("its third line is no date and state")
    if re.findall(r"^## (.+)$", one.text, re.MULTILINE) != ["Context", "Decision", "Consequences"]:
        said.append("its sections are others")
    if len(lines) > 60:
        said.append("it is longer than a page")
    return said


@pytest.mark.parametrize("one", PAGES, ids=lambda one: one.name)
def test_a_page_names_only_what_exists(one: Page, capsys: pytest.CaptureFixture[str]) -> None:
    assert dead_links(one) == []
    assert missing_paths(one) == []
    assert unknown_targets(one) == []
    assert unknown_commands(one) == []


def test_what_does_not_exist_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    offender = planted(
        "[here](library.md) [gone](gone.md) `tests/core` `tests/gone.py`\n"
        "`make test ARGS=x` `make gone` `piggypulse serve --port 1` `piggypulse surf`\n"
        "`piggypulse serve --prot 1`\n"
    )

    assert dead_links(offender) == ["gone.md"]
    assert missing_paths(offender) == ["tests/gone.py"]
    assert unknown_targets(offender) == ["gone"]
    assert unknown_commands(offender) == ["surf", "serve --prot 1"]


def test_every_named_example_is_executed_somewhere() -> None:
    assert {(one.name, example) for one in PAGES for example in one.examples()} == EXECUTED


def test_decisions_are_numbered_without_gaps() -> None:
    assert numbering_complaints([path.name for path in DECISIONS]) == []
    assert numbering_complaints(["0001-a.md", "0003-b.md"]) == ["0003-b.md"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name[:4])
def test_a_decision_has_the_shape_of_one(path: os.PathLike[str]) -> None:
    assert record_complaints(page(os.fspath(path))) == []


def test_a_shapeless_decision_is_noticed() -> None:
    offender = planted("# Title\n\nsometime\n\n## Context\n", name="docs/decisions/0001-a.md")

    assert len(record_complaints(offender)) == 3


def test_the_kernel_s_table_lists_its_files() -> None:
    record = page("docs/decisions/0008-what-the-kernel-holds.md").text
    listed = set(re.findall(r"^\| `(\w+\.py)` \|", record, re.MULTILINE))
    files = {path.name for path in (ROOT / "piggypulse_core" / "kernel").glob("*.py")}

    assert listed == files - {"__init__.py"}


def test_the_folders_of_tests_are_those_that_exist() -> None:
    listed = re.findall(r"^\| `tests/(\w+)` \|", page("docs/DEVELOPMENT.md").text, re.MULTILINE)
    beside = {"data", "support", "strategies", "__pycache__"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}

    assert sorted(listed) == sorted(folders - beside)


def test_no_word_of_the_glossary_stands_twice() -> None:
    glossary = page("docs/architecture.md").text.partition("## One word per concept")[2]
    words = re.findall(r"^\| ([^|]+?) \|", glossary, re.MULTILINE)[2:]

    assert len(words) > 10
    assert len(words) == len(set(words))


def test_the_newest_entry_of_the_changelog_is_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = re.search(r"^## (\S+)", page("docs/changelog.md").text, re.MULTILINE)

    assert found is not None
    assert found[1] == project["project"]["version"]


@pytest.mark.parametrize("name", ["library", "engine"])
def test_the_library_s_programs_run_without_any_package(name: str) -> None:
    examples = page("docs/library.md").examples()
    program = examples[f"{name}.python"]

    done = subprocess.run(
        # -S: nothing that pip installed is in reach.
        [sys.executable, "-S", "-W", "error", "-c", program],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
    assert done.stdout == examples[f"{name}.text"]
    assert len([line for line in program.splitlines() if line.strip()]) < 30
