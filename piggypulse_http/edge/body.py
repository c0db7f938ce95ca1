"""Bodies decoded strictly: JSON in UTF-8 and nothing else, straight into the handler's type."""

import asyncio
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar
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

Item = TypeVar("Item")


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
        # The decoder skips what nobody reads without looking whether it is UTF-8.
        return _decoder(target).decode(body.decode())
    except msgspec.ValidationError as error:
        raise InvalidInput(faults=[located(str(error))]) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise MalformedBody from None


def decoded_items(items: Iterable[msgspec.Raw], *, kind: type[Item]) -> list[Item | InvalidInput]:
    """Each item of a list by itself: a value, or what is wrong with it; raises MalformedBody."""
    decoder = msgspec.json.Decoder(kind, strict=True)
    found: list[Item | InvalidInput] = []
    for item in items:
        try:
            found.append(decoder.decode(item))
        except msgspec.ValidationError as error:
            found.append(InvalidInput(faults=[located(str(error))]))
        except (msgspec.DecodeError, RecursionError):
            raise MalformedBody from None
    return found


def located(complaint: str) -> Fault:
    """`Expected int - at $.layout[3]` as a fault of `/layout/3`; a lone member by its name."""
    text, _, path = complaint.partition(" - at `$")
    inner = path.rstrip("`").replace("[", ".").replace("]", "").split(".")
    parts = list(filter(None, inner))
    if "missing required field" in text:
        parts.append(text.rsplit("`", 2)[-2])
    field = parts[0] if len(parts) == 1 else "".join(f"/{part}" for part in parts)
    return fault_of(field=field, complaint=text)
