"""Files of archives: read with their progress told, and written whole or not at all."""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO

from piggypulse_http.composition.commands import CommandFailed

KIB = 1024
STANDARD = Path("-")

Told = Callable[[int, int], None]


@contextmanager
def file_trouble(file: Path) -> Iterator[None]:
    """What cannot be done with a file, as the end of a command."""
    try:
        yield
    except OSError as trouble:
        raise CommandFailed(f"{file}: {trouble.strerror or trouble}") from None


class _Shown(io.BufferedReader):
    """A file that tells how much of it was read, in KiB."""

    def __init__(self, raw: io.FileIO, *, told: Told) -> None:
        super().__init__(raw)
        self._told = told
        self._whole = os.fstat(raw.fileno()).st_size // KIB + 1

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = super().read(size)
        self._told(self.tell() // KIB + (not chunk), self._whole)
        return chunk


@contextmanager
def opened_file(file: Path, *, told: Told) -> Iterator[IO[bytes]]:
    """A file at its beginning that can be read twice; what comes through a pipe is put by."""
    with ExitStack() as open_files:
        with file_trouble(file):
            raw = open_files.enter_context(_raw(file))
            if not raw.seekable():
                raw = open_files.enter_context(_put_by(raw))
        yield open_files.enter_context(_Shown(raw, told=told))


def _raw(file: Path) -> io.FileIO:
    if file == STANDARD:
        return io.FileIO(sys.stdin.fileno(), closefd=False)
    return io.FileIO(file)


@contextmanager
def _put_by(pipe: io.FileIO) -> Iterator[io.FileIO]:
    with TemporaryFile() as kept:
        shutil.copyfileobj(pipe, kept)
        kept.seek(0)
        with io.FileIO(kept.fileno(), closefd=False) as raw:
            yield raw


@contextmanager
def whole_file(file: Path) -> Iterator[IO[bytes]]:
    """A file only its owner reads. It takes its name, or goes out, once a block has ended well."""
    if file != STANDARD:
        with _renamed(file) as target:
            yield target
        return
    with TemporaryFile() as target:
        yield target
        # Apart from Python's own, which would be flushed once more when nobody reads any longer.
        with file_trouble(file), os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
            target.seek(0)
            shutil.copyfileobj(target, out)


@contextmanager
def _renamed(file: Path) -> Iterator[IO[bytes]]:
    with file_trouble(file):
        place = file.resolve()
        if place.exists() and not place.is_file():
            raise CommandFailed(f"{file} is there already and is no file.")
        made = NamedTemporaryFile(  # noqa: SIM115 - it outlives its name
            dir=place.parent, prefix=f".{place.name}.", delete=False
        )
    with made:
        try:
            yield made
            with file_trouble(file):
                made.flush()
                os.fsync(made.fileno())
                Path(made.name).replace(place)
        except BaseException:
            with suppress(OSError):
                Path(made.name).unlink()
            raise
