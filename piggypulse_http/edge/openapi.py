"""The served OpenAPI document: the framework's outline, completed with what it cannot know."""

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.routes import BaseRoute, HTTPRoute
from litestar.typing import FieldDefinition
from msgspec.inspect import is_struct_type

from piggypulse_core.identity.model.throttle import TooManyAttempts
from piggypulse_core.kernel.refusal import (
    InvalidInput,
    Refusal,
    Throttled,
    Unauthenticated,
    Unavailable,
)
from piggypulse_core.retries.model.kept_answer import KeyInUse, KeyReused
from piggypulse_http.edge.authentication import PUBLIC
from piggypulse_http.edge.cross_site import CrossSiteRefused
from piggypulse_http.edge.hosts import HostNotAllowed
from piggypulse_http.edge.idempotency import KEY_PARAMETER, REPLAYED, REPLAYED_HEADER, takes_key
from piggypulse_http.edge.introduction import security_schemes
from piggypulse_http.edge.limits import UNLIMITED
from piggypulse_http.edge.methods import FETCHED_ONLY
from piggypulse_http.edge.problem import Problem
from piggypulse_http.edge.problems import (
    PROBLEM_MEDIA_TYPE,
    STATUS_OF_KIND,
    MalformedBody,
    UnsupportedMediaType,
)
from piggypulse_http.edge.uploads import UPLOADED

Document = dict[str, Any]

WITHOUT_DATABASE = "without_database"
"""The opt key of operations that share no refusal of the database's with the others."""

_REF_TEMPLATE = "#/components/schemas/{name}"
_METHODS = ("get", "post", "put", "patch", "delete")
_COMMON: Mapping[int, Mapping[str, str]] = {
    400: {
        InvalidInput.code: InvalidInput.message(),
        HostNotAllowed.code: HostNotAllowed.message(),
    },
    401: {"not_authenticated": "Nobody is signed in."},
    429: {TooManyAttempts.code: TooManyAttempts.message()},
    503: {"unavailable": "The database cannot be reached.", "busy": "Too much at once."},
}
_ACTING: Mapping[int, Mapping[str, str]] = {
    403: {CrossSiteRefused.code: CrossSiteRefused.message()},
}
_WRITING: Mapping[int, Mapping[str, str]] = {
    415: {UnsupportedMediaType.code: UnsupportedMediaType.message()},
}
_KEYED: Mapping[int, Mapping[str, str]] = {
    409: {KeyReused.code: KeyReused.message(), KeyInUse.code: KeyInUse.message()},
}
_ANSWERED: Mapping[int, str] = {
    200: "What was asked for.",
    201: "Made; the body is what was made.",
    204: "Done; the body is empty.",
}
_WITH_BODY: Mapping[int, Mapping[str, str]] = {
    400: {"malformed_body": MalformedBody.message()},
    408: {"request_timeout": "The body did not arrive in time."},
}


def refusals(*classes: type[Refusal]) -> dict[int, ResponseSpec]:
    """The refusals an operation declares, as responses by status; codes stand in backquotes."""
    texts: dict[int, dict[str, str]] = {}
    for one in classes:
        status = STATUS_OF_KIND[one.kind]
        texts.setdefault(status, {})[one.code] = one.message()
    return {
        status: ResponseSpec(
            data_container=Problem,
            description=_described(codes),
            media_type=PROBLEM_MEDIA_TYPE,
            generate_examples=False,
        )
        for status, codes in texts.items()
    }


def _described(codes: Mapping[str, str]) -> str:
    return "\n".join(f"`{code}`: {text}" for code, text in sorted(codes.items()))


def _codes_in(description: str) -> dict[str, str]:
    return dict(re.findall(r"^`([a-z0-9_]+)`: (.*)$", description, re.MULTILINE))


def document_of(app: Litestar) -> Document:
    """The whole document, with schemas that are exactly what the decoder enforces."""
    document: Document = app.openapi_schema.to_schema()
    document["components"]["schemas"] = _schemas(app, document)
    for path, method, operation in _operations(document):
        handler = _handler_of(app, path, method)
        if UPLOADED in handler.opt:
            operation["requestBody"] = _upload_body(handler.opt[UPLOADED])
        _complete(operation, method=method, handler=handler)
        if handler.parsed_data_field is not None and handler.parsed_data_field.has_default:
            operation["requestBody"]["required"] = False
    document["components"]["securitySchemes"] = security_schemes(app.state["cookie_name"])
    return _without_empty(document)


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if method in item:
                yield path, method, item[method]


