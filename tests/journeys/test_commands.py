"""The command line as people meet it: it starts, stops, refuses and explains itself."""

import json
import re
import signal
import subprocess
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from piggypulse_adapters.security.keyring import new_secret
from piggypulse_adapters.system.clock import FixedClock, SystemClock
from piggypulse_http.__main__ import main
from tests.journeys.machine import Machine, Serving
from tests.support.authenticator import Authenticator

TIMEOUT_SECONDS = 60
ADA = {"name": "Ada", "email": "ada@example.org", "password": "a pig, a pulse and a purse"}
SECRETS = "PIGGY_PULSE_SECURITY__SECRETS"
COMMANDS = (
    "serve",
    "migrate",
    "openapi",
    "demo",
    "audit",
    "keys",
    "letters",
    "tick",
    "purge",
    "export",
    "import",
    "sign-out",
    "unlock",
)


def health(serving: Serving) -> int:
    return httpx.get(f"{serving.base_url}/health", timeout=TIMEOUT_SECONDS).status_code


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.strip() for line in done.stderr.splitlines()]


def test_it_says_where_it_serves_where_the_data_is_and_how_to_stop(settled: Machine) -> None:
    with settled.serving() as serving:
        assert f"PiggyPulse serves {serving.base_url}" in serving.lines
        assert f"The data is in {settled.data}" in serving.lines
        assert health(serving) == 200


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_server_and_database_and_the_data_is_found_again(
    settled: Machine, by: signal.Signals
) -> None:
    email = f"{by.name.lower()}@example.org"
    person = {"name": "Ada", "email": email, "password": "a pig, a pulse and a purse"}
    with settled.serving() as serving:
        reply = httpx.post(
            f"{serving.base_url}/auth/register", json=person, timeout=TIMEOUT_SECONDS
        )
        assert reply.status_code == 201, reply.text
        database = settled.database_process()

        status = serving.stop(by=by)

    assert status == 0, serving.said
    assert database is not None
    assert settled.database_process() is None
    assert not (settled.data / "postmaster.pid").exists()
    with settled.serving() as again:
        reply = httpx.post(f"{again.base_url}/auth/login", json=person, timeout=TIMEOUT_SECONDS)
        assert reply.status_code == 200, reply.text
        assert not any("applied" in line for line in again.lines)


def test_at_home_letters_are_written_to_a_folder_by_any_of_the_workers(settled: Machine) -> None:
    folder = settled.data / "letters"
    person = {"name": "Zoë", "email": "zoe@example.org", "password": "a pig, a pulse and a purse"}
    with settled.serving("--workers", "2", PIGGY_PULSE_BACKGROUND__LETTERS_SECONDS="1") as serving:
        before = set(folder.glob("*.eml"))
        reply = httpx.post(
            f"{serving.base_url}/auth/register", json=person, timeout=TIMEOUT_SECONDS
        )
        assert reply.status_code == 201, reply.text
        fresh = arrived("zoe@example.org", folder, count=1)

    assert f"Letters are not sent but written to {folder}" in serving.lines
    (welcome,) = fresh
    assert welcome not in before
    text = welcome.read_text(encoding="utf-8")
    assert "Subject: Welcome to PiggyPulse" in text
    assert "Zoë" not in text


def letters_to(email: str, folder: Path) -> list[Path]:
    return [one for one in folder.glob("*.eml") if f"To: {email}" in one.read_text("utf-8")]


def arrived(email: str, folder: Path, *, count: int) -> list[Path]:
    """What somebody was sent, once it is so many letters."""
    ends = time.monotonic() + TIMEOUT_SECONDS
    while len(found := letters_to(email, folder)) < count and time.monotonic() < ends:
        time.sleep(0.1)
    return found


