"""The command line as people meet it: it starts, stops, refuses and explains itself."""

import os
import signal
import subprocess

import httpx
import pytest

from tests.journeys.machine import Machine, Serving

TIMEOUT_SECONDS = 60


def health(serving: Serving) -> int:
    return httpx.get(f"{serving.base_url}/health", timeout=TIMEOUT_SECONDS).status_code


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.strip() for line in done.stderr.splitlines()]


def test_it_says_where_it_serves_where_the_data_is_and_how_to_stop(machine: Machine) -> None:
    with machine.serving() as serving:
        assert f"PiggyPulse serves {serving.base_url}" in serving.lines
        assert f"The data is in {machine.data}" in serving.lines
        assert health(serving) == 200


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_server_and_database_and_the_data_is_found_again(
    machine: Machine, by: signal.Signals
) -> None:
    person = {"name": "Ada", "email": "ada@example.org", "password": "a pig, a pulse and a purse"}
    with machine.serving() as serving:
        reply = httpx.post(
            f"{serving.base_url}/auth/register", json=person, timeout=TIMEOUT_SECONDS
        )
        assert reply.status_code == 201, reply.text
        database = machine.database_process()

        status = serving.stop(by=by)

    assert status == 0, serving.said
    assert database is not None
    assert machine.database_process() is None
    assert not (machine.data / "postmaster.pid").exists()
    with machine.serving() as again:
        reply = httpx.post(f"{again.base_url}/auth/login", json=person, timeout=TIMEOUT_SECONDS)
        assert reply.status_code == 200, reply.text
        assert not any("applied" in line for line in again.lines)


def test_a_busy_port_is_named_and_nothing_is_started(machine: Machine) -> None:
    with machine.serving() as serving:
        done = machine.run(
            "serve",
            "--port",
            str(serving.port),
            PIGGY_PULSE_DATA__DIRECTORY=str(machine.folder / "other"),
        )

    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{serving.port}" in done.stderr
    assert "--port 8001" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (machine.folder / "other").exists()


def test_data_in_use_is_not_started_upon_a_second_time(machine: Machine) -> None:
    with machine.serving() as serving:
        done = machine.run("serve", "--port", "0")
        still = health(serving)

    assert done.returncode == 1
    assert str(machine.data) in done.stderr
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


def test_an_unknown_command_is_answered_with_the_known_ones(machine: Machine) -> None:
    done = machine.run("surf")

    assert done.returncode == 2
    for command in ("serve", "migrate", "openapi", "demo"):
        assert command in done.stderr


def test_every_command_explains_itself(machine: Machine) -> None:
    for command in ("serve", "migrate", "openapi", "demo"):
        done = machine.run(command, "--help")

        assert done.returncode == 0
        assert f"usage: piggypulse {command}" in done.stdout
        assert len(done.stdout.splitlines()) > 4


def test_several_workers_serve_side_by_side(machine: Machine) -> None:
    with machine.serving("--workers", "2") as serving:
        assert [health(serving) for _ in range(8)] == [200] * 8
        database = machine.database_process()

        status = serving.stop(by=signal.SIGINT)

    assert status == 0, serving.said
    assert database is not None
    assert machine.database_process() is None


def test_migrating_works_beside_a_running_server(machine: Machine) -> None:
    with machine.serving():
        done = machine.run("migrate")

    assert done.returncode == 0, done.stderr
    assert "The database is up to date." in done.stdout


def test_migrating_alone_stops_the_database_again(machine: Machine) -> None:
    done = machine.run("migrate")

    assert done.returncode == 0, done.stderr
    assert "migration(s) applied" in done.stdout
    assert machine.database_process() is None


def test_a_database_out_of_reach_is_said_in_words(machine: Machine) -> None:
    url = f"postgresql://nobody@/nothing?host={machine.folder / 'nowhere'}"

    done = machine.run("serve", "--port", "0", PIGGY_PULSE_DATABASE__URL=url)

    assert done.returncode == 1
    assert "The database cannot be reached" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_document_is_written_without_a_database(machine: Machine) -> None:
    target = machine.folder / "openapi.json"

    done = machine.run("openapi", "--output", os.fspath(target))

    assert done.returncode == 0, done.stderr
    assert target.read_text(encoding="utf-8") == machine.run("openapi").stdout
    assert not machine.data.exists()
