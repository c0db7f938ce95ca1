"""Named SQL statements out of the .sql files that lie beside their stores."""

import re
from importlib.resources import files
from types import MappingProxyType

_HEADER = re.compile(r"^-- name: (?P<name>[a-z0-9_]+)$", re.MULTILINE)


def load(*, package: str, file: str) -> MappingProxyType[str, bytes]:
    """The statements of one file by name, as bytes: nothing can quietly assemble them further."""
    text = files(package).joinpath(file).read_text(encoding="utf-8")
    parts = _HEADER.split(text)
    assert not parts[0].strip(), f"{file}: text before the first '-- name:' header"
    names, bodies = parts[1::2], parts[2::2]
    assert len(set(names)) == len(names), f"{file}: a name is given twice"
    return MappingProxyType(
        {name: body.strip().rstrip(";").encode() for name, body in zip(names, bodies, strict=True)}
    )
