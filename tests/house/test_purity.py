"""The core knows no clock, chance, environment or fraction; nothing keeps state in a module."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.support.source import PACKAGES, Module, dotted, modules, planted

OUTSIDE_WORLD = frozenset(
    {
        "asyncio",
        "io",
        "locale",
        "logging",
        "os",
        "pathlib",
        "platform",
        "random",
        "secrets",
        "socket",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
    }
)
READS_THE_WORLD = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "input",
        "open",
        "print",
        "uuid.uuid1",
        "uuid.uuid4",
        "uuid1",
        "uuid4",
        "zoneinfo.available_timezones",
    }
)
CHANGEABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
MAKES_CHANGEABLE = frozenset(
    {"list", "dict", "set", "bytearray", "deque", "defaultdict", "Counter", "OrderedDict", "Lock"}
    | {"asyncio.Lock", "asyncio.Semaphore", "threading.Lock", "ThreadPoolExecutor", "ContextVar"}
)
READ_ONLY_TYPES = ("Mapping", "Sequence", "Collection", "Final")

Check = Callable[[Module], Iterator[str]]


def outside_world(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Call) and dotted(node.func) in READS_THE_WORLD:
            yield module.at(node, f"{dotted(node.func)} belongs behind a port")
            continue
        else:
            continue
        for name in names:
            if name.partition(".")[0] in OUTSIDE_WORLD:
                yield module.at(node, f"{name} belongs behind a port")


def fractions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            yield module.at(node, "division must name its rounding")
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield module.at(node, "a fraction")
        if isinstance(node, ast.Call) and dotted(node.func) in ("float", "round"):
            yield module.at(node, f"{dotted(node.func)} makes a fraction of money")


def state(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        if isinstance(node, ast.Assign):
            targets, kind = node.targets, ""
        elif isinstance(node, ast.AnnAssign):
            targets, kind = [node.target], ast.unparse(node.annotation)
        else:
            continue
        names, value = [dotted(target) for target in targets], node.value
        if names == ["__all__"] or kind.startswith(READ_ONLY_TYPES):
            continue
        made = isinstance(value, ast.Call) and dotted(value.func) in MAKES_CHANGEABLE
        if made or isinstance(value, CHANGEABLE):
            yield module.at(node, f"{', '.join(names)} can be changed by whoever imports it")
    for inner in ast.walk(module.tree):
        if isinstance(inner, ast.Global):
            yield module.at(inner, "global")


def hidden_imports(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node).endswith("TYPE_CHECKING"):
            yield module.at(node, "hidden imports are cycles")
        if isinstance(node, ast.ImportFrom) and node.module == "__future__":
            yield module.at(node, "annotations are read at start, as they stand")


CHECKS: tuple[tuple[Check, tuple[str, ...]], ...] = (
    (outside_world, ("piggypulse_core",)),
    (fractions, ("piggypulse_core",)),
    (state, PACKAGES),
    (hidden_imports, PACKAGES),
)

OFFENDERS: tuple[tuple[Check, str], ...] = (
    (outside_world, "import os"),
    (outside_world, "from time import monotonic"),
    (outside_world, "import os.path"),
    (outside_world, "from datetime import datetime\ndatetime.now(tz=None)"),
    (outside_world, "import uuid\ndef f():\n    return uuid.uuid4()"),
    (outside_world, "def f(path):\n    return open(path)"),
    (fractions, "def f(a, b):\n    return a / b"),
    (fractions, "RATE = 0.5"),
    (fractions, "def f(a):\n    a /= 2"),
    (fractions, "def f(a):\n    return round(a)"),
    (state, "SEEN = {}"),
    (state, "SEEN: dict[str, int] = {}"),
    (state, "SEEN = [one for one in 'abc']"),
    (state, "import asyncio\nLOCK = asyncio.Lock()"),
    (state, "def f():\n    global SEEN\n    SEEN = 1"),
    (hidden_imports, "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os"),
    (hidden_imports, "import typing\nif typing.TYPE_CHECKING:\n    import os"),
    (hidden_imports, "from __future__ import annotations"),
)


@pytest.mark.parametrize(("check", "folders"), CHECKS)
def test_the_packages_keep(check: Check, folders: tuple[str, ...]) -> None:
    assert [complaint for module in modules(*folders) for complaint in check(module)] == []


@pytest.mark.parametrize(("check", "text"), OFFENDERS)
def test_an_offender_is_found(check: Check, text: str) -> None:
    assert list(check(planted(text)))


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (outside_world, "def f(self):\n    return self.clock.now()"),
        (outside_world, "from piggypulse_core.kernel.dates import today\ntoday(zone='UTC')"),
        (fractions, "def f(a, b):\n    return a // b"),
        (state, "NAMES = ('a', 'b')\n__all__ = ['NAMES']"),
        (state, "from collections.abc import Mapping\nTEXTS: Mapping[str, str] = {'a': 'b'}"),
    ],
)
def test_good_manners_pass(check: Check, text: str) -> None:
    assert list(check(planted(text))) == []
