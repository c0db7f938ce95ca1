"""The server's HTTP/1.1 protocol with what it lacks: patience and headers have an end."""

import asyncio
from http import HTTPStatus
from types import MappingProxyType

import msgspec
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from piggypulse_http.edge.request_id import SECURITY_HEADERS

HEADER_TIMEOUT_SECONDS = 30
HEADER_BYTES_MAX = 16 * 1024

_SECURITY = "".join(f"{name.decode()}: {value.decode()}\r\n" for name, value in SECURITY_HEADERS)

_PROBLEMS = MappingProxyType(
    {
        HTTPStatus.BAD_REQUEST: ("malformed_request", "This is not HTTP/1.1."),
        HTTPStatus.REQUEST_TIMEOUT: ("request_timeout", "The headers did not arrive in time."),
        HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
            "headers_too_large",
            "Address and headers together take at most 16 KiB.",
        ),
    }
)


class GuardedProtocol(HttpToolsProtocol):
    """Ends connections whose headers never end, and refuses headers that are too large."""

    header_timeout_seconds: float = HEADER_TIMEOUT_SECONDS
    _waiting: asyncio.TimerHandle | None = None
    _header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as the library narrows it
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._header_bytes = 0
        self._wait()

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._count(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._count(len(name) + len(value))

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        if not self.transport.is_closing():
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if not self.transport.is_closing():
            super().on_body(body)

    def on_message_complete(self) -> None:
        if not self.transport.is_closing():
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP; the library's own text is replaced by a problem document."""
        del msg
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _wait(self) -> None:
        self._stop_waiting()
        self._waiting = self.loop.call_later(
            self.header_timeout_seconds, self._refuse, HTTPStatus.REQUEST_TIMEOUT
        )

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _count(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > HEADER_BYTES_MAX and not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer and close; no request id, for no request was ever read."""
        self._stop_waiting()
        if self.transport.is_closing():
            return
        code, detail = _PROBLEMS[status]
        body = msgspec.json.encode(
            {
                "type": f"urn:piggypulse:problem:{code}",
                "title": status.phrase,
                "status": status.value,
                "detail": detail,
                "code": code,
                "message": detail,
                "requestId": "",
                "request_id": "",
            }
        )
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\n"
            "content-type: application/problem+json\r\n"
            f"content-length: {len(body)}\r\n"
            f"{_SECURITY}"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()
