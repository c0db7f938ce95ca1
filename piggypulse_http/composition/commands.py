"""What the command line does, each command one function."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

import msgspec
import uvicorn
from litestar.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from piggypulse_adapters.memory.work import MemoryWork
from piggypulse_adapters.security.keyring import new_secret
from piggypulse_http.app import PREFIX
from piggypulse_http.composition.addresses import address_of, answering, noted
from piggypulse_http.composition.container import Container
from piggypulse_http.composition.databases import (
    Database,
    DatabaseUnusable,
    database_of,
    migrated,
)
from piggypulse_http.composition.demands import (
    SecretsUnusable,
    refuse_counting_apart,
    refuse_without_secrets,
    with_letters,
    with_secrets,
)
from piggypulse_http.composition.demo import DemoSignIn, fill
from piggypulse_http.composition.demo_progress import bar
from piggypulse_http.composition.keys import refuse_lost_keys, sealed_anew
from piggypulse_http.composition.reading import PREFIX as SETTING
from piggypulse_http.composition.reading import environment
from piggypulse_http.composition.serve import assemble
from piggypulse_http.composition.settings import Settings, read_settings
from piggypulse_http.edge.access_log import AccessLog, log_as_json
from piggypulse_http.edge.openapi import document_of
from piggypulse_http.edge.protocol import GuardedProtocol

SHUTDOWN_SECONDS = 20
BACKLOG = 2048
DEMO_SEED = 25


class CommandFailed(Exception):
    """A command could not do its work; the message says why, in words."""


def application() -> ASGIApp:
    """The application of one worker process, wired from its environment."""
    log_as_json()
    return AccessLog(assemble(container_for(settings=read_settings(values=environment()))))


def container_for(*, settings: Settings) -> Container:
    """A container of its own with the settings given."""
    container = Container()
    container.settings.override(settings)
    return container


def serve(*, host: str | None, port: int | None, workers: int | None) -> None:
    """Serve until a signal says stop; options go before settings."""
    settings = _with_options(
        read_settings(values=environment()), host=host, port=port, workers=workers
    )
    refuse_without_secrets(settings)
    refuse_counting_apart(settings)
    # From the start: a database that is being made or migrated has to be stopped as well.
    signal.signal(signal.SIGTERM, _terminated)
    with _said_in_words(), _listening(settings) as listener, _database(settings) as database:
        migrated(url=database.url)
        settings = with_letters(with_secrets(settings, database=database), database=database)
        refuse_lost_keys(container_for(settings=replace(settings, database_url=database.url)))
        _export(settings=settings, database=database)
        address = address_of(host=settings.server_host, port=listener.getsockname()[1])
        with noted(address=address, data=database.data):
            _announce(settings=settings, database=database, address=address)
            _serve_on(listener, settings=settings)
    print("Stopped.")


def migrate_database() -> None:
    """Apply the migrations that are due."""
    settings = read_settings(values=environment())
    with _said_in_words(), _database(settings, join=True) as database:
        applied = migrated(url=database.url)
    print(f"{applied} migration(s) applied." if applied else "The database is up to date.")


def fill_demo() -> None:
    """Make a demo user with a year of bookings, in the database of a running server or alone."""
    with joined() as container:
        sign_in = asyncio.run(_filled(container))
        settings = container.settings()
        address = answering(data=settings.data_directory)
    if address is None:
        print("No server answers yet; start it with `make run` or `piggypulse serve`.")
    print(f"Sign in at {address or settings.server_base_url}{PREFIX}/auth/login")
    print(f"  email     {sign_in.email}")
    print(f"  password  {sign_in.password}")
    print("The password is shown this once.")


@contextmanager
def joined() -> Iterator[Container]:
    """Everything wired, over the database of a running server or one started for the while."""
    settings = read_settings(values=environment())
    refuse_without_secrets(settings)
    with _said_in_words(), _database(settings, join=True) as database:
        migrated(url=database.url)
        settings = with_letters(with_secrets(settings, database=database), database=database)
        yield container_for(
            settings=replace(settings, database_url=database.url, data_directory=database.data)
        )


def rotate_keys() -> None:
    """Seal everything with the first key of the ring, so that the others can be dropped."""
    with joined() as container:
        done = sealed_anew(container)
        first = container.settings().secrets[0].id
    print(f"{done} value(s) sealed anew. Everything is sealed with {first}.")


async def _filled(container: Container) -> DemoSignIn:
    async with container.work().opened():
        return await fill(container=container, seed=DEMO_SEED, progress=bar(stream=sys.stderr))


def write_document(*, output: Path | None) -> None:
    """Write the OpenAPI document; everything is wired, but over memory."""
    container = container_for(settings=Settings(secrets=(new_secret(id="unused"),)))
    container.work.override(MemoryWork())
    encoded = msgspec.json.encode(document_of(assemble(container)), order="deterministic")
    text = msgspec.json.format(encoded, indent=1).decode() + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def _with_options(
    settings: Settings, *, host: str | None, port: int | None, workers: int | None
) -> Settings:
    return replace(
        settings,
        server_host=settings.server_host if host is None else host,
        server_port=settings.server_port if port is None else port,
        server_workers=settings.server_workers if workers is None else workers,
    )


@contextmanager
def _said_in_words() -> Iterator[None]:
    try:
        yield
    except (DatabaseUnusable, SecretsUnusable) as unusable:
        raise CommandFailed(str(unusable)) from None


@contextmanager
def _database(settings: Settings, *, join: bool = False) -> Iterator[Database]:
    with database_of(settings=settings, environment=os.environ, join=join) as database:
        yield database


@contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    """The port is taken first: when it is busy nothing else has happened yet."""
    family = socket.AF_INET6 if ":" in settings.server_host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    address = f"{settings.server_host}:{settings.server_port}"
    try:
        listener.bind((settings.server_host, settings.server_port))
        listener.listen(BACKLOG)
    except OSError as trouble:
        listener.close()
        raise CommandFailed(
            f"Cannot listen on {address}: {trouble.strerror or trouble}. "
            "Stop what runs there or choose another port: "
            "`make run PORT=8001`, `piggypulse serve --port 8001`."
        ) from None
    listener.set_inheritable(True)
    try:
        yield listener
    finally:
        listener.close()


def _export(*, settings: Settings, database: Database) -> None:
    """Worker processes read the same settings from the environment."""
    os.environ[f"{SETTING}DATABASE__URL"] = database.url
    os.environ[f"{SETTING}SERVER__WORKERS"] = str(settings.server_workers)
    if settings.secrets_file is not None:
        os.environ[f"{SETTING}SECURITY__SECRETS_FILE"] = str(settings.secrets_file)
    if settings.mail.folder is not None:
        os.environ[f"{SETTING}MAIL__FOLDER"] = str(settings.mail.folder)


def _announce(*, settings: Settings, database: Database, address: str) -> None:
    print(f"PiggyPulse serves {address}{PREFIX}")
    if database.data is None:
        print(f"The data is in the database that {SETTING}DATABASE__URL names.")
    else:
        print(f"The data is in {database.data}")
    print(settings.mail.way)
    print("Ctrl-C stops.", flush=True)


def _serve_on(listener: socket.socket, *, settings: Settings) -> None:
    config = uvicorn.Config(
        "piggypulse_http.composition.commands:application",
        factory=True,
        workers=settings.server_workers,
        loop="uvloop",
        http=GuardedProtocol,
        proxy_headers=False,
        server_header=False,
        date_header=True,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    server = uvicorn.Server(config)
    try:
        if settings.server_workers == 1:
            server.run(sockets=[listener])
        else:
            Multiprocess(config, sockets=[listener]).run()
    except KeyboardInterrupt:
        # The signal that stopped the server; what runs around it stops in its turn.
        return
    if not server.started and settings.server_workers == 1:
        raise CommandFailed("The server did not start; see above.")


def _terminated(_number: int, _frame: FrameType | None) -> NoReturn:
    """The server raises the signal again after its shutdown; then the database stops too."""
    raise KeyboardInterrupt
