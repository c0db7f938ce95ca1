"""Settings about mail: each bad one is refused, and what is left out is sensible."""

from pathlib import Path

import pytest

from piggypulse_adapters.mail.folder import FolderMailer
from piggypulse_adapters.mail.smtp import SmtpMailer
from piggypulse_http.composition.mail import NoMailer, mailer_of
from piggypulse_http.composition.reading import BadSettings
from piggypulse_http.composition.settings import Settings, read_settings

SERVER = {"SMTP_HOST": "smtp.example.com", "SENDER": "budget@example.com"}


def settings(**mail: str) -> Settings:
    return read_settings(values={f"PIGGY_PULSE_MAIL__{name}": one for name, one in mail.items()})


def complaints(**mail: str) -> list[str]:
    with pytest.raises(BadSettings) as refused:
        settings(**mail)
    return refused.value.complaints


def test_without_a_server_nothing_is_sent() -> None:
    assert isinstance(mailer_of(mail=settings().mail), NoMailer)
    assert not settings().mail.leaves


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("implicit", 465), ("none", 25)])
def test_a_server_is_spoken_to_at_the_usual_port(security: str, port: int) -> None:
    host = "localhost" if security == "none" else SERVER["SMTP_HOST"]
    given = {**SERVER, "SMTP_SECURITY": security, "SMTP_HOST": host}

    mailer = mailer_of(mail=settings(**given).mail)

    assert isinstance(mailer, SmtpMailer)
    assert (mailer.port, mailer.security) == (port, security)


def test_a_folder_is_enough_to_try_things_out(tmp_path: Path) -> None:
    mailer = mailer_of(mail=settings(FOLDER=str(tmp_path)).mail)

    assert isinstance(mailer, FolderMailer)


def test_links_lead_to_the_base_url_unless_the_client_lives_elsewhere() -> None:
    assert settings().client_url == "http://localhost:8000"
    assert (
        settings(CLIENT_URL="https://app.example.com/b/").client_url == "https://app.example.com/b"
    )


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"SENDER": "nobody"}, "SENDER"),
        ({"SENDER": "a@b\r\nBcc: c@d"}, "SENDER"),
        ({"SMTP_HOST": "smtp.example.com"}, "SENDER"),
        ({**SERVER, "SMTP_PORT": "99999"}, "SMTP_PORT"),
        ({**SERVER, "SMTP_SECURITY": "none"}, "SMTP_SECURITY"),
        ({**SERVER, "SMTP_SECURITY": "plain"}, "SMTP_SECURITY"),
        ({**SERVER, "SMTP_USER": "budget"}, "SMTP_USER"),
        ({**SERVER, "SMTP_PASSWORD": "hush"}, "SMTP_USER"),
        ({**SERVER, "FOLDER": "/tmp/letters"}, "FOLDER"),  # noqa: S108 - nothing is written
        ({**SERVER, "SMTP_AUTHORITIES": "/no/such/file"}, "SMTP_AUTHORITIES"),
        ({"CLIENT_URL": "app.example.com"}, "CLIENT_URL"),
        ({"CLIENT_URL": "http://app.example.com"}, "CLIENT_URL"),
        ({"CLIENT_URL": "https://app.example.com/?a=b"}, "CLIENT_URL"),
        ({"CLIENT_URL": "https://user:hush@app.example.com"}, "CLIENT_URL"),
    ],
)
def test_what_cannot_work_is_said_once(given: dict[str, str], name: str) -> None:
    (complaint,) = complaints(**given)

    assert complaint.startswith(f"PIGGY_PULSE_MAIL__{name} must ")
    assert "hush" not in complaint


def test_everything_wrong_is_said_at_once() -> None:
    given = {
        "SMTP_HOST": "smtp.example.com",
        "SMTP_SECURITY": "none",
        "SMTP_PORT": "x",
        "SMTP_USER": "budget",
        "CLIENT_URL": "ftp://x",
    }

    assert len(complaints(**given)) == 5


def test_a_password_may_be_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("hush\n")
    given = {**SERVER, "SMTP_USER": "budget", "SMTP_PASSWORD_FILE": str(file)}

    made = settings(**given)

    assert made.mail.smtp_password == "hush"
    assert "hush" not in repr(made) + repr(mailer_of(mail=made.mail))
    (both,) = complaints(**given, SMTP_PASSWORD="hush")
    assert both.startswith("PIGGY_PULSE_MAIL__SMTP_PASSWORD must not be set together with")
    unread = complaints(**{**given, "SMTP_PASSWORD_FILE": str(tmp_path / "none")})
    assert unread[0] == "PIGGY_PULSE_MAIL__SMTP_PASSWORD_FILE cannot be read"
