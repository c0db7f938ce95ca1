"""Query strings looked at before anything is made of them: readable, and nothing said twice."""

from collections.abc import Collection
from urllib.parse import parse_qsl

from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from piggypulse_core.kernel.refusal import Fault, InvalidInput
from piggypulse_core.kernel.text import is_storable

PARAMETERS_MAX = 400


class CheckParameters(ASGIMiddleware):
    """Refuses repeated parameters (but for those a handler's opt lists as `repeatable`) and NUL."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope["query_string"]:
            check_query(
                query=scope["query_string"],
                repeatable=scope["route_handler"].opt.get("repeatable", ()),
            )
        await next_app(scope, receive, send)


def check_query(*, query: bytes, repeatable: Collection[str]) -> None:
    """Raise InvalidInput for what cannot be read or is said twice."""
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
        elif name in seen and name not in repeatable:
            faults.append(_fault(name, "May be given once."))
        seen.add(name)
    if faults:
        raise InvalidInput(faults=faults)


def _fault(name: str, message: str) -> Fault:
    return Fault(field=name if is_storable(text=name) else "", code="bad_format", message=message)
