"""Query strings looked at before anything is made of them: readable, and nothing said twice."""

import re
from collections.abc import Collection
from functools import cache
from urllib.parse import parse_qsl

from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.kernel.refusal import Fault, InvalidInput
from piggypulse_core.kernel.text import is_storable

PARAMETERS_MAX = 400
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")


class CheckParameters(ASGIMiddleware):
    """Refuses repeated parameters (but for those a handler's opt lists as `repeatable`) and NUL."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope["query_string"]:
            handler = scope["route_handler"]
            check_query(
                query=scope["query_string"],
                repeatable=handler.opt.get("repeatable", ()),
                whole_numbers=_whole_numbers(handler),
            )
        await next_app(scope, receive, send)


@cache
def _whole_numbers(handler: BaseRouteHandler) -> frozenset[str]:
    """The handler's integer parameters; the framework would take 1.0 for 1."""
    parameters = handler.parsed_fn_signature.parameters.items()
    return frozenset(name for name, field in parameters if field.annotation is int)


def check_query(
    *, query: bytes, repeatable: Collection[str], whole_numbers: Collection[str] = ()
) -> None:
    """Raise InvalidInput for what cannot be read, is said twice or is no whole number."""
    try:
        pairs = parse_qsl(
            query.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=PARAMETERS_MAX,
        )
    except ValueError:
        raise InvalidInput from None
    seen: set[str] = set()
    faults: list[Fault] = []
    for name, value in pairs:
        if not is_storable(text=name + value):
            faults.append(_fault(name, "Holds characters that cannot be kept."))
        elif name in whole_numbers and not _WHOLE_NUMBER.fullmatch(value):
            faults.append(Fault(field=name, code="wrong_type", message="Must be a whole number."))
        elif name in seen and name not in repeatable:
            faults.append(_fault(name, "May be given once."))
        seen.add(name)
    if faults:
        raise InvalidInput(faults=faults)


def _fault(name: str, message: str) -> Fault:
    return Fault(field=name if is_storable(text=name) else "", code="bad_format", message=message)
