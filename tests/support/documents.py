"""README and docs as text: their links, their examples, the things they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One document."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    def examples(self) -> dict[str, str]:
        """The fenced blocks that carry a name after their language: those a test executes."""
        found = re.findall(r"^```(\w+) (\w+)\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL)
        return {f"{name}.{language}": body for language, name, body in found}

    def links(self) -> Iterator[str]:
        """Where its links to other files of the repository lead."""
        for target in re.findall(r"\]\(([^)\s]+)\)", self.text):
            if "://" not in target and not target.startswith("#"):
                yield target.partition("#")[0]

    def paths(self) -> Iterator[str]:
        """The files and folders it names in backquotes."""
        tops = r"piggypulse_core|piggypulse_adapters|piggypulse_http|tests|docs|contracts|\.ci"
        for path in re.findall(rf"`((?:{tops})/[^`\s]*)`", self.text):
            if not set(path) & set("*<>{}"):
                yield path

    def commands(self, program: str) -> Iterator[str]:
        """What it says after a program's name, in backquotes or at the beginning of a line."""
        quoted = re.findall(rf"`{program} ([^`\n]+)`", self.text)
        lines = re.findall(rf"^{program} (.+)$", self.text, re.MULTILINE)
        yield from (*quoted, *lines)


def page(name: str) -> Page:
    path = ROOT / name
    return Page(path=path, text=path.read_text(encoding="utf-8"))


def pages() -> list[Page]:
    """README and everything below docs."""
    names = ["README.md", *(str(one.relative_to(ROOT)) for one in (ROOT / "docs").rglob("*.md"))]
    return [page(name) for name in sorted(names)]


def planted(text: str, *, name: str = "docs/planted.md") -> Page:
    """A page that is no file: offenders to try the checks on."""
    return Page(path=ROOT / name, text=text)