def test_a_forgotten_password_is_replaced_with_what_the_letter_brings(settled: Machine) -> None:
    """The whole way, which no stand-in walks: the request, the queue, the letter, the link."""
    folder = settled.data / "letters"
    ida = {"email": "ida@example.org", "password": "a pig, a pulse and a purse"}
    new = {"email": "ida@example.org", "password": "two pigs and no purse at all"}
    with (
        settled.serving(PIGGY_PULSE_BACKGROUND__LETTERS_SECONDS="1") as serving,
        httpx.Client(base_url=serving.base_url, timeout=TIMEOUT_SECONDS) as visitor,
    ):
        made = visitor.post("/auth/register", json={"name": "Ida", **ida}).json()
        visitor.cookies.clear()
        bearer = {"Authorization": f"Bearer {made['token']}"}
        asked = visitor.post("/auth/forgot-password", json={"email": " IDA@example.org"})
        link = link_in(arrived(ida["email"], folder, count=2))
        token = parse_qs(urlsplit(link).query)["token"][0]
        reset = {"token": token, "password": new["password"]}

        statuses = [
            visitor.post("/auth/reset-password", json=reset).status_code,
            visitor.post("/auth/reset-password", json=reset).status_code,
            visitor.get("/auth/me", headers=bearer).status_code,
            visitor.post("/auth/login", json=ida).status_code,
            visitor.post("/auth/login", json=new).status_code,
        ]
        told = arrived(ida["email"], folder, count=3)

    assert (asked.status_code, urlsplit(link).path) == (200, "/auth/reset-password")
    assert statuses == [204, 401, 401, 401, 200]
    assert len(told) == 3
    assert not any(token in line for line in serving.lines)


def link_in(found: list[Path]) -> str:
    """The link of the only letter that has one with a token."""
    texts = [
        part.get_content()
        for one in found
        if (part := message_from_bytes(one.read_bytes(), policy=default).get_body(("plain",)))
    ]
    (link,) = re.findall(r"https?://\S+\?token=\S+", "\n".join(texts))
    return str(link)


def test_a_busy_port_is_named_and_nothing_is_started(settled: Machine) -> None:
    with settled.serving() as serving:
        done = settled.run(
            "serve",
            "--port",
            str(serving.port),
            PIGGY_PULSE_DATA__DIRECTORY=str(settled.folder / "other"),
        )

    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{serving.port}" in done.stderr
    assert "--port 8001" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (settled.folder / "other").exists()


def test_data_in_use_is_not_started_upon_a_second_time(settled: Machine) -> None:
    with settled.serving() as serving:
        done = settled.run("serve", "--port", "0")
        still = health(serving)

    assert done.returncode == 1
    assert str(settled.data) in done.stderr
    assert "Traceback" not in done.stderr
    assert still == 200


def test_everything_wrong_with_the_settings_is_said_at_once(machine: Machine) -> None:
    (machine.folder / ".env").write_text("PIGGY_PULSE_SERVER__WORKERS=many\n", encoding="utf-8")

    done = machine.run(
        "serve",
        PIGGY_PULSE_SERVER__PORT="80000",
        PIGGY_PULSE_DATABASE__URL="mysql://here",
        PIGGY_PULSE_SERVER__PROT="8000",
    )

    assert done.returncode == 2
    said = complaints(done)
    assert len(said) == 5
    for name in ("SERVER__WORKERS", "SERVER__PORT", "DATABASE__URL", "SERVER__PROT"):
        assert any(f"PIGGY_PULSE_{name} " in line for line in said), name
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_answered_with_the_known_ones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["surf"])

    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert all(command in said for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])

    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"usage: piggypulse {command}" in said
    assert len(said.splitlines()) > 4


def test_several_workers_serve_side_by_side(settled: Machine) -> None:
    with settled.serving("--workers", "2") as serving:
        assert [health(serving) for _ in range(8)] == [200] * 8
        database = settled.database_process()

        status = serving.stop(by=signal.SIGINT)

    assert status == 0, serving.said
    assert database is not None
    assert settled.database_process() is None


