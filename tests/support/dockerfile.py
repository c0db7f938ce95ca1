"""Reads a Dockerfile, and does what a stage of it says in a directory instead of an image."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        return [one.value for one in self.instructions if one.name == name]


def stages_of(text: str) -> list[Stage]:
    stages: list[Stage] = []
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        name, _, value = " ".join(line.split()).partition(" ")
        if name == "FROM":
            stages.append(Stage(name=value.partition(" AS ")[2]))
        elif name:
            stages[-1].instructions.append(Instruction(name=name, value=value))
    return stages


def copied(instruction: str) -> tuple[list[str], str]:
    """What a COPY takes from the checkout, and where to; nothing when it takes from a stage."""
    words = instruction.split()
    if words[0].startswith("--from="):
        return [], words[-1]
    return words[:-1], words[-1]


def build(*, stage: Stage, context: Path, root: Path) -> None:
    """Do a stage's work below `root`, which stands for the image's own."""
    here = root
    for one in stage.instructions:
        match one.name:
            case "WORKDIR":
                here = root / one.value.lstrip("/")
                here.mkdir(parents=True)
            case "COPY":
                sources, target = copied(one.value)
                for source in sources:
                    _copy(context / source, here / target, is_folder=target.endswith("/"))
            case "RUN":
                _run(one.value.replace("/opt/", f"{root}/opt/"), here=here)
            case _:
                assert one.name == "ENV", f"{one.name}: not known to this builder"


def _copy(source: Path, target: Path, *, is_folder: bool) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        return
    if is_folder:
        target.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _run(command: str, *, here: Path) -> None:
    python = Path(sys.executable).parent
    # Compiling is for a long life; this installation has a short one.
    environment = os.environ | {"PATH": f"{python}:{os.environ['PATH']}", "PIP_NO_COMPILE": "1"}
    done = subprocess.run(
        ["/bin/sh", "-ec", command],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