def _handler_of(app: Litestar, path: str, method: str) -> HTTPRouteHandler:
    for route in app.routes:
        if isinstance(route, HTTPRoute) and _shape(route.path_format) == _shape(path):
            for handler in route.route_handlers:
                if method.upper() in handler.http_methods:
                    return handler
    raise LookupError(path)


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path)


def _schemas(app: Litestar, document: Document) -> Document:
    """The decoder's own schemas of every struct the handlers take and give."""
    wanted = [field for route in app.routes for field in _annotations(route)]
    _, components = msgspec.json.schema_components([*wanted, Problem], ref_template=_REF_TEMPLATE)
    framework: Document = document["components"].get("schemas", {})
    return dict(sorted({**framework, **components}.items()))


def _annotations(route: BaseRoute) -> Iterator[Any]:
    for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
        if handler.parsed_data_field is not None:
            yield handler.parsed_data_field.annotation
        if UPLOADED in handler.opt:
            yield handler.opt[UPLOADED]
        yield from _structs(handler.parsed_return_field)


def _structs(field: FieldDefinition) -> Iterator[Any]:
    """The structs of an answer, also inside a response, a list or a choice of several."""
    if is_struct_type(field.annotation):
        yield field.annotation
    for inner in field.inner_types:
        yield from _structs(inner)


def _complete(operation: Document, *, method: str, handler: HTTPRouteHandler) -> None:
    """Add the refusals every operation shares, who may call, and what it is called in words."""
    opt = handler.opt
    operation["summary"] = handler.summary or _words(operation["operationId"])
    public = bool(opt.get(PUBLIC))
    unshared = {STATUS_OF_KIND[Unauthenticated.kind]} if public else set()
    unshared |= {STATUS_OF_KIND[Unavailable.kind]} if opt.get(WITHOUT_DATABASE) else set()
    unshared |= {STATUS_OF_KIND[Throttled.kind]} if opt.get(UNLIMITED) else set()
    declared: dict[int, dict[str, str]] = {
        int(status): _codes_in(response.get("description", ""))
        for status, response in operation["responses"].items()
        if int(status) >= HTTPStatus.BAD_REQUEST
    }
    for table in _shared(operation, method=method, handler=handler):
        for status, codes in table.items():
            if status not in unshared:
                declared.setdefault(status, {}).update(codes)
    for status, codes in sorted(declared.items()):
        operation["responses"][str(status)] = _problem_response(codes)
    _complete_answer(operation, handler=handler)
    operation["security"] = [] if public else [{"sessionCookie": []}, {"bearer": []}]


def _complete_answer(operation: Document, *, handler: HTTPRouteHandler) -> None:
    """Say what an answer is where the framework only says what its status is, and if it is kept."""
    answer = operation["responses"][str(handler.status_code)]
    if answer["description"] == HTTPStatus(handler.status_code).description:
        answer["description"] = _ANSWERED[handler.status_code]
    if takes_key(handler):
        operation["parameters"] = [*operation.get("parameters", []), KEY_PARAMETER]
        answer["headers"] = {REPLAYED_HEADER: REPLAYED}


def _words(name: str) -> str:
    """A name in camel case as a sentence begins."""
    return re.sub("[A-Z]", lambda letter: f" {letter[0].lower()}", name).capitalize()


def _shared(
    operation: Document, *, method: str, handler: HTTPRouteHandler
) -> Iterator[Mapping[int, Mapping[str, str]]]:
    """What operations of one kind refuse alike."""
    yield _COMMON
    if method != "get" or handler.opt.get(FETCHED_ONLY):
        yield _ACTING
    if method != "get":
        yield _WRITING
    if takes_key(handler):
        yield _KEYED
    if "requestBody" in operation:
        yield _WITH_BODY
        yield _too_large(handler.resolve_request_max_body_size())


def _too_large(most: int | None) -> Mapping[int, Mapping[str, str]]:
    mebibytes = (most or 0) // 1024**2
    return {413: {"body_too_large": f"The body is larger than {mebibytes} MiB."}}


def _upload_body(described_by: type) -> Document:
    schema = {"$ref": _REF_TEMPLATE.format(name=described_by.__name__)}
    return {"content": {"application/json": {"schema": schema}}, "required": True}


def _problem_response(codes: Mapping[str, str]) -> Document:
    return {
        "description": _described(codes),
        "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": _REF_TEMPLATE.format(name="Problem")}}},
        "headers": {},
        "x-codes": sorted(codes),
    }


def _without_empty(document: Document) -> Document:
    for _, _, operation in _operations(document):
        for response in operation["responses"].values():
            if not response.get("headers"):
                response.pop("headers", None)
    return document