def test_migrating_works_beside_a_running_server(settled: Machine) -> None:
    with settled.serving():
        done = settled.run("migrate")

    assert done.returncode == 0, done.stderr
    assert "The database is up to date." in done.stdout


def test_migrating_alone_starts_the_database_and_stops_it_again(settled: Machine) -> None:
    done = settled.run("migrate")

    assert done.returncode == 0, done.stderr
    assert "The database is up to date." in done.stdout
    assert settled.database_process() is None


def test_a_database_out_of_reach_is_said_in_words(settled: Machine) -> None:
    url = f"postgresql://nobody@/nothing?host={settled.folder / 'nowhere'}"

    done = settled.run(
        "serve",
        "--port",
        "0",
        PIGGY_PULSE_DATABASE__URL=url,
        PIGGY_PULSE_SECURITY__SECRETS=new_secret(id="first").text,
    )

    assert done.returncode == 1
    assert "The database cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_database_of_ones_own_asks_for_secrets_of_ones_own(
    settled: Machine, command: str
) -> None:
    done = settled.run(command, PIGGY_PULSE_DATABASE__URL="postgresql:///nothing")

    assert done.returncode == 2
    assert "PIGGY_PULSE_SECURITY__SECRETS must be set" in done.stderr


def test_several_workers_do_not_count_each_for_itself(settled: Machine) -> None:
    done = settled.run("serve", "--workers", "2", PIGGY_PULSE_LIMITS__STORE="memory")

    assert done.returncode == 2
    assert "PIGGY_PULSE_LIMITS__STORE must not be memory" in done.stderr


def test_the_document_is_written_without_a_database(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIGGY_PULSE_DATA__DIRECTORY", str(tmp_path / "data"))

    assert main(["openapi", "--output", str(tmp_path / "openapi.json")]) == 0
    assert main(["openapi"]) == 0

    written = (tmp_path / "openapi.json").read_text(encoding="utf-8")
    assert json.loads(written)["openapi"] == "3.1.0"
    assert capsys.readouterr().out == written
    assert not (tmp_path / "data").exists()


def phone_of(secret: str) -> Authenticator:
    return Authenticator(secret=secret, clock=FixedClock(SystemClock().now()))


def post(serving: Serving, path: str, body: object, *, token: str = "") -> httpx.Response:
    return httpx.post(
        serving.base_url + path,
        json=body,
        headers={"Authorization": f"Bearer {token}"} if token else {},
        timeout=TIMEOUT_SECONDS,
    )


def test_an_old_key_reads_until_everything_is_sealed_anew(settled: Machine) -> None:
    old, new = new_secret(id="old").text, new_secret(id="new").text
    with settled.serving(**{SECRETS: old}) as serving:
        token = post(serving, "/auth/register", ADA).json()["token"]
        secret = post(serving, "/auth/2fa/enable", None, token=token).json()["secret"]
        answer = {"twoFactorToken": "", "code": phone_of(secret).code()}
        confirmed = post(serving, "/auth/2fa/verify", answer, token=token)
        codes = confirmed.json()["backupCodes"]

    refused = settled.run("serve", "--port", "0", **{SECRETS: new})
    done = settled.run("keys", "rotate", **{SECRETS: f"{new},{old}"})

    assert refused.returncode == 1
    assert "lacks old" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "1 value(s) sealed anew." in done.stdout
    with settled.serving(**{SECRETS: new}) as serving:
        challenge = post(serving, "/auth/login", ADA).json()["twoFactorToken"]
        # The step after the one that was used: our clock may be one off.
        answer = {"twoFactorToken": challenge, "code": phone_of(secret).code(steps=1)}
        token = post(serving, "/auth/2fa/verify", answer).json()["token"]
        # The other tests of this file start the same database with keys of its own.
        off = post(serving, "/auth/2fa/disable", {"code": codes[0]}, token=token)
    assert off.status_code == 204
