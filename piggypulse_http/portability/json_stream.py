"""JSON read as a stream: one object, row by row, with nothing in it that cannot be kept."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType
from typing import IO, TypeAlias

import ijson

from piggypulse_core.kernel.refusal import Fault, InvalidInput, invalid
from piggypulse_core.portability.model.findings import TooManyRows
from piggypulse_http.edge.problems import MalformedBody

DEPTH_MAX = 16
"""How deep rows are nested at most; ours are three deep, and nobody reads what is deeper."""

PARTS_MAX = 1_000_000
"""Members and elements of one row: as many as it can have of what was said of transactions."""

NAME_TOLD_MAX = 100

_ESCAPED = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>\\u[dD][89a-fA-F])|\\.",
    re.DOTALL,
)
"""Escapes one after the other: pairs of surrogates, halves of such pairs, all others."""

_PAIR_BYTES = len(rb"\ud83d\ude00")

_STEPS = MappingProxyType({"start_map": 1, "start_array": 1, "end_map": -1, "end_array": -1})

NO_JSON = (ijson.JSONError, ValueError, SystemError, MalformedBody)
"""The parser's own complaint; text that is no UTF-8; and a number of more digits than Python
reads, which comes out of the parser's C code as an error of the interpreter."""

Event: TypeAlias = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the object, or an element of a member that is a list of rows."""

    name: str
    place: int | None
    value: object


@dataclass(slots=True)
class Watched:
    """A file that ends before the first half of a surrogate pair, which the parser would mend."""

    file: IO[bytes]
    is_torn: bool = False
    _rest: bytes = b""

    def read(self, size: int) -> bytes:
        """Some more bytes; raises MalformedBody where a lone surrogate stands."""
        if self.is_torn:
            raise MalformedBody
        chunk = self.file.read(size)
        looked_at = self._rest + chunk
        whole = len(looked_at) - _PAIR_BYTES if chunk else len(looked_at)
        rest_from = max(whole, 0)
        for match in _ESCAPED.finditer(looked_at):
            if match.start() > whole:
                # More bytes are needed to tell what it is.
                rest_from = match.start()
                break
            if match["lone"] is not None:
                self.is_torn = True
                return chunk[: max(match.start() - len(self._rest), 0)] or self.read(size)
            rest_from = max(rest_from, match.end())
        self._rest = looked_at[rest_from:]
        return chunk


@dataclass(slots=True)
class JsonStream:
    """The members of an object in the order they come in; `lists` are given row by row.

    Raises MalformedBody for what is no JSON, InvalidInput for what is no object or says a member
    twice, and TooManyRows beyond what a list takes; all of them name the place.
    """

    file: IO[bytes]
    lists: Mapping[str, int]
    _at: str = field(default="", init=False)

    def __iter__(self) -> Iterator[Part]:
        try:
            yield from self._parts(ijson.basic_parse(Watched(file=self.file)))
        except NO_JSON:
            fault = Fault(field=self._at, code="bad_format", message="Is no JSON from here on.")
            raise MalformedBody(faults=[fault] if self._at else []) from None

    def _parts(self, events: Iterator[Event]) -> Iterator[Part]:
        kind, _ = next(events)
        if kind != "start_map":
            raise invalid(field="", code="wrong_type", message="Must be an object.")
        seen = set[str]()
        for kind, key in events:
            if kind == "end_map":
                break
            name = str(key)
            self._at = _pointer(name)
            if name in seen:
                raise _said_twice(self._at)
            seen.add(name)
            yield from self._member(name, events)
        # Whatever follows is looked at as well.
        next(events, None)

    def _member(self, name: str, events: Iterator[Event]) -> Iterator[Part]:
        at, most = self._at, self.lists.get(name)
        kind, value = next(events)
        if kind != "start_array" or most is None:
            yield Part(name, None, self._value(kind, value, events))
            return
        for place in count():
            kind, value = next(events)
            if kind == "end_array":
                return
            if place == most:
                fault = Fault(field=at, code=TooManyRows.code, message=f"Takes {most} rows.")
                raise TooManyRows(faults=[fault])
            self._at = f"{at}/{place}"
            yield Part(name, place, self._value(kind, value, events))

    def _value(self, kind: str, value: object, events: Iterator[Event]) -> object:
        """A whole value, put together without recursion."""
        if kind not in ("start_map", "start_array"):
            return value
        whole = _Whole(at=self._at)
        whole.open(kind)
        for parts, (inner, said) in enumerate(events):
            if parts > PARTS_MAX:
                raise TooManyRows(
                    faults=[Fault(field=self._at, code=TooManyRows.code, message="Is too large.")]
                )
            if inner == "map_key":
                whole.name(str(said))
            elif inner in ("start_map", "start_array"):
                whole.open(inner)
            elif inner not in ("end_map", "end_array"):
                whole.put(said)
            elif whole.close():
                break
        return whole.value


def has_member(*, file: IO[bytes], name: str) -> bool:
    """Whether an object has a member; what is no JSON has none. Reads no further than needed."""
    depth = 0
    with suppress(*NO_JSON):
        for kind, value in ijson.basic_parse(file):
            depth += _STEPS.get(kind, 0)
            if depth == 1 and kind == "map_key" and value == name:
                return True
    return False


@dataclass(slots=True)
class _Whole:
    """A value while it is put together: what is open, and under which name the next part goes."""

    at: str
    value: object = None
    _open: list[dict[str, object] | list[object]] = field(default_factory=list)
    _name: str = ""

    def name(self, name: str) -> None:
        if name in self._open[-1]:
            raise _said_twice(self.at + _pointer(name))
        self._name = name

    def open(self, kind: str) -> None:
        if len(self._open) == DEPTH_MAX:
            raise invalid(field=self.at, code="wrong_type", message="Is nested too deeply.")
        inside: dict[str, object] | list[object] = {} if kind == "start_map" else []
        if self._open:
            self.put(inside)
        else:
            self.value = inside
        self._open.append(inside)

    def put(self, value: object) -> None:
        inside = self._open[-1]
        if isinstance(inside, dict):
            inside[self._name] = value
        else:
            inside.append(value)

    def close(self) -> bool:
        """Whether nothing is open any more."""
        self._open.pop()
        return not self._open


def _pointer(name: str) -> str:
    """A member's name in a JSON pointer (RFC 6901)."""
    return "/" + name[:NAME_TOLD_MAX].replace("~", "~0").replace("/", "~1")


def _said_twice(at: str) -> InvalidInput:
    return invalid(field=at, code="not_allowed_here", message="Is there already.")
