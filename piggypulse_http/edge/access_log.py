"""One line of JSON per request, of listed members only: never a body, a header, a raw path."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from piggypulse_http.edge.client import client_address

Elapsed = Callable[[], int]


@dataclass(frozen=True, slots=True)
class AccessLog:
    """Wraps the whole application, so that a line is written whatever layer answered."""

    app: ASGIApp
    now_ns: Elapsed = time.perf_counter_ns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        began, status = self.now_ns(), [int(HTTPStatus.INTERNAL_SERVER_ERROR)]

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            self._write(
                scope=scope,
                status=status[0],
                microseconds=(self.now_ns() - began) // 1000,
            )

    def _write(self, *, scope: HTTPScope, status: int, microseconds: int) -> None:
        structlog.get_logger().info(
            "request",
            method=scope["method"],
            route=scope.get("path_template", "unknown"),
            status=status,
            duration_us=microseconds,
            ip=str(client_address(scope=scope)),
            request_id=scope.get("state", {}).get("piggypulse_request_id"),
        )


def log_as_json() -> None:
    """Configure the process to log lines of JSON to standard output."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(),
        cache_logger_on_first_use=True,
    )
