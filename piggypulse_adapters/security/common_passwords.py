"""The passwords everybody tries first, out of the list that ships beside this file."""

from dataclasses import dataclass, field
from importlib.resources import files

from piggypulse_core.identity.ports import CommonPasswords

FILE = "common_passwords.txt"


def bundled() -> frozenset[str]:
    """Every entry of the list, without case; one per line."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return frozenset(line.casefold() for line in text.splitlines())


@dataclass(frozen=True, slots=True)
class BundledCommonPasswords(CommonPasswords):
    """Knows the list by heart."""

    entries: frozenset[str] = field(default_factory=bundled, repr=False)

    def includes(self, *, password: str) -> bool:
        return password.casefold() in self.entries
