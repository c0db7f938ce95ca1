"""The server process of a data directory, as its own notes and the system tell of it."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from piggypulse_adapters.embedded.failures import EmbeddedFailed
from piggypulse_adapters.embedded.places import SOCKET_PREFIX
from piggypulse_adapters.embedded.programs import Programs

# PostgreSQL writes its notes line by line while it starts; these are ours of the eight.
_PID, _SOCKETS, _STATUS = 0, 4, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """A server that runs on the data right now."""

    sockets: Path
    ready: bool

    @classmethod
    def of(cls, *, data: Path) -> Self | None:
        lines = _notes(data=data)
        if not lines or not _serves(pid=lines[_PID], data=data):
            return None
        lines += [""] * (_STATUS + 1 - len(lines))
        return cls(sockets=Path(lines[_SOCKETS]), ready=lines[_STATUS].strip() == "ready")


def _notes(*, data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, PermissionError):
        return []


def _serves(*, pid: str, data: Path) -> bool:
    # A number in a file may be another process by now: only the server works inside the data.
    if not Path("/proc/self").exists():
        return _lives(pid=pid)
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False


def _lives(*, pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def clear_leftovers(*, data: Path, programs: Programs) -> None:
    """Stop a server that runs on the data and remove what one that died left behind."""
    lines = _notes(data=data)
    if not lines:
        return
    if _serves(pid=lines[_PID], data=data):
        _stop(data=data, programs=programs)
    elif _lives(pid=lines[_PID]):
        # PostgreSQL would take whoever bears the number now for a server and refuse to start.
        # Notes of the dead stay: from them it sees whether a child of theirs still writes.
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
