"""Where the PostgreSQL for tests comes from: a named one, a container, or the embedded one."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from piggypulse_adapters.embedded import throwaway_postgres

VARIABLE = "PIGGY_PULSE_TEST__DATABASE_URL"
IMAGE = "postgres:17-alpine"
DOCKER_SOCKET = Path("/var/run/docker.sock")
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
    """Whether a Docker daemon answers quickly."""
    if not (environment.get("DOCKER_HOST") or DOCKER_SOCKET.exists()):
        return False
    import docker  # noqa: PLC0415 - slow to import, and nearly always without use
    from docker.errors import DockerException  # noqa: PLC0415 - as above

    try:
        return bool(docker.from_env(timeout=DOCKER_ANSWERS_WITHIN_SECONDS).ping())
    except DockerException:
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
    from testcontainers.postgres import PostgresContainer  # noqa: PLC0415 - as docker above

    container = PostgresContainer(IMAGE, driver=None).with_command(
        "postgres -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    with container as running:
        yield running.get_connection_url()
