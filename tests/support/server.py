"""Where the PostgreSQL for tests comes from: a named one, a container, or the embedded one."""

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from piggypulse_adapters.embedded import throwaway_postgres

VARIABLE = "PIGGY_PULSE_TEST__DATABASE_URL"
IMAGE = "postgres:17-alpine"
DOCKER_SOCKET = "/var/run/docker.sock"
DOCKER_PORT = 2375
DOCKER_ANSWERS_WITHIN_SECONDS = 2

Kind = Literal["named", "container", "embedded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Which server is taken, and the sentence a run's header says about it."""

    kind: Kind
    sentence: str


def chosen_source(*, environment: Mapping[str, str], docker_answers: bool) -> Source:
    """The first that applies; there is always one, so nothing is ever skipped for want of it."""
    if environment.get(VARIABLE):
        return Source(kind="named", sentence=f"the server that {VARIABLE} names")
    if docker_answers:
        return Source(kind="container", sentence=f"a container of {IMAGE}, thrown away afterwards")
    return Source(kind="embedded", sentence="embedded PostgreSQL, thrown away afterwards")


def docker_answers(*, environment: Mapping[str, str]) -> bool:
    """Whether a Docker daemon answers quickly; asked by hand, since its library is slow to load."""
    address = urlsplit(environment.get("DOCKER_HOST") or f"unix://{DOCKER_SOCKET}")
    family = socket.AF_UNIX if address.scheme == "unix" else socket.AF_INET
    try:
        with socket.socket(family) as connection:
            connection.settimeout(DOCKER_ANSWERS_WITHIN_SECONDS)
            target = (address.hostname or "", address.port or DOCKER_PORT)
            connection.connect(address.path if address.scheme == "unix" else target)
            connection.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
            return connection.recv(64).partition(b"\r\n")[0].endswith(b" 200 OK")
    except (OSError, ValueError):
        return False


@contextmanager
def running_server(*, source: Source) -> Iterator[str]:
    """A server's URL, of a role that may create databases, while the block runs."""
    match source.kind:
        case "named":
            yield os.environ[VARIABLE]
        case "container":
            with _container() as url:
                yield url
        case "embedded":
            with throwaway_postgres() as url:
                yield url


@contextmanager
def _container() -> Iterator[str]:
    from testcontainers.postgres import PostgresContainer  # noqa: PLC0415 - slow, and nearly always without use

    container = PostgresContainer(IMAGE, driver=None).with_command(
        "postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    with container as running:
        yield running.get_connection_url()
