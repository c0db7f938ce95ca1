"""The Python files of the repository, read but not imported, for tests about how it is written."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("piggypulse_core", "piggypulse_adapters", "piggypulse_http")


@dataclass(frozen=True)
class Module:
    """One file: where it lies and what it says."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def stem(self) -> str:
        return Path(self.path).stem

    def at(self, node: ast.AST, complaint: str) -> str:
        """A complaint with its place."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}: {complaint}"


def planted(text: str, *, path: str = "planted.py") -> Module:
    """A file that is no file: offenders to try the checks on."""
    return Module(path=path, text=text)


def modules(*folders: str) -> Iterator[Module]:
    """Every Python file below some folders."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield _module(file)


@cache
def _module(file: Path) -> Module:
    """Read and parsed once, however many look at it."""
    return Module(path=str(file.relative_to(ROOT)), text=file.read_text(encoding="utf-8"))


def dotted(node: ast.AST) -> str:
    """`a.b.c` as written; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""
