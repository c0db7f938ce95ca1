"""Bodies decoded strictly: JSON in UTF-8 and nothing else, straight into the handler's type."""

import asyncio
from collections.abc import Sequence
from functools import cache
from typing import Any, get_args, get_origin
from uuid import UUID

import msgspec
from litestar import Request
from litestar.datastructures import State

from piggypulse_core.identity.model.session import Principal
from piggypulse_core.kernel.refusal import Fault, InvalidInput
from piggypulse_http.edge.problems import (
    MalformedBody,
    RequestTimedOut,
    UnsupportedMediaType,
    fault_of,
)

BODY_TIMEOUT_SECONDS = 30
BODY_BYTES_MAX = 1024 * 1024
ITEMS_JUDGED_MAX = 1000
"""Of so many items of a list each is judged by itself; no operation takes more."""


class StrictRequest(Request[Principal, UUID, State]):
    """A request whose body is decoded with msgspec, without coercion of any kind."""

    async def body(self) -> bytes:
        try:
            async with asyncio.timeout(BODY_TIMEOUT_SECONDS):
                return await super().body()
        except TimeoutError:
            raise RequestTimedOut from None

    async def json(self) -> Any:  # noqa: ANN401 - the framework's signature
        check_media_type(content_type=self.headers.get("content-type", ""))
        field = self.route_handler.parsed_data_field
        target = Any if field is None else field.annotation
        return decoded(body=await self.body(), target=target)


SignedIn = StrictRequest


def check_media_type(*, content_type: str) -> None:
    """Only application/json, with no parameter but charset=utf-8 (RFC 8259)."""
    media_type, _, parameters = content_type.partition(";")
    charset = parameters.replace(" ", "").replace('"', "").lower()
    if media_type.strip().lower() != "application/json" or charset not in ("", "charset=utf-8"):
        raise UnsupportedMediaType


@cache
def _decoder(target: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - any annotation
    return msgspec.json.Decoder(target, strict=True)


def decoded(*, body: bytes, target: Any) -> Any:  # noqa: ANN401 - any annotation
    """The body as a value of the target type; raises MalformedBody or InvalidInput."""
    try:
        return _value(body, target=target)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise MalformedBody from None


def _value(body: bytes, *, target: Any) -> Any:  # noqa: ANN401 - any annotation
    try:
        # The decoder skips what nobody reads without looking whether it is UTF-8.
        return _decoder(target).decode(body.decode())
    except msgspec.ValidationError as error:
        # The search for faults meets what the decoder had not come to: no JSON, endless depth.
        raise InvalidInput(faults=_faults(body, target=target, first=error)) from None


def _faults(
    body: bytes,
    *,
    target: Any,  # noqa: ANN401 - any annotation
    first: msgspec.ValidationError,
) -> Sequence[Fault]:
    """What the decoder stopped at; in a list, what it would stop at in each of the items."""
    if get_origin(target) is not list or not body.lstrip().startswith(b"["):
        return [_located(str(first))]
    (kind,) = get_args(target)
    found: list[Fault] = []
    for index, item in enumerate(_decoder(list[msgspec.Raw]).decode(body)[:ITEMS_JUDGED_MAX]):
        try:
            _decoder(kind).decode(item)
        except msgspec.ValidationError as error:
            found.append(_located(str(error), within=(str(index),)))
    return found or [_located(str(first))]


def _located(complaint: str, *, within: tuple[str, ...] = ()) -> Fault:
    """`Expected int - at $[3].amount` as a fault of `/3/amount`; a lone member by its name."""
    text, _, path = complaint.partition(" - at `$")
    inner = path.rstrip("`").replace("[", ".").replace("]", "").split(".")
    parts = [*within, *filter(None, inner)]
    if "missing required field" in text:
        parts.append(text.rsplit("`", 2)[-2])
    field = parts[0] if len(parts) == 1 and not within else "".join(f"/{part}" for part in parts)
    return fault_of(field=field, complaint=text)
