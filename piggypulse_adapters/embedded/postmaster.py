"""The server process of a data directory, as its own notes and the system tell of it."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from piggypulse_adapters.embedded.failures import EmbeddedFailed
from piggypulse_adapters.embedded.places import SOCKET_PREFIX
from piggypulse_adapters.embedded.programs import Programs

# PostgreSQL writes its notes line by line while it starts; these are ours of the eight.
_PID, _SOCKETS, _STATUS = 0, 4, 7
_ORPHAN_PATIENCE_SECONDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """A server that runs on the data right now."""

    sockets: Path
    ready: bool

    @classmethod
    def of(cls, *, data: Path) -> Self | None:
        lines = _notes(data=data)
        if not lines or not _works_in(pid=lines[_PID], data=data):
            return None
        lines += [""] * (_STATUS + 1 - len(lines))
        return cls(sockets=Path(lines[_SOCKETS]), ready=lines[_STATUS].strip() == "ready")


def _notes(*, data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return []


def _works_in(*, pid: str, data: Path) -> bool:
    # A number in a file may be another process by now: only a server works inside its data.
    try:
        if _tells_directories():
            return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
        os.kill(int(pid), 0)
    except (FileNotFoundError, PermissionError, ProcessLookupError, ValueError):
        return False
    return True


def _tells_directories() -> bool:
    return Path("/proc/self/cwd").exists()


def clear_leftovers(*, data: Path, programs: Programs) -> None:
    """Stop a server that runs on the data and remove what one that died left behind."""
    lines = _notes(data=data)
    if not lines:
        return
    if _works_in(pid=lines[_PID], data=data):
        _stop(data=data, programs=programs)
    elif _tells_directories():
        _stop_orphans(data=data)
        # PostgreSQL would take whoever bears the number now for a server and refuse to start.
        (data / "postmaster.pid").unlink(missing_ok=True)
    sockets = Path(lines[_SOCKETS]) if len(lines) > _SOCKETS else Path()
    if sockets.name.startswith(SOCKET_PREFIX):
        shutil.rmtree(sockets, ignore_errors=True)


def _stop(*, data: Path, programs: Programs) -> None:
    stop = ("pg_ctl", "stop", "--wait", f"--pgdata={data}")
    try:
        programs.run(*stop, "--mode=fast", "--timeout=60")
    except EmbeddedFailed:
        # It recovers from its log at the next start.
        programs.run(*stop, "--mode=immediate", "--timeout=60")


def _stop_orphans(*, data: Path) -> None:
    # Children of a killed server end by themselves, but one in a long query only after it.
    deadline = time.monotonic() + _ORPHAN_PATIENCE_SECONDS
    while orphans := list(_processes(data=data)):
        if time.monotonic() > deadline:
            numbers = ", ".join(orphans)
            raise EmbeddedFailed(f"Processes of a killed server still work in {data}: {numbers}.")
        for pid in orphans:
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGQUIT)
        time.sleep(0.1)


def _processes(*, data: Path) -> Iterator[str]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and _works_in(pid=entry.name, data=data):
            yield entry.name
