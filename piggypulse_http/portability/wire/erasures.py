"""Starting over and leaving, on the wire."""

from typing import Annotated

from msgspec import Meta, Struct

from piggypulse_core.identity.model.password import PASSWORD_LENGTH_MAX
from piggypulse_http.edge.types import NO_NUL, TEXT_LENGTH_MAX

OwnPassword = Annotated[
    str,
    Meta(
        pattern=NO_NUL,
        max_length=TEXT_LENGTH_MAX,
        description=f"At most {PASSWORD_LENGTH_MAX} code points, compared exactly as they are.",
        extra_json_schema={"format": "password"},
    ),
]


class ResetStructureIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The password of whoever begins anew."""

    password: OwnPassword


class DeleteAccountIn(Struct, frozen=True, kw_only=True, rename="camel"):
    """The password of whoever leaves."""

    password: OwnPassword
