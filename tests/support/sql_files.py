"""Every named statement of the stores, found in the files and not by importing anything."""

import re
from dataclasses import dataclass
from pathlib import Path

from piggypulse_adapters.postgres.statements import load

ROOT = Path(__file__).parents[2]
POSTGRES = ROOT / "piggypulse_adapters" / "postgres"
NOT_STATEMENTS = ("schema.sql", "migrations")

_COMMENT = re.compile(r"--[^\n]*")
_TEXT = re.compile(r"'(?:[^']|'')*'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One statement, and the file it stands in."""

    file: str
    name: str
    text: str

    @property
    def bare(self) -> str:
        """Without comments and without what stands in quotes."""
        return _TEXT.sub("''", _COMMENT.sub("", self.text))

    def __str__(self) -> str:
        return f"{self.file}:{self.name}"


def files() -> list[Path]:
    """The .sql files that hold named statements."""
    return sorted(
        file
        for file in POSTGRES.rglob("*.sql")
        if not any(part in NOT_STATEMENTS for part in file.relative_to(POSTGRES).parts)
    )


def statements() -> list[Statement]:
    """All of them."""
    return [
        Statement(file=str(file.relative_to(ROOT)), name=name, text=text.decode())
        for file in files()
        for name, text in load(package=_package(file), file=file.name).items()
    ]


def _package(file: Path) -> str:
    return ".".join(file.parent.relative_to(ROOT).parts)
