"""Codes in code and in contracts/problems.toml are the same, and so are their kinds."""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages

from piggypulse_core.kernel.refusal import Conflict, Refusal
from piggypulse_http.edge.problems import _FAULT_TEXTS, CODE_OF_STATUS, STATUS_OF_KIND
from piggypulse_http.edge.protocol import _PROBLEMS
from tests.support.contract import Contract
from tests.support.source import PACKAGES, ROOT, Module, modules, planted

WRITTEN = tomllib.loads((ROOT / "contracts/problems.toml").read_text(encoding="utf-8"))
KINDS_OF_THE_EDGE = {
    405: "method_not_allowed",
    431: "headers_too_large",
    500: "bug",
}


def refusals(base: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    """Every refusal there is in the packages."""
    for one in base.__subclasses__():
        if one.code and one.__module__.startswith("piggypulse_"):
            yield one
        yield from refusals(one)


def load_packages() -> None:
    """Import everything, so that every refusal is known."""
    for package in PACKAGES:
        root = import_module(package)
        for info in walk_packages(root.__path__, prefix=f"{package}."):
            if not info.name.endswith("__main__"):
                import_module(info.name)


def kinds_in_code() -> Mapping[str, set[str]]:
    """Every code with the kinds it stands under."""
    load_packages()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in refusals():
        found[one.code].add(one.kind)
    kind_of = {int(status): kind for kind, status in STATUS_OF_KIND.items()} | KINDS_OF_THE_EDGE
    for table in (CODE_OF_STATUS, _PROBLEMS):
        for status, (code, _) in table.items():
            found[code].add(kind_of[int(status)])
    found["internal_error"].add("bug")
    return found


def fault_codes(module: Module) -> Iterator[str]:
    """Each constant that is given as a fault's code."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.keyword) and node.arg == "code":
            value = node.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def test_the_codes_of_problems_are_written_down() -> None:
    written = {code: set(entry["kinds"]) for code, entry in WRITTEN["problems"].items()}

    assert kinds_in_code() == written


def test_the_codes_of_faults_are_written_down() -> None:
    found = {code for module in modules(*PACKAGES) for code in fault_codes(module)}

    assert (found | set(_FAULT_TEXTS)) - {"internal_error"} == set(WRITTEN["faults"])


def test_each_code_says_what_it_means_and_since_when() -> None:
    entries = [*WRITTEN["problems"].values(), *WRITTEN["faults"].values()]

    assert all(entry["meaning"].endswith(".") and entry["since"] for entry in entries)


def test_each_code_the_document_declares_is_written_down(contract: Contract) -> None:
    wrong = [
        f"{operation.id}: {status} {code}"
        for operation in contract.operations.values()
        for status, code in operation.codes()
        if status not in _statuses(code)
    ]

    assert wrong == []


def _statuses(code: str) -> set[int]:
    kinds = WRITTEN["problems"].get(code, {"kinds": []})["kinds"]
    return {int(STATUS_OF_KIND[kind]) for kind in kinds if kind in STATUS_OF_KIND}


def test_a_new_refusal_is_noticed() -> None:
    class MoonFull(Conflict):
        """The moon is full."""

        code = "moon_full"

    MoonFull.__module__ = "piggypulse_core.planted"
    try:
        assert "moon_full" in kinds_in_code()
    finally:
        MoonFull.__module__ = __name__


def test_a_new_fault_is_noticed() -> None:
    assert list(fault_codes(planted("faults.add(field='a', code='too_blue', message='b')"))) == [
        "too_blue"
    ]
