"""Exceptions from lint and types say what they are and why; nothing is left to be done later."""

import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.support.source import PACKAGES, Module, modules, planted

_NOQA = re.compile(r"#\s*(?:ruff:\s*)?noqa\b(?P<rest>.*)", re.IGNORECASE)
_NOQA_WITH_REASON = re.compile(r"^: [A-Z]+\d+(?:, [A-Z]+\d+)* - \S.*")
_IGNORE = re.compile(r"#\s*type:\s*ignore(?P<rest>.*)")
_IGNORE_WITH_REASON = re.compile(r"^\[[a-z-]+(?:, ?[a-z-]+)*\]\s+# \S.*")
_LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")


def comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def unexplained(module: Module) -> Iterator[str]:
    for line, comment in comments(module.text):
        place = f"{module.path}:{line}: {comment}"
        noqa, ignore = _NOQA.search(comment), _IGNORE.search(comment)
        if noqa and not _NOQA_WITH_REASON.match(noqa["rest"]):
            yield place
        if ignore and not _IGNORE_WITH_REASON.match(ignore["rest"]):
            yield place
        if _LATER.search(comment):
            yield place


def test_every_exception_has_a_code_and_a_reason() -> None:
    found = [one for module in modules(*PACKAGES, "tests") for one in unexplained(module)]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "import os  # noqa",
        "import os  # noqa: F401",
        "import os  # noqa: F401 because",
        "x = 1  # type: ignore",
        "x = 1  # type: ignore[assignment]",
        "# TODO: the rest",
        "# ruff: noqa",
    ],
)
def test_an_offender_is_found(text: str) -> None:
    assert list(unexplained(planted(text + "\n")))


@pytest.mark.parametrize(
    "text",
    [
        "import os  # noqa: F401 - imported for its effect",
        "import os  # noqa: F401, E402 - after the path is set",
        "x = f(1)  # type: ignore[arg-type]  # the library says str and takes int",
        "x = '# noqa'",
    ],
)
def test_a_reason_is_enough(text: str) -> None:
    assert list(unexplained(planted(text + "\n"))) == []
