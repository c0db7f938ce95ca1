"""A server in a process of its own, spoken to over its port."""

import json
import os
import re
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

STOP_SECONDS = 30


@dataclass(slots=True, kw_only=True)
class ServerProcess:
    """What runs; `said` is everything it printed before it was ready."""

    process: subprocess.Popen[str]
    base_url: str
    said: str

    def get(self, path: str) -> object:
        # The address is of this machine, from the server's own mouth.
        with urlopen(self.base_url + path, timeout=10) as answer:  # noqa: S310 - see above
            return json.load(answer)

    def stop(self, *, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop and return its exit status."""
        # The whole group, as a terminal does it.
        os.killpg(self.process.pid, by)
        return self.process.wait(timeout=STOP_SECONDS)


@contextmanager
def running_server(
    *, program: Path, environment: Mapping[str, str], folder: Path
) -> Iterator[ServerProcess]:
    """`piggypulse serve` on a port of the system's choice, for as long as the block runs."""
    with subprocess.Popen(
        [str(program), "serve", "--port", "0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield _ready(process)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=STOP_SECONDS)


def _ready(process: subprocess.Popen[str]) -> ServerProcess:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("Ctrl-C stops"):
            break
    found = re.search(r"http://\S+", said)
    assert found is not None, f"the server did not come up:\n{said}"
    return ServerProcess(process=process, base_url=found[0], said=said)
