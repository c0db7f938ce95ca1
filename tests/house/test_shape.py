"""Sizes, stems and docstrings: what makes the next file easy to find and quick to read."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.source import PACKAGES, ROOT, Module, modules, planted

FUNCTION_LINES_MAX = 60
FILE_LINES_MAX = 250
TEST_FILE_LINES_MAX = 400
EXCUSED_FROM_SIZES: dict[str, str] = {}
NO_NOUNS = frozenset({"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"})

WIRES_OF_SEVERAL = {
    "budgeting/cadences": "schedules and their previews say the same of cadences",
    "portability/ledger_rows": "an archive says them inside its own shape",
    "portability/plan_rows": "as portability/ledger_rows",
    "portability/charge_rows": "as portability/ledger_rows",
    "portability/incoming_rows": "an import takes them out of an archive's shape",
    "portability/incoming_plans": "as portability/incoming_rows",
    "ledger/filters": "lists of several nouns are asked for with them",
    "insights/scope": "every figure over several accounts says which it leaves out",
}

Check = Callable[[Module], Iterator[str]]


def sizes(module: Module) -> Iterator[str]:
    if module.path in EXCUSED_FROM_SIZES:
        return
    lines = module.text.count("\n")
    longest = TEST_FILE_LINES_MAX if module.path.startswith("tests/") else FILE_LINES_MAX
    if lines > longest:
        yield f"{module.path}: {lines} lines"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES_MAX:
                yield module.at(node, f"{node.name} has {length} lines")


def first_sentences(module: Module) -> Iterator[str]:
    """A file opens with a sentence; use cases say their rule in the language of users."""
    opening = ast.get_docstring(module.tree)
    if opening is None or not opening.rstrip().endswith((".", "?")):
        yield f"{module.path}: no opening sentence"
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef) and _is_use_case(module, node):
            rule = ast.get_docstring(node)
            if rule is None or not rule.endswith("."):
                yield module.at(node, f"{node.name} does not say its rule")


def _is_use_case(module: Module, node: ast.ClassDef) -> bool:
    return "/usecases/" in module.path and any(
        isinstance(one, ast.AsyncFunctionDef) and one.name == "__call__" for one in node.body
    )


def nounless(module: Module) -> Iterator[str]:
    for part in Path(module.path).with_suffix("").parts:
        if part in NO_NOUNS:
            yield f"{module.path}: what has no noun has no room"


CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (sizes, (*PACKAGES, "tests")),
    (first_sentences, PACKAGES),
    (nounless, (*PACKAGES, "tests")),
)

OFFENDERS: tuple[tuple[Check, Module], ...] = (
    (sizes, planted("x = 1\n" * 251)),
    (sizes, planted("x = 1\n" * 401, path="tests/planted.py")),
    (sizes, planted("def f():\n" + "    x = 1\n" * 60)),
    (first_sentences, planted("x = 1\n")),
    (first_sentences, planted('"""No full stop"""\n')),
    (
        first_sentences,
        planted(
            '"""Acts."""\nclass Act:\n    async def __call__(self): ...\n',
            path="core/usecases/acts.py",
        ),
    ),
    (nounless, planted("", path="piggypulse_core/ledger/utils.py")),
    (nounless, planted("", path="piggypulse_core/common/vendors.py")),
)


@pytest.mark.parametrize(("check", "folders"), CHECKS)
def test_the_repository_keeps(check: Check, folders: tuple[str, ...]) -> None:
    assert [complaint for module in modules(*folders) for complaint in check(module)] == []


@pytest.mark.parametrize(("check", "module"), OFFENDERS)
def test_an_offender_is_found(check: Check, module: Module) -> None:
    assert list(check(module))


def test_excuses_are_still_needed() -> None:
    large = {
        module.path
        for module in modules(*PACKAGES, "tests")
        if module.path in EXCUSED_FROM_SIZES
        and list(sizes(Module(path=f"?{module.path}", text=module.text)))
    }

    assert set(EXCUSED_FROM_SIZES) <= large


def stems(folder: str, *, ending: str = ".py") -> set[str]:
    """Feature and noun of every file below a folder, as `ledger/vendors`."""
    return {
        str(file.relative_to(ROOT / folder).with_suffix(""))
        for file in (ROOT / folder).rglob(f"*{ending}")
        if file.stem not in ("__init__", "conftest") and file.parent != ROOT / folder
    }


def strangers(left: set[str], right: set[str]) -> list[str]:
    """What only one of two sides has."""
    return sorted(left ^ right)


class TestStems:
    def test_are_the_same_in_both_back_ends(self) -> None:
        memory = stems("piggypulse_adapters/memory")
        postgres = stems("piggypulse_adapters/postgres")

        assert memory
        assert strangers(memory, postgres) == []

    def test_are_the_same_for_a_store_and_its_statements(self) -> None:
        stores = stems("piggypulse_adapters/postgres")
        statements = stems("piggypulse_adapters/postgres", ending=".sql")
        outside_of_stores = {one for one in statements if one.startswith("migrations/")}

        assert strangers(stores, statements - outside_of_stores) == []

    def test_of_wire_files_are_those_of_their_controllers(self) -> None:
        every = stems("piggypulse_http")
        wires = {one.replace("/wire/", "/") for one in every if "/wire/" in one}

        assert wires
        assert wires - every == set(WIRES_OF_SEVERAL)

    def test_that_stand_alone_are_found(self) -> None:
        assert strangers({"ledger/vendors", "ledger/vendor"}, {"ledger/vendors"}) == [
            "ledger/vendor"
        ]
