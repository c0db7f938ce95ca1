"""What is found wrong with an archive: counted whole, told as far as one answer can take."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from piggypulse_core.kernel.refusal import Conflict, Fault, Invalid, InvalidInput, Refusal

FAULTS_TOLD_MAX = 100
"""How many faults one answer names; the others are only counted."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})


class ItemConflict(Conflict):
    """A row of the archive has the id of another row with other content; see errors."""

    code = "item_conflict"


class TooManyRows(Invalid):
    """An archive takes 250,000 transactions and 10,000 rows of any other kind."""

    code = "too_many_items"


@dataclass(slots=True)
class Findings:
    """Faults by JSON pointer (RFC 6901). What makes no sense is refused before what clashes.

    `names` are those that what is brought has for members of forms, whatever kind of row.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    clashes: list[Fault] = field(default_factory=list)
    first_clash: type[Refusal] | None = None
    count: int = 0

    def note(
        self, refusal: Refusal, *, at: str, member: str = "", names: Mapping[str, str] = NO_NAMES
    ) -> None:
        """What a rule says against a row; `names` are those an archive has for a form's members.

        A refusal that names no member is about `member`, or about the whole row.
        """
        said = refusal.faults or (
            Fault(field=member, code=refusal.code, message=refusal.message()),
        )
        for fault in said:
            self.add(type(refusal), fault, at=at, names=names)

    def add(
        self,
        refusal: type[Refusal],
        fault: Fault,
        *,
        at: str,
        names: Mapping[str, str] = NO_NAMES,
    ) -> None:
        """One fault of the row at a pointer, and the kind of refusal it is."""
        self.count += 1
        clashes = issubclass(refusal, Conflict)
        if clashes and self.first_clash is None:
            self.first_clash = refusal
        told = self.clashes if clashes else self.faults
        if len(told) < FAULTS_TOLD_MAX:
            inner = names.get(fault.field, fault.field)
            inner = self.names.get(inner, inner)
            separator = "" if inner.startswith("/") or not inner else "/"
            told.append(replace(fault, field=f"{at}{separator}{inner}"))

    def settle(self) -> None:
        """Raise InvalidInput if anything makes no sense, else the first clash, naming them all."""
        told = [*self.faults, *self.clashes][:FAULTS_TOLD_MAX]
        members = {"errorCount": self.count}
        if self.faults:
            raise InvalidInput(faults=told, members=members)
        if self.first_clash is not None:
            raise self.first_clash(faults=told, members=members)
