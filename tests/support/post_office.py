"""A mail server on this machine: what it was sent, and the ways in which it can let us down."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Mood = Literal["willing", "later", "refusing", "silent", "deaf"]
"""Takes letters; answers 451; answers 550 to addresses; takes one and hangs up; never answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One letter as it arrived."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    secured: bool
    user: str

    def part(self, kind: Literal["plain", "html"], /) -> str:
        """What one part says."""
        body = self.message.get_body(preferencelist=(kind,))
        assert body is not None
        text: str = body.get_content()
        return text

    @property
    def headers(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.message.items()}


@dataclass(slots=True, kw_only=True)
class PostOffice:
    """Handles what aiosmtpd hands it."""

    port: int = 0
    mood: Mood = "willing"
    received: list[Received] = field(default_factory=list)
    connected: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        self.connected.set()
        if self.mood == "refusing":
            return f"550 no such box as {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.mood == "later":
            return f"451 too busy for {envelope.rcpt_tos}"
        if self.mood == "deaf":
            await asyncio.Event().wait()
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.received.append(
            Received(
                sender=envelope.mail_from or "",
                recipients=tuple(envelope.rcpt_tos),
                message=message,
                secured=getattr(session, "ssl", None) is not None,
                user=str(session.auth_data),
            )
        )
        if self.mood == "silent":
            _cut(server)
        return "250 taken"


def _let_in(
    server: SMTP, session: Session, envelope: Envelope, kind: str, data: object
) -> AuthResult:
    login, password = bytes(getattr(data, "login", b"")), bytes(getattr(data, "password", b""))
    if password == b"open sesame":
        return AuthResult(success=True, auth_data=login.decode())
    return AuthResult(success=False, handled=False)


def _cut(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


@asynccontextmanager
async def post_office(
    *,
    starttls: ssl.SSLContext | None = None,
    implicit: ssl.SSLContext | None = None,
    asks_who: bool = False,
) -> AsyncIterator[PostOffice]:
    """A mail server on a free port for the length of a block."""
    office = PostOffice()
    servers: list[SMTP] = []

    def serve() -> SMTP:
        servers.append(
            SMTP(
                office,
                hostname="localhost",
                enable_SMTPUTF8=False,
                tls_context=starttls,
                require_starttls=starttls is not None,
                authenticator=_let_in if asks_who else None,
                auth_required=asks_who,
                auth_require_tls=starttls is not None,
            )
        )
        return servers[-1]

    listening = await asyncio.get_running_loop().create_server(
        serve, host="127.0.0.1", port=0, ssl=implicit
    )
    office.port = listening.sockets[0].getsockname()[1]
    try:
        yield office
    finally:
        listening.close()
        for one in servers:
            _cut(one)
        await listening.wait_closed()
        await asyncio.sleep(0)
