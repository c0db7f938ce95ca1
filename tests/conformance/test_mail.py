"""Mailers, against a mail server on this machine and a folder: what arrives, and what does not."""

import stat
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from uuid import UUID

import pytest

from piggypulse_adapters.mail.folder import FolderMailer
from piggypulse_adapters.mail.layout import laid_out
from piggypulse_adapters.mail.smtp import SmtpMailer, SmtpSecurity
from piggypulse_core.identity.model.letter import NotSent
from piggypulse_core.identity.model.message import Link, Message
from tests.support.certificates import Certificate, certificate_for
from tests.support.clock import NOW
from tests.support.post_office import Mood, PostOffice, post_office

SENDER = "budget@example.com"
MESSAGE = Message(
    id=UUID("01900000-0000-7000-8000-000000000001"),
    to="alice@example.org",
    written_at=NOW,
    subject="Your password was changed",
    paragraphs=("Hello <b>Zoë</b> & „Fox“,", "It was changed."),
    link=Link(text="Your settings", url="https://budget.example.com/settings?a=1&b=2"),
)


def mailer(
    office: PostOffice,
    *,
    security: SmtpSecurity = "none",
    host: str = "127.0.0.1",
    authorities: Path | None = None,
    password: str | None = None,
    seconds: float = 20,
) -> SmtpMailer:
    return SmtpMailer(
        host=host,
        port=office.port,
        security=security,
        sender=SENDER,
        user=None if password is None else "budget",
        password=password,
        authorities=authorities,
        seconds=seconds,
    )


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate_for(name="localhost", folder=tmp_path_factory.mktemp("tls"))


class TestLayout:
    async def test_arrives_as_text_and_html_with_everything_escaped(self) -> None:
        async with post_office() as office:
            await mailer(office).send(message=MESSAGE)

        (one,) = office.received
        assert (one.sender, one.recipients) == (SENDER, ("alice@example.org",))
        assert one.message.get_content_type() == "multipart/alternative"
        assert one.part("plain").replace("\r\n", "\n") == (
            "Hello <b>Zoë</b> & „Fox“,\n\nIt was changed.\n\n"
            "Your settings:\nhttps://budget.example.com/settings?a=1&b=2\n"
        )
        html = one.part("html")
        assert "Hello &lt;b&gt;Zoë&lt;/b&gt; &amp; „Fox“," in html
        assert 'href="https://budget.example.com/settings?a=1&amp;b=2"' in html
        assert "<b>" not in html

    async def test_has_the_headers_a_machine_owes_and_no_others(self) -> None:
        async with post_office() as office:
            await mailer(office).send(message=MESSAGE)

        headers = office.received[0].headers
        assert headers["From"] == f"PiggyPulse <{SENDER}>"
        assert headers["To"] == "alice@example.org"
        assert headers["Subject"] == "Your password was changed"
        assert headers["Message-ID"] == f"<{MESSAGE.id}@example.com>"
        assert headers["Auto-Submitted"] == "auto-generated"
        assert set(headers) - {"X-Peer", "X-MailFrom", "X-RcptTo"} == {
            "Auto-Submitted",
            "Content-Type",
            "Date",
            "From",
            "MIME-Version",
            "Message-ID",
            "Subject",
            "To",
        }

    @pytest.mark.parametrize("where", ["to", "subject"])
    def test_a_line_break_never_becomes_a_header(self, where: str) -> None:
        spoilt = {"to": MESSAGE.to, "subject": MESSAGE.subject}
        spoilt[where] += "\r\nBcc: eve@example.net"
        message = Message(
            id=MESSAGE.id,
            to=spoilt["to"],
            written_at=NOW,
            subject=spoilt["subject"],
            paragraphs=(),
        )

        with pytest.raises(ValueError, match=r".+"):
            laid_out(message=message, sender=SENDER)


