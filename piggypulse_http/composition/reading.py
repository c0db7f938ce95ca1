"""Settings read out of the environment and `.env`; everything wrong is said at once, in words."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from piggypulse_adapters.security.keyring import Secret
from piggypulse_http.composition.secrets import checked_ring, ring_in
from piggypulse_http.edge.cross_site import checked_origin
from piggypulse_http.edge.hosts import is_loopback

PREFIX = "PIGGY_PULSE_"
IGNORED_SECTION = "TEST__"
LABEL_LENGTH_MAX = 64

Listed = TypeVar("Listed")


class BadSettings(Exception):
    """The configuration cannot be used; `complaints` says everything that is wrong with it."""

    def __init__(self, *, complaints: list[str]) -> None:
        super().__init__("\n".join(complaints))
        self.complaints = complaints


def environment(*, folder: Path | None = None) -> dict[str, str]:
    """The process environment over the `.env` file of a folder."""
    found: dict[str, str] = {}
    file = (folder or Path.cwd()) / ".env"
    if file.is_file():
        found.update(_dot_env(file.read_text(encoding="utf-8")))
    found.update(os.environ)
    return found


def _dot_env(text: str) -> dict[str, str]:
    lines = (line.strip().removeprefix("export ") for line in text.splitlines())
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, _, value in pairs}


@dataclass(slots=True)
class Reader:
    """Takes values one by one and remembers what is wrong."""

    values: Mapping[str, str]
    known: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def take(self, name: str) -> str | None:
        self.known.add(name)
        return self.values.get(PREFIX + name) or None

    def text(self, name: str, default: str) -> str:
        return self.take(name) or default

    def label(self, name: str, default: str) -> str:
        """A name people see; authenticators read a colon as its end."""
        given = self.text(name, default)
        if len(given) > LABEL_LENGTH_MAX or not given.isprintable() or ":" in given:
            self.complain(name, f"must be at most {LABEL_LENGTH_MAX} characters without a colon")
        return given

    def number(self, name: str, default: int, lowest: int, highest: int) -> int:
        given = self.take(name)
        if given is None:
            return default
        if given.isascii() and given.isdigit() and lowest <= int(given) <= highest:
            return int(given)
        self.complain(name, f"must be a whole number from {lowest} to {highest}")
        return default

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        given = self.take(name) or choices[0]
        if given not in choices:
            self.complain(name, f"must be one of {', '.join(choices)}")
        return given

    def listed(self, name: str, check: Callable[[str], Listed]) -> tuple[Listed, ...]:
        """Values with commas between them; what is wrong with one is said once."""
        given = self.take(name) or "none"
        if given == "none":
            return ()
        try:
            return tuple(check(part.strip()) for part in given.split(","))
        except ValueError as wrong:
            self.complain(name, str(wrong))
            return ()

    def url(self, name: str) -> str | None:
        given = self.take(name)
        if given is not None and not given.startswith(("postgresql://", "postgres://")):
            self.complain(name, "must begin with postgresql://")
        return given

    def base_url(self, name: str) -> str:
        given = self.text(name, "http://localhost:8000").rstrip("/")
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            self.complain(name, "must be an http or https URL")
        elif parts.scheme == "http" and not is_loopback(parts.hostname):
            self.complain(name, "must be https unless it names this machine (localhost)")
        else:
            self._host_and_port(name, f"{parts.scheme}://{parts.netloc}")
        return given

    def _host_and_port(self, name: str, origin: str) -> None:
        try:
            checked_origin(origin)
        except ValueError:
            self.complain(name, "must have a host and a port that can be")

    def web_url(self, name: str) -> str | None:
        """Where pages are; without what a link adds to it."""
        given = self.take(name)
        if given is None:
            return None
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            self.complain(name, "must be an http or https URL")
        elif parts.query or parts.fragment or parts.username:
            self.complain(name, "must be no more than a host and a path")
        elif parts.scheme == "http" and not is_loopback(parts.hostname):
            self.complain(name, "must be https unless it names this machine (localhost)")
        return given.rstrip("/")

    def path(self, name: str) -> Path | None:
        given = self.take(name)
        return None if given is None else Path(given).expanduser()

    def file(self, name: str) -> Path | None:
        """A file there is."""
        given = self.path(name)
        if given is not None and not given.is_file():
            self.complain(name, "must be a file")
        return given

    def secret(self, name: str) -> str | None:
        """A secret, or the file it is in; a setting and a file at once would hide one."""
        given, file = self.take(name), self.path(f"{name}_FILE")
        if given is not None and file is not None:
            self.complain(name, f"must not be set together with {PREFIX}{name}_FILE")
        if given is not None or file is None:
            return given
        try:
            return file.read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            self.complain(f"{name}_FILE", "cannot be read")
            return None

    def store(self, name: str) -> str:
        given = self.text(name, "auto")
        if given not in ("auto", "memory", "postgres") and not given.startswith(
            ("redis://", "rediss://")
        ):
            self.complain(name, "must be auto, memory, postgres or begin with redis://")
        return given

    def ring(self, name: str) -> tuple[Secret, ...]:
        """Secrets, or the file they are in; a setting and a file at once would hide one."""
        given, file = self.take(name), self.path(f"{name}_FILE")
        if given is not None and file is not None:
            self.complain(name, f"must not be set together with {PREFIX}{name}_FILE")
            return ()
        try:
            if file is not None:
                return ring_in(file)
            return () if given is None else checked_ring(given)
        except ValueError as wrong:
            self.complain(name if file is None else f"{name}_FILE", str(wrong))
            return ()

    def complain(self, name: str, text: str) -> None:
        self.complaints.append(f"{PREFIX}{name} {text}")

    def settle(self) -> None:
        for name in sorted(self.values):
            short = name.removeprefix(PREFIX)
            ours = name.startswith(PREFIX) and not short.startswith(IGNORED_SECTION)
            if ours and short not in self.known:
                self.complaints.append(f"{name} is no setting there is")
        if self.complaints:
            raise BadSettings(complaints=self.complaints)
