"""A machine of its own for a journey: a folder, a database in it, servers that come and go."""

import os
import queue
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from piggypulse_adapters.embedded.postmaster import clear_leftovers
from piggypulse_adapters.embedded.programs import found_programs

READY = "Ctrl-C stops."
UP_WITHIN_SECONDS = 120
DOWN_WITHIN_SECONDS = 60
ENDED = None


@dataclass(slots=True, kw_only=True)
class Serving:
    """A running `piggypulse serve`; its output is read all the time, so that it never blocks."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    fresh: queue.SimpleQueue[str | None] = field(default_factory=queue.SimpleQueue)

    @classmethod
    def of(cls, process: subprocess.Popen[str]) -> Self:
        serving = cls(process=process)
        threading.Thread(target=serving._read, args=(process.stdout,), daemon=True).start()
        return serving

    def _read(self, output: IO[str]) -> None:
        for line in output:
            self.lines.append(line.rstrip())
            self.fresh.put(line.rstrip())
        self.fresh.put(ENDED)

    def wait_until_said(self, sentence: str) -> Self:
        """Return once a line begins so; fails with everything said instead when none does."""
        while True:
            line = self.fresh.get(timeout=UP_WITHIN_SECONDS)
            if line is ENDED:
                raise AssertionError("it ended early:\n" + self.said)
            if line.startswith(sentence):
                return self

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    @property
    def base_url(self) -> str:
        found = re.search(r"http://\S+", self.said)
        assert found is not None, self.said
        return found[0]

    @property
    def port(self) -> int:
        found = re.search(r":(\d+)/", self.base_url)
        assert found is not None, self.base_url
        return int(found[1])

    def stop(self, *, by: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop as a terminal does it, the whole group; its exit status."""
        os.killpg(self.process.pid, by)
        return self.process.wait(timeout=DOWN_WITHIN_SECONDS)

    def kill(self) -> None:
        """No time for last words."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=DOWN_WITHIN_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where a household lives: commands run in its folder, the data lies below it."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "kept" / "pgdata"

    def environment(self, **settings: str) -> dict[str, str]:
        """As on a fresh machine: none of the developer's own settings."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.folder),
            "PIGGY_PULSE_DATA__DIRECTORY": str(self.data),
            **settings,
        }

    @contextmanager
    def serving(self, *arguments: str, **settings: str) -> Iterator[Serving]:
        """A server on a free port for the length of a block, which may stop it earlier."""
        with subprocess.Popen(
            self._command("serve", "--port", "0", *arguments),
            cwd=self.folder,
            env=self.environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        ) as process:
            serving = Serving.of(process)
            try:
                yield serving.wait_until_said(READY)
            finally:
                if process.poll() is None:
                    serving.stop()

    def run(
        self, *arguments: str, given: str | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """A command that ends by itself; `given` comes to it through a pipe."""
        return subprocess.run(
            self._command(*arguments),
            cwd=self.folder,
            env=self.environment(**settings),
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=UP_WITHIN_SECONDS,
        )

    def database_process(self) -> int | None:
        """The number of the PostgreSQL server that runs on the data."""
        notes = self.data / "postmaster.pid"
        if not notes.exists():
            return None
        number = int(notes.read_text(encoding="ascii").splitlines()[0])
        return number if _runs(number) else None

    def tidy(self) -> None:
        """End what a killed server left running."""
        if self.data.exists():
            clear_leftovers(data=self.data, programs=found_programs())

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "piggypulse_http", *arguments]


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def made_machine() -> Iterator[Machine]:
    """A machine on which nothing of ours has ever run, thrown away afterwards."""
    # Not below pytest's own folder: that is closed to the account the database runs under.
    with tempfile.TemporaryDirectory(prefix="piggypulse-journey-") as folder:
        Path(folder).chmod(0o711)
        machine = Machine(folder=Path(folder))
        try:
            yield machine
        finally:
            machine.tidy()
