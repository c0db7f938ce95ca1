"""Life of one embedded server: made, started, left in peace, stopped."""

import os
import shlex
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from piggypulse_adapters.embedded.failures import EmbeddedBusy, EmbeddedFailed
from piggypulse_adapters.embedded.places import lock_path, locked, open_way, socket_directory
from piggypulse_adapters.embedded.postmaster import Postmaster, clear_leftovers
from piggypulse_adapters.embedded.programs import MAJOR_VERSION, Programs, found_programs

_ROLE = "piggypulse"
# The one that every new server has.
_DATABASE = "postgres"
_UNFINISHED = ".new-"
_THROWAWAY_PREFIX = "piggypulse-throwaway-"
# A directory this young may belong to a start that has not taken its lock yet.
_SWEEP_AGE_SECONDS = 60

_DURABLE = MappingProxyType(
    {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "jit": "off",
        "log_checkpoints": "off",
    }
)
_THROWAWAY = MappingProxyType(
    {**_DURABLE, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
)


@contextmanager
def embedded_postgres(*, data: Path) -> Iterator[str]:
    """A server that keeps what it acknowledged, for as long as the block runs; yields its URL."""
    with _served(data=data, settings=_DURABLE) as url:
        yield url


@contextmanager
def joined_postgres(*, data: Path) -> Iterator[str]:
    """The server that already runs on this data, else one of our own."""
    running = Postmaster.of(data=data)
    if running is not None and running.ready:
        yield _url(sockets=running.sockets)
        return
    with embedded_postgres(data=data) as url:
        yield url


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """A fast server for tests: nothing of it is kept."""
    _sweep()
    home = Path(tempfile.mkdtemp(prefix=_THROWAWAY_PREFIX))
    home.chmod(0o711)
    try:
        with _served(data=home / "pgdata", settings=_THROWAWAY) as url:
            yield url
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _sweep() -> None:
    # A killed test run cannot clean up: its server would run on for ever.
    for home in Path(tempfile.gettempdir()).glob(f"{_THROWAWAY_PREFIX}*"):
        data = home / "pgdata"
        with suppress(EmbeddedBusy, OSError):
            old = time.time() - home.stat().st_mtime > _SWEEP_AGE_SECONDS
            if old and home.stat().st_uid == os.geteuid() and lock_path(data=data).exists():
                with locked(data=data):
                    clear_leftovers(data=data, programs=found_programs())
                    shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _served(*, data: Path, settings: Mapping[str, str]) -> Iterator[str]:
    data = data.absolute()
    programs = found_programs()
    with locked(data=data):
        if programs.account is not None:
            open_way(to=data)
        for unfinished in data.parent.glob(f"{data.name}{_UNFINISHED}*"):
            shutil.rmtree(unfinished, ignore_errors=True)
        if not (data / "PG_VERSION").exists():
            _create(data=data, programs=programs)
        _refuse_other_version(data=data)
        clear_leftovers(data=data, programs=programs)
        with socket_directory() as sockets:
            programs.own(sockets)
            try:
                _start(data=data, programs=programs, settings=settings, sockets=sockets)
                yield _url(sockets=sockets)
            finally:
                clear_leftovers(data=data, programs=programs)


def _url(*, sockets: Path) -> str:
    return f"postgresql://{_ROLE}@/{_DATABASE}?host={quote(str(sockets), safe='')}"


def _create(*, data: Path, programs: Programs) -> None:
    # Made aside and moved in one step: a start that is killed leaves nothing half made. With a
    # name of its own, for the programs of a killed start may still be at work on theirs.
    fresh = Path(tempfile.mkdtemp(prefix=f"{data.name}{_UNFINISHED}", dir=data.parent))
    programs.own(fresh)
    programs.run(
        "initdb",
        f"--pgdata={fresh}",
        f"--username={_ROLE}",
        # The socket lies in a directory that only this user can enter.
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--set=timezone=UTC",
        "--set=log_timezone=UTC",
        "--no-instructions",
    )
    fresh.rename(data)
    _sync_directory(data.parent)


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refuse_other_version(*, data: Path) -> None:
    version = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    if version != MAJOR_VERSION:
        raise EmbeddedFailed(
            f"The data in {data} is of PostgreSQL {version}, this is {MAJOR_VERSION}: "
            "dump it with the old version and restore it with this one."
        )


def _start(*, data: Path, programs: Programs, settings: Mapping[str, str], sockets: Path) -> None:
    log = data / "server.log"
    with suppress(FileNotFoundError):
        log.replace(log.with_suffix(".log.1"))
    chosen = {**settings, "unix_socket_directories": str(sockets)}
    # pg_ctl hands this string to a shell.
    options = " ".join(shlex.quote(f"--{name}={value}") for name, value in chosen.items())
    try:
        programs.run(
            "pg_ctl",
            "start",
            "--wait",
            "--timeout=300",
            f"--pgdata={data}",
            f"--log={log}",
            f"--options={options}",
        )
    except EmbeddedFailed as failure:
        raise EmbeddedFailed(f"{failure}\n{_tail(log=log)}") from failure


def _tail(*, log: Path) -> str:
    if not log.exists():
        return f"It wrote no log to {log}."
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([f"The end of {log}:", *lines[-10:]])
