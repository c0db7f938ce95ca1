"""Which database the tests take: the first that applies, and never none."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import VARIABLE, Kind, chosen_source, docker_answers


@pytest.mark.parametrize(
    ("environment", "docker", "kind"),
    [
        ({VARIABLE: "postgresql://somewhere/db"}, True, "named"),
        ({VARIABLE: "postgresql://somewhere/db"}, False, "named"),
        ({VARIABLE: ""}, True, "container"),
        ({}, True, "container"),
        ({}, False, "embedded"),
    ],
)
def test_the_first_that_applies_is_taken(
    *, environment: dict[str, str], docker: bool, kind: Kind
) -> None:
    source = chosen_source(environment=environment, docker_answers=docker)

    assert source.kind == kind


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[str]:
    """Something that answers a ping as Docker does, once."""
    path = tmp_path / "d.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1024)
                connection.sendall(b"HTTP/1.0 200 OK\r\n\r\nOK")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"unix://{path}"
        thread.join(timeout=5)


def test_a_daemon_that_answers_is_found(daemon: str) -> None:
    assert docker_answers(environment={"DOCKER_HOST": daemon})


@pytest.mark.parametrize(
    "address", ["unix:///nowhere/docker.sock", "tcp://127.0.0.1:1", "ssh://nowhere", "nonsense"]
)
def test_a_daemon_that_is_not_there_is_no_daemon(address: str) -> None:
    assert not docker_answers(environment={"DOCKER_HOST": address})
