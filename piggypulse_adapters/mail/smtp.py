"""Letters handed to a mail server (RFC 5321), over TLS that is checked unless it is our machine."""

import asyncio
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import aiosmtplib

from piggypulse_adapters.mail.layout import laid_out
from piggypulse_core.identity.model.letter import NotSent
from piggypulse_core.identity.model.message import Message
from piggypulse_core.identity.ports import Mailer

SmtpSecurity = Literal["starttls", "implicit", "none"]

SEND_SECONDS_MAX = 50
"""From the first packet to the last; a letter's claim lasts longer than that."""

QUIT_SECONDS_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpMailer(Mailer):
    """One connection per letter: a household sends a few a day.

    A server that offers no TLS is not spoken to where TLS is asked for. Who may ask for `none` is
    up to the settings.
    """

    host: str
    port: int
    security: SmtpSecurity
    sender: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    authorities: Path | None = None
    seconds: float = SEND_SECONDS_MAX

    async def send(self, *, message: Message) -> None:
        try:
            async with asyncio.timeout(self.seconds):
                await self._handed_over(message)
        except aiosmtplib.SMTPException as refused:
            raise NotSent(_reason(refused)) from None
        except OSError as trouble:
            raise NotSent(type(trouble).__name__) from None

    async def _handed_over(self, message: Message) -> None:
        client = self._client()
        try:
            await client.connect()
            await client.send_message(
                laid_out(message=message, sender=self.sender),
                sender=self.sender,
                recipients=[message.to],
            )
            await _hang_up(client)
        finally:
            client.close()

    def _client(self) -> aiosmtplib.SMTP:
        return aiosmtplib.SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.security == "implicit",
            start_tls=self.security == "starttls",
            # The full name would be looked up for each letter, which takes seconds where no DNS is.
            local_hostname=socket.gethostname(),
            tls_context=None if self.security == "none" else self._verifying(),
            timeout=self.seconds,
        )

    def _verifying(self) -> ssl.SSLContext:
        """Name and chain are checked, against the machine's authorities or the operator's own."""
        return ssl.create_default_context(cafile=self.authorities)


async def _hang_up(client: aiosmtplib.SMTP) -> None:
    """The letter is theirs by now, whatever they answer to a farewell."""
    with suppress(aiosmtplib.SMTPException, OSError):
        await client.quit(timeout=QUIT_SECONDS_MAX)


def _reason(refused: aiosmtplib.SMTPException) -> str:
    """The server's code or the kind of trouble; its words quote addresses."""
    if isinstance(refused, aiosmtplib.SMTPRecipientsRefused) and refused.recipients:
        return f"SMTP {refused.recipients[0].code}"
    if isinstance(refused, aiosmtplib.SMTPResponseException):
        return f"SMTP {refused.code}"
    return type(refused).__name__
