"""The application: controllers under one prefix, with the edge around them."""

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager

import msgspec
from litestar import Litestar, MediaType, Router, get
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import License
from litestar.routes import BaseRoute
from litestar.types import ControllerRouterHandler

from piggypulse_core.kernel.ids import Ids
from piggypulse_core.kernel.refusal import Refusal
from piggypulse_http.edge.authentication import PUBLIC, Authenticate, Identify
from piggypulse_http.edge.body import BODY_BYTES_MAX, StrictRequest
from piggypulse_http.edge.body_size import CheckBodySize
from piggypulse_http.edge.client import TRUSTED_PROXIES, Network
from piggypulse_http.edge.cors import CrossOrigin
from piggypulse_http.edge.cross_site import RefuseCrossSite, Sites
from piggypulse_http.edge.hosts import AllowedHosts
from piggypulse_http.edge.idempotency import AnswerAgain, Once
from piggypulse_http.edge.introduction import INTRODUCTION, TAGS
from piggypulse_http.edge.limits import (
    CountRequests,
    LimitPlaces,
    Limits,
    LimitUsers,
    tell_limits,
)
from piggypulse_http.edge.media_type import CheckMediaType
from piggypulse_http.edge.methods import Methods
from piggypulse_http.edge.openapi import document_of
from piggypulse_http.edge.parameters import CheckParameters
from piggypulse_http.edge.problems import failed, misused, refused
from piggypulse_http.edge.request_id import ReplyHeaders
from piggypulse_http.edge.suspicions import NoteRefused, NoteSuspicions
from piggypulse_http.edge.uploads import TakeUploads

PREFIX = "/api/v1"
VERSION = "1"


class Unserved(Router):
    """Takes no routes: the framework's own pages and its unfinished document stay away."""

    def register(self, value: ControllerRouterHandler) -> list[BaseRoute]:  # noqa: ARG002 - the framework's signature
        return []


_OPENAPI = OpenAPIConfig(
    title="PiggyPulse API",
    version=VERSION,
    description=INTRODUCTION,
    tags=list(TAGS),
    license=License(name="AGPL-3.0-or-later", identifier="AGPL-3.0-or-later"),
    use_handler_docstrings=True,
    openapi_router=Unserved(path=PREFIX, route_handlers=[]),
)


@get("/openapi.json", opt={PUBLIC: True}, include_in_schema=False, media_type=MediaType.JSON)
async def served_document(request: StrictRequest) -> bytes:
    """The OpenAPI document, made once."""
    app: Litestar = request.app
    if "openapi" not in app.state:
        app.state["openapi"] = msgspec.json.encode(document_of(app))
    document: bytes = app.state["openapi"]
    return document


def create_app(
    *,
    controllers: Sequence[ControllerRouterHandler],
    lifespan: Sequence[AbstractAsyncContextManager[None]],
    identify: Identify,
    ids: Ids,
    cookie_name: str,
    strict_transport: bool,
    hosts: Collection[str],
    sites: Sites,
    trusted_proxies: Sequence[Network],
    counts: CountRequests,
    limits: Limits,
    once: Once,
    uploads_at_once: int,
    note_refused: NoteRefused,
) -> Litestar:
    """Put the edge around the controllers."""
    replies = ReplyHeaders(strict_transport=strict_transport)
    cross_origin = CrossOrigin(origins=sites.listed)
    api = Router(
        path=PREFIX,
        route_handlers=[*controllers, served_document],
        request_max_body_size=BODY_BYTES_MAX,
    )
    app = Litestar(
        route_handlers=[api],
        # Not on the router: it is copied deeply, and with it would be a pool that nobody opens.
        middleware=[
            CheckBodySize(),
            NoteSuspicions(note=note_refused, counts=counts),
            RefuseCrossSite(sites=sites),
            LimitPlaces(counts=counts, limits=limits),
            Authenticate(identify=identify, cookie_name=cookie_name),
            LimitUsers(counts=counts, limits=limits),
            CheckMediaType(),
            CheckParameters(),
            TakeUploads(at_once=uploads_at_once),
            AnswerAgain(once=once),
        ],
        request_class=StrictRequest,
        lifespan=list(lifespan),
        exception_handlers={Refusal: refused, HTTPException: misused, Exception: failed},
        before_send=[replies.before_send, cross_origin.before_send, tell_limits],
        openapi_config=_OPENAPI,
        state=State(
            {"cookie_name": cookie_name, "ids": ids, TRUSTED_PROXIES: tuple(trusted_proxies)}
        ),
        logging_config=None,
        debug=False,
    )
    # The framework's middleware stands behind its routing; these come before it.
    app.asgi_handler = AllowedHosts(app=Methods(app=app.asgi_handler), names=hosts)
    return app
