"""Refusals and errors as problem documents (RFC 9457); the only place that knows statuses."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import msgspec
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from piggypulse_core.kernel.refusal import Fault, Invalid, InvalidInput, Refusal
from piggypulse_http.edge.methods import allowed_methods
from piggypulse_http.edge.request_id import request_id_of

PROBLEM_MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 2

REFUSED = "piggypulse_refused"
"""Where the scope's state keeps the code of what was refused."""

STATUS_OF_KIND = MappingProxyType(
    {
        "invalid": HTTPStatus.BAD_REQUEST,
        "unauthenticated": HTTPStatus.UNAUTHORIZED,
        "forbidden": HTTPStatus.FORBIDDEN,
        "not_found": HTTPStatus.NOT_FOUND,
        "conflict": HTTPStatus.CONFLICT,
        "request_timeout": HTTPStatus.REQUEST_TIMEOUT,
        "too_large": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "wrong_media_type": HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        "locked": HTTPStatus.LOCKED,
        "throttled": HTTPStatus.TOO_MANY_REQUESTS,
        "unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    }
)

CODE_OF_STATUS = MappingProxyType(
    {
        400: ("invalid_input", "The request cannot be understood."),
        401: ("not_authenticated", "Sign in first."),
        404: ("not_found", "There is nothing at this address."),
        405: ("method_not_allowed", "This address does not take this method; see Allow."),
        413: ("body_too_large", "The body is larger than this address takes."),
        415: ("unsupported_media_type", "The body must be application/json."),
    }
)


class MalformedBody(Invalid):
    """The body is not JSON in UTF-8."""

    code = "malformed_body"


class WrongMediaType(Refusal, kind="wrong_media_type"):
    """The body must be application/json."""


class UnsupportedMediaType(WrongMediaType):
    """The body must be application/json."""

    code = "unsupported_media_type"


class SlowRequest(Refusal, kind="request_timeout"):
    """The body did not arrive in time."""


class RequestTimedOut(SlowRequest):
    """The body did not arrive in time."""

    code = "request_timeout"


def problem(
    *,
    request: Request[Any, Any, Any],
    status: int,
    code: str,
    detail: str,
    faults: Sequence[Fault] = (),
    members: Mapping[str, object] = MappingProxyType({}),
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Response[bytes]:
    """A response that is never empty, whatever layer refused."""
    mark = request_id_of(scope=request.scope)
    content: dict[str, object] = {
        "type": f"urn:piggypulse:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "message": detail,
        "requestId": mark,
        "request_id": mark,
        **members,
    }
    if faults:
        content["errors"] = faults
    return Response(
        msgspec.json.encode(content),
        status_code=status,
        media_type=PROBLEM_MEDIA_TYPE,
        headers=dict(headers),
    )


def refused(request: Request[Any, Any, Any], refusal: Refusal) -> Response[bytes]:
    """A rule said no: its kind gives the status, its class the code and the text."""
    status = STATUS_OF_KIND[refusal.kind]
    request.scope["state"][REFUSED] = refusal.code
    headers: dict[str, str] = {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="piggypulse"'
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if "retry_after_seconds" in refusal.members:
        headers["Retry-After"] = str(refusal.members["retry_after_seconds"])
    return problem(
        request=request,
        status=status,
        code=refusal.code,
        detail=refusal.message(),
        faults=refusal.faults,
        members=refusal.members,
        headers=headers,
    )


def misused(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """The framework said no before any rule was asked."""
    if isinstance(error, ValidationException):
        faults = _parameter_faults(error, names=_wire_names(request))
        missing_body = any(fault.field == "data" for fault in faults)
        return refused(request, MalformedBody() if missing_body else InvalidInput(faults=faults))
    if error.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return failed(request, error)
    code, detail = CODE_OF_STATUS.get(error.status_code, CODE_OF_STATUS[400])
    status = error.status_code if error.status_code in CODE_OF_STATUS else 400
    headers = {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(allowed_methods(app=request.app, path=request.scope["path"]))
    return problem(request=request, status=status, code=code, detail=detail, headers=headers)


def failed(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A bug: a constant text for the client, the error's type and place for us."""
    file, line = place_of(error)
    structlog.get_logger().error(
        "bug",
        error=type(error).__name__,
        sqlstate=getattr(error, "sqlstate", None),
        file=file,
        line=line,
        request_id=request_id_of(scope=request.scope),
    )
    return problem(
        request=request,
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        code="internal_error",
        detail="Something went wrong on our side. It has been written down.",
    )


def place_of(error: Exception, /) -> tuple[str | None, int | None]:
    """File and line an error was raised at; its text may quote values and is never logged."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return None, None
    return place.tb_frame.f_code.co_filename, place.tb_lineno


_FAULT_CODES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"missing required (field|query|header|path)", re.IGNORECASE), "required"),
    (re.compile(r"of length >="), "too_short"),
    (re.compile(r"of length <="), "too_long"),
    (re.compile(r"`(int|float)` [<>]=?|out of range"), "out_of_range"),
    (re.compile(r"Invalid enum value"), "unknown_value"),
    (re.compile(r"Invalid (UUID|RFC3339)|matching regex"), "bad_format"),
)

_FAULT_TEXTS = MappingProxyType(
    {
        "required": "This member is required.",
        "too_short": "This is too short.",
        "too_long": "This is too long.",
        "out_of_range": "This number lies outside its bounds.",
        "unknown_value": "This is none of the values there are.",
        "bad_format": "This does not have the right form.",
        "wrong_type": "This has the wrong type.",
    }
)


def fault_of(*, field: str, complaint: str) -> Fault:
    """A decoder's complaint in our words; the value itself is never repeated."""
    for pattern, code in _FAULT_CODES:
        if pattern.search(complaint):
            return Fault(field=field, code=code, message=_FAULT_TEXTS[code])
    return Fault(field=field, code="wrong_type", message=_FAULT_TEXTS["wrong_type"])


def _wire_names(request: Request[Any, Any, Any]) -> Mapping[str, str]:
    """What clients call the handler's parameters that have another name in our code."""
    parameters = request.route_handler.parsed_fn_signature.parameters.items()
    named = ((name, getattr(field.kwarg_definition, "name", None)) for name, field in parameters)
    return {name: wire for name, wire in named if wire}


def _parameter_faults(error: ValidationException, *, names: Mapping[str, str]) -> Sequence[Fault]:
    extra = error.extra if isinstance(error.extra, list) else []
    found = [
        fault_of(
            field=names.get(entry.get("key", ""), str(entry.get("key", ""))),
            complaint=str(entry.get("message", "")),
        )
        for entry in extra
        if isinstance(entry, dict)
    ]
    missing = re.search(r"Missing required \w+ parameter '(?P<name>\w+)'", error.detail)
    if missing:
        found.append(fault_of(field=missing["name"], complaint="missing required query"))
    return found
