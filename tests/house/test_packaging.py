"""The wheel: complete, installable from hashes, and at work far from the checkout."""

import json
import subprocess
import sys
import tomllib
from email.parser import Parser
from pathlib import Path
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from psycopg.conninfo import conninfo_to_dict

from piggypulse_adapters.security.keyring import new_secret
from tests.support.installation import CHECKOUT, Installation
from tests.support.process import running_server

pytestmark = pytest.mark.installs

PACKAGES = ("piggypulse_core", "piggypulse_adapters", "piggypulse_http")

LOAD_EVERYTHING = """
from importlib.resources import files
from pathlib import Path
from piggypulse_adapters.postgres.statements import load

root = Path(str(files("piggypulse_adapters")))
for file in sorted(root.rglob("*.sql")):
    if "-- name:" in file.read_text(encoding="utf-8"):
        package = ".".join(file.parent.relative_to(root.parent).parts)
        for name in load(package=package, file=file.name):
            print(package, name)
"""

IMPORT_WITHOUT_PACKAGES = """
import importlib, pkgutil, sys

sys.path.insert(0, sys.argv[1])
assert not any("site-packages" in place for place in sys.path), sys.path
for root in ("piggypulse_core", "piggypulse_adapters.memory"):
    package = importlib.import_module(root)
    for module in pkgutil.walk_packages(package.__path__, f"{root}."):
        importlib.import_module(module.name)
        print(module.name)
"""


def shipped(installation: Installation) -> set[str]:
    return set(ZipFile(installation.wheel).namelist())


def test_the_wheel_holds_every_file_of_the_packages(installation: Installation) -> None:
    sources = {
        str(file.relative_to(CHECKOUT))
        for package in PACKAGES
        for file in (CHECKOUT / package).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    others = {name for name in shipped(installation) if ".dist-info/" not in name}

    assert sources == others
    assert {f"{package}/py.typed" for package in PACKAGES} <= others
    assert any(name.endswith(".sql") for name in others)


def test_the_library_needs_nothing_and_says_its_licence(installation: Installation) -> None:
    (info,) = {name.split("/")[0] for name in shipped(installation) if ".dist-info/" in name}
    wheel = ZipFile(installation.wheel)
    metadata = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())
    needed = [one for one in metadata.get_all("Requires-Dist", []) if "extra ==" not in one]
    licence = wheel.read(f"{info}/licenses/LICENSE")

    assert needed == []
    assert metadata["License-Expression"] == "AGPL-3.0-or-later"
    assert licence == (CHECKOUT / "LICENSE").read_bytes()


def test_every_statement_loads_from_the_installation(installation: Installation) -> None:
    headers = sum(
        file.read_text(encoding="utf-8").count("-- name:")
        for file in (CHECKOUT / "piggypulse_adapters").rglob("*.sql")
    )

    printed = installation.run("python", "-I", "-c", LOAD_EVERYTHING)

    assert headers > 0
    assert len(printed.splitlines()) == headers


def test_the_core_with_its_memory_works_without_any_package(installation: Installation) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-I", "-c", IMPORT_WITHOUT_PACKAGES, str(installation.wheel)],
        cwd=installation.root,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "piggypulse_core.ledger.model.vendor" in done.stdout.splitlines()


def test_the_command_helps_and_knows_its_version(installation: Installation) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert "serve" in installation.run("piggypulse", "--help")
    assert project["version"] in installation.run("piggypulse", "--version")


def test_the_installed_document_is_the_promised_one(installation: Installation) -> None:
    promised = json.loads((CHECKOUT / "contracts" / "openapi.json").read_text(encoding="utf-8"))

    assert json.loads(installation.run("piggypulse", "openapi")) == promised


def test_the_installed_server_answers(
    installation: Installation, own_database: str, tmp_path: Path
) -> None:
    url = f"postgresql:///?{urlencode(conninfo_to_dict(own_database))}"
    environment = installation.environment(
        PIGGY_PULSE_DATABASE__URL=url,
        PIGGY_PULSE_SECURITY__SECRETS=new_secret(id="first").text,
    )
    program = installation.programs / "piggypulse"

    with running_server(program=program, environment=environment, folder=tmp_path) as server:
        assert server.get("/health") == {"status": "ok", "database": "ok"}
        status = server.stop()

    assert status == 0
