"""An application spoken to in process with nobody judging: for what no document promises."""

from typing import Any, cast

import httpx
from litestar import Litestar


def client_of(
    app: Litestar, *, base_url: str = "http://localhost:8000", peer: str = "127.0.0.1"
) -> httpx.AsyncClient:
    """A plain client; `peer` is the address the application sees."""
    # The two libraries spell the types of ASGI differently.
    transport = httpx.ASGITransport(
        app=cast("Any", app), raise_app_exceptions=False, client=(peer, 12345)
    )
    return httpx.AsyncClient(transport=transport, base_url=base_url)
