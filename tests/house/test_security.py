"""What docs/SECURITY.md claims: the tests it names exist, and no requirement is passed over."""

import re
from collections.abc import Iterator, Mapping

import pytest

from tests.support.source import ROOT

NOTES = (ROOT / "docs" / "SECURITY.md").read_text(encoding="utf-8")
FOLDERS = "api|conformance|contract|core|house|journeys|postgres|properties"
STATES = frozenset({"met", "n/a", "open"})
# How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; level 3 comes after them.
REQUIREMENTS: Mapping[int, tuple[tuple[int, int], ...]] = {
    1: ((1, 2), (2, 9), (3, 11), (4, 3), (5, 2)),
    2: ((1, 3), (2, 3), (3, 4), (4, 1)),
    3: ((2, 2), (3, 4), (4, 6), (5, 5), (7, 2)),
    4: ((1, 3), (2, 1), (3, 2), (4, 4)),
    5: ((1, 1), (2, 3), (3, 2), (4, 3)),
    6: ((1, 3), (2, 12), (3, 4), (4, 4), (5, 5), (6, 3), (8, 4)),
    7: ((1, 3), (2, 4), (3, 2), (4, 5), (5, 2), (6, 2)),
    8: ((1, 2), (2, 3), (3, 1), (4, 1)),
    9: ((1, 3), (2, 4)),
    10: ((1, 2), (2, 2), (3, 4), (4, 11), (5, 5), (6, 2), (7, 3)),
    11: ((1, 2), (2, 3), (3, 3), (4, 4), (5, 1), (6, 1)),
    12: ((1, 3), (2, 2), (3, 4)),
    13: ((1, 1), (2, 5), (3, 2), (4, 5)),
    14: ((1, 2), (2, 4), (3, 3)),
    15: ((1, 3), (2, 3), (3, 7)),
    16: ((1, 1), (2, 5), (3, 4), (4, 3), (5, 3)),
    17: ((1, 1), (2, 4), (3, 2)),
}
REQUIREMENTS_COUNT = 253


def named(text: str) -> set[str]:
    """The tests a text names, as `api/edge/test_cors` or with the function after two colons."""
    return set(re.findall(rf"`((?:{FOLDERS})/[\w/]+(?:::\w+)?)`", text))


def missing(text: str) -> list[str]:
    """Named tests that do not exist."""
    return [name for name in sorted(named(text)) if not exists(name)]


def exists(name: str) -> bool:
    stem, _, inside = name.partition("::")
    file = ROOT / "tests" / f"{stem}.py"
    if not file.is_file():
        return False
    defined = rf"(def|class) {inside}\b" if inside else ""
    return re.search(defined, file.read_text(encoding="utf-8")) is not None


def rows(text: str) -> Iterator[tuple[list[str], str, str]]:
    """Requirements, state and reason of each row of the table."""
    for line in re.findall(r"^\| [0-9]+\..*\|$", text, re.MULTILINE):
        numbers, _, state, shown = (cell.strip() for cell in line.strip("|").split("|"))
        yield [one for part in numbers.split(", ") for one in spread(part)], state, shown


def spread(part: str) -> Iterator[str]:
    """`10.4.1 to 10.4.11` is eleven requirements."""
    first, _, last = part.partition(" to ")
    section, _, begin = first.rpartition(".")
    for number in range(int(begin), int(last.rpartition(".")[2] or begin) + 1):
        yield f"{section}.{number}"


def unclear(text: str) -> Iterator[str]:
    """Rows without a state there is, or met without anything that shows it."""
    for numbers, state, shown in rows(text):
        if state not in STATES or not shown:
            yield f"{numbers[0]}: {state!r} {shown!r}"


def required() -> list[str]:
    return [
        f"{chapter}.{section}.{number}"
        for chapter, sections in REQUIREMENTS.items()
        for section, count in sections
        for number in range(1, count + 1)
    ]


def test_every_test_it_names_exists() -> None:
    assert len(named(NOTES)) > 50
    assert missing(NOTES) == []


def test_every_promise_names_a_test() -> None:
    promises = NOTES.partition("## Promises")[2].partition("## Departures")[0]
    lines = [line for line in promises.splitlines() if line.startswith("| ") and "---" not in line]

    assert [line for line in lines if "promise |" not in line and not named(line)] == []


def test_every_requirement_stands_in_the_table_once() -> None:
    stated = sorted(number for numbers, _, _ in rows(NOTES) for number in numbers)

    assert len(required()) == REQUIREMENTS_COUNT
    assert stated == sorted(required())


def test_every_row_says_how_things_stand() -> None:
    assert list(unclear(NOTES)) == []


@pytest.mark.parametrize(
    "text",
    ["`api/edge/test_nothing`", "`api/edge/test_cors::test_nothing`", "`core/x/test_y::TestZ`"],
)
def test_a_test_that_does_not_exist_is_found(text: str) -> None:
    assert missing(text)


@pytest.mark.parametrize(
    "row", ["| 1.1.1 | x | done | y |", "| 1.1.1 | x | met |  |", "| 1.1.1 | x |  | y |"]
)
def test_a_row_that_says_nothing_is_found(row: str) -> None:
    assert list(unclear(row))
