"""Editing a row: what stays because a request leaves it out, and what stays in any case."""

from collections.abc import Iterable
from enum import Enum
from typing import Final, TypeVar

from piggypulse_core.kernel.refusal import Fault, Invalid

Value = TypeVar("Value")


class Kept(Enum):
    """The mark of a member that a request leaves out, so that its value stays."""

    KEPT = "kept"


KEPT: Final = Kept.KEPT


class ImmutableField(Invalid):
    """The request changes something that stays as it was made; see errors."""

    code = "immutable_field"


def chosen(*, given: Value | Kept, known: Value) -> Value:
    """The value given, which may be none; the known one where a request leaves it out."""
    return known if isinstance(given, Kept) else given


def check_unchanged(*, fields: Iterable[tuple[str, object, object]]) -> None:
    """Raise ImmutableField naming every field whose value given is not the one known."""
    changed = [field for field, given, known in fields if given != known]
    if changed:
        raise ImmutableField(
            faults=[
                Fault(field=field, code=ImmutableField.code, message="Stays as it was made.")
                for field in changed
            ]
        )
