"""Refusals: the kinds of no, their stable codes and the faults they name; never a status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with one member of a request.

    `field` is the member's name, or a JSON pointer (RFC 6901) inside arrays and nested objects.
    """

    field: str
    code: str
    message: str


class Refusal(Exception):
    """A rule said no. Subclasses name the condition; their docstring is what clients read."""

    kind: ClassVar[str] = ""
    code: ClassVar[str] = ""

    def __init__(
        self, *, faults: Sequence[Fault] = (), members: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(self.message())
        self.faults = tuple(faults)
        self.members = dict(members or {})

    def __init_subclass__(cls, *, kind: str | None = None, **rest: object) -> None:
        super().__init_subclass__(**rest)
        if kind is not None:
            cls.kind = kind
            return
        if not cls.__dict__.get("__doc__") or not cls.__dict__.get("code"):
            complaint = f"{cls.__qualname__} needs a docstring and a code of its own"
            raise TypeError(complaint)

    @classmethod
    def message(cls) -> str:
        """The sentence a client reads: the class's docstring on one line."""
        return " ".join(cleandoc(cls.__doc__ or "").split())


class Invalid(Refusal, kind="invalid"):
    """The request makes no sense as it stands."""


class Unauthenticated(Refusal, kind="unauthenticated"):
    """Nobody is signed in, or the proof offered is wrong."""


class Forbidden(Refusal, kind="forbidden"):
    """The request may not be made this way."""


class NotFound(Refusal, kind="not_found"):
    """There is no such thing for this person; somebody else's counts as none."""


class Conflict(Refusal, kind="conflict"):
    """The request contradicts the present state."""


class TooLarge(Refusal, kind="too_large"):
    """The request is bigger than we take."""


class Locked(Refusal, kind="locked"):
    """The thing is locked for a while."""


class Throttled(Refusal, kind="throttled"):
    """Too much, too fast."""


class Unavailable(Refusal, kind="unavailable"):
    """We cannot answer at the moment; trying again later may help."""


class InvalidInput(Invalid):
    """The request has members that cannot be accepted; see errors."""

    code = "invalid_input"


class ReferenceNotFound(NotFound):
    """The request refers to something that does not exist; see errors."""

    code = "reference_not_found"


class Collided(Unavailable):
    """Too many changes met each other. Please try again."""

    code = "busy"


@dataclass(slots=True)
class Faults:
    """Collects what is wrong with a request, so that one answer can name all of it."""

    found: list[Fault] = field(default_factory=list)

    def add(self, *, field: str, code: str, message: str) -> None:
        self.found.append(Fault(field=field, code=code, message=message))

    def settle(self) -> None:
        """Raise InvalidInput if anything was found."""
        if self.found:
            raise InvalidInput(faults=self.found)


def invalid(*, field: str, code: str, message: str) -> InvalidInput:
    """An InvalidInput about a single member."""
    return InvalidInput(faults=[Fault(field=field, code=code, message=message)])


def missing_reference(*, field: str) -> ReferenceNotFound:
    """A ReferenceNotFound that names the member holding the unknown id."""
    return ReferenceNotFound(
        faults=[Fault(field=field, code="reference_not_found", message="No such row of yours.")]
    )
