"""Where the embedded server keeps its data, its lock and its socket."""

import fcntl
import hashlib
import logging
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from piggypulse_adapters.embedded.failures import EmbeddedBusy, EmbeddedFailed

SOCKET_PREFIX = "piggypulse-socket-"
# The kernel's limit for the path of a socket is 108 bytes on Linux and 104 on macOS, with the NUL.
_SOCKET_PATH_MAX = 103
_SOCKET_NAME = ".s.PGSQL.5432"

_log = logging.getLogger(__name__)


def default_data_directory(*, checkout: Path, environment: Mapping[str, str]) -> Path:
    """A directory of the user's for this checkout alone.

    Where the user has no home that can be written, it lies inside the checkout, in `.piggypulse`.
    """
    root = checkout.resolve()
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:8]
    for base in _homes(environment=environment):
        if _can_create(base):
            return base / "piggypulse" / f"{root.name or 'root'}-{digest}" / "pgdata"
    return root / ".piggypulse" / "pgdata"


def _homes(*, environment: Mapping[str, str]) -> Iterator[Path]:
    # The XDG specification says that a relative path is to be ignored.
    for base in (
        Path(environment.get("XDG_DATA_HOME", "")),
        Path(environment.get("HOME", "")) / ".local" / "share",
    ):
        if base.is_absolute():
            yield base


def _can_create(directory: Path) -> bool:
    existing = next(one for one in (directory, *directory.parents) if one.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)


@contextmanager
def locked(*, data: Path) -> Iterator[None]:
    """Hold the data for this process; the system lets go of it when the process dies."""
    try:
        # Passable, for a server under another account; the data itself is closed.
        data.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        descriptor = os.open(lock_path(data=data), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise EmbeddedFailed(f"The data cannot be kept in {data.parent}: {error}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise EmbeddedBusy(data=data, holder=os.read(descriptor, 20).decode()) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def lock_path(*, data: Path) -> Path:
    return data.with_name(f"{data.name}.lock")


@contextmanager
def socket_directory() -> Iterator[Path]:
    """A fresh private directory: nobody else can have put anything at its path."""
    directory = Path(tempfile.mkdtemp(prefix=SOCKET_PREFIX, dir=_short_directory()))
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _short_directory() -> Path:
    random_part = "x" * 8
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 - mkdtemp makes it safe
        path = base / (SOCKET_PREFIX + random_part) / _SOCKET_NAME
        if len(os.fsencode(path)) <= _SOCKET_PATH_MAX:
            return base
    raise AssertionError("one of the two is short enough")


def open_way(*, to: Path) -> None:
    """Let other accounts pass through, not look into, the directories above."""
    for directory in to.resolve().parents:
        mode = stat.S_IMODE(directory.stat().st_mode)
        if not mode & stat.S_IXOTH:
            directory.chmod(mode | stat.S_IXOTH)
            _log.warning("The database's own account may now pass through %s.", directory)
