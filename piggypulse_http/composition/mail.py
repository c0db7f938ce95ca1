"""How letters leave, chosen by settings: a mail server, a folder, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from piggypulse_adapters.mail.folder import FolderMailer
from piggypulse_adapters.mail.smtp import SmtpMailer, SmtpSecurity
from piggypulse_core.identity.model.email import checked_email
from piggypulse_core.identity.model.letter import NotSent
from piggypulse_core.identity.model.message import Message
from piggypulse_core.identity.ports import Mailer
from piggypulse_core.kernel.refusal import Faults
from piggypulse_http.composition.reading import PREFIX, Reader
from piggypulse_http.edge.hosts import is_loopback

PORTS: Mapping[str, int] = MappingProxyType({"starttls": 587, "implicit": 465, "none": 25})
SENDER_AT_HOME = "piggypulse@localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """What an operator can choose about letters."""

    smtp_host: str | None = None
    smtp_port: int = 0
    smtp_security: str = "starttls"
    smtp_user: str | None = None
    smtp_password: str | None = field(default=None, repr=False)
    smtp_password_file: Path | None = None
    smtp_authorities: Path | None = None
    folder: Path | None = None
    sender: str | None = None
    client_url: str | None = None

    @property
    def leaves(self) -> bool:
        """Whether there is a way for letters to leave at all."""
        return self.smtp_host is not None or self.folder is not None

    @property
    def way(self) -> str:
        """What becomes of letters, in words."""
        if self.smtp_host is not None:
            return f"Letters are sent through {self.smtp_host}."
        if self.folder is not None:
            return f"Letters are not sent but written to {self.folder}"
        return f"Letters are not sent: set {PREFIX}MAIL__SMTP_HOST."

    @property
    def port(self) -> int:
        """The port as chosen, or the one that is usual (RFC 8314)."""
        return self.smtp_port or PORTS[self.smtp_security]


def read_mail(reader: Reader, /) -> MailSettings:
    """The section about mail; complaints stay with the reader."""
    mail = MailSettings(
        smtp_host=reader.take("MAIL__SMTP_HOST"),
        smtp_port=reader.number("MAIL__SMTP_PORT", 0, 0, 65535),
        smtp_security=reader.choice("MAIL__SMTP_SECURITY", ("starttls", "implicit", "none")),
        smtp_user=reader.take("MAIL__SMTP_USER"),
        smtp_password=reader.secret("MAIL__SMTP_PASSWORD"),
        smtp_password_file=reader.path("MAIL__SMTP_PASSWORD_FILE"),
        smtp_authorities=reader.file("MAIL__SMTP_AUTHORITIES"),
        folder=reader.path("MAIL__FOLDER"),
        sender=reader.take("MAIL__SENDER"),
        client_url=reader.web_url("MAIL__CLIENT_URL"),
    )
    _check(mail, reader=reader)
    return mail


def _check(mail: MailSettings, *, reader: Reader) -> None:
    faults = Faults()
    if mail.sender is not None and not checked_email(text=mail.sender, faults=faults).text:
        reader.complain("MAIL__SENDER", "must be an e-mail address")
    if (mail.smtp_user is None) != (mail.smtp_password is None):
        reader.complain("MAIL__SMTP_USER", f"must be set together with {PREFIX}MAIL__SMTP_PASSWORD")
    if mail.smtp_host is None:
        return
    if mail.folder is not None:
        reader.complain("MAIL__FOLDER", f"must not be set together with {PREFIX}MAIL__SMTP_HOST")
    if mail.sender is None:
        reader.complain("MAIL__SENDER", f"must be set where {PREFIX}MAIL__SMTP_HOST is")
    if mail.smtp_security == "none" and not is_loopback(mail.smtp_host):
        reader.complain("MAIL__SMTP_SECURITY", "must not be none unless the host is this machine")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMailer(Mailer):
    """Stands where no way is set; nothing asks it to send."""

    async def send(self, *, message: Message) -> None:  # noqa: ARG002 - the port's signature
        raise NotSent("no mail is set up")


def mailer_of(*, mail: MailSettings) -> Mailer:
    """The way letters leave."""
    if mail.smtp_host is not None:
        return SmtpMailer(
            host=mail.smtp_host,
            port=mail.port,
            security=_security(mail),
            sender=mail.sender or SENDER_AT_HOME,
            user=mail.smtp_user,
            password=mail.smtp_password,
            authorities=mail.smtp_authorities,
        )
    if mail.folder is not None:
        return FolderMailer(folder=mail.folder, sender=mail.sender or SENDER_AT_HOME)
    return NoMailer()


def _security(mail: MailSettings) -> SmtpSecurity:
    match mail.smtp_security:
        case "implicit":
            return "implicit"
        case "none":
            return "none"
        case _:
            return "starttls"