class TestSmtp:
    @pytest.mark.parametrize("security", ["starttls", "implicit"])
    async def test_speaks_tls_to_a_server_that_shows_who_it_is(
        self, certificate: Certificate, security: SmtpSecurity
    ) -> None:
        context = certificate.context
        async with post_office(
            starttls=context if security == "starttls" else None,
            implicit=context if security == "implicit" else None,
        ) as office:
            await mailer(
                office, security=security, host="localhost", authorities=certificate.authorities
            ).send(message=MESSAGE)

        assert [one.recipients for one in office.received] == [("alice@example.org",)]
        if security == "starttls":
            assert office.received[0].secured

    @pytest.mark.parametrize("security", ["starttls", "implicit"])
    async def test_tells_nothing_to_a_server_it_does_not_believe(
        self, certificate: Certificate, security: SmtpSecurity
    ) -> None:
        context = certificate.context
        async with post_office(
            starttls=context if security == "starttls" else None,
            implicit=context if security == "implicit" else None,
        ) as office:
            for host, authorities in (
                ("localhost", None),
                ("127.0.0.1", certificate.authorities),
            ):
                stranger = mailer(office, security=security, host=host, authorities=authorities)
                with pytest.raises(NotSent):
                    await stranger.send(message=MESSAGE)

        assert (office.received, office.connected.is_set()) == ([], False)

    async def test_does_without_tls_only_when_told_to(self, certificate: Certificate) -> None:
        async with post_office() as office:
            with pytest.raises(NotSent):
                await mailer(office, security="starttls", authorities=certificate.authorities).send(
                    message=MESSAGE
                )

        assert (office.received, office.connected.is_set()) == ([], False)

    async def test_says_who_it_is(self, certificate: Certificate) -> None:
        async with post_office(starttls=certificate.context, asks_who=True) as office:
            known = {"security": "starttls", "host": "localhost"}
            right = mailer(
                office,
                authorities=certificate.authorities,
                password="open sesame",
                **known,  # type: ignore[arg-type]  # literals of a dict
            )
            wrong = mailer(
                office,
                authorities=certificate.authorities,
                password="open barley",
                **known,  # type: ignore[arg-type]  # as above
            )
            with pytest.raises(NotSent, match=r"^SMTP 535$"):
                await wrong.send(message=MESSAGE)
            await right.send(message=MESSAGE)

        assert [one.user for one in office.received] == ["budget"]
        assert "sesame" not in repr(right)

    @pytest.mark.parametrize(
        ("mood", "reason"),
        [
            ("later", "SMTP 451"),
            ("refusing", "SMTP 550"),
            ("silent", "SMTPServerDisconnected"),
            ("deaf", "TimeoutError"),
        ],
    )
    async def test_says_why_it_failed_and_names_nobody(self, mood: Mood, reason: str) -> None:
        async with post_office() as office:
            office.mood = mood
            with pytest.raises(NotSent) as failed:
                await mailer(office, seconds=0.5 if mood == "deaf" else 20).send(message=MESSAGE)

        assert failed.value.reason == reason
        assert "alice" not in str(failed.value)

    async def test_says_so_when_nobody_listens(self) -> None:
        async with post_office() as office:
            gone = mailer(office)

        with pytest.raises(NotSent, match=r"^SMTPConnectError$"):
            await gone.send(message=MESSAGE)


class TestFolder:
    async def test_writes_a_file_that_mail_programs_open_and_nobody_else_reads(
        self, tmp_path: Path
    ) -> None:
        folder = tmp_path / "new" / "letters"

        await FolderMailer(folder=folder, sender=SENDER).send(message=MESSAGE)
        await FolderMailer(folder=folder, sender=SENDER).send(message=MESSAGE)

        (file,) = folder.iterdir()
        assert file.name == f"{MESSAGE.id}.eml"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        message = message_from_bytes(file.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        assert message["To"] == "alice@example.org"

    async def test_says_so_when_it_cannot(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("a file")

        with pytest.raises(NotSent):
            await FolderMailer(folder=tmp_path / "taken", sender=SENDER).send(message=MESSAGE)
