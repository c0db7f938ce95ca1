"""The project as its users get it: a wheel, installed where nothing of the checkout is in reach."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.support.dockerfile import build, stages_of

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    root: Path

    @property
    def wheel(self) -> Path:
        (found,) = (self.root / "build" / "dist").glob("*.whl")
        return found

    @property
    def programs(self) -> Path:
        return self.root / "opt" / "piggypulse" / "bin"

    def run(self, program: str, *arguments: str) -> str:
        """What a program of the installation prints, from a place that is not the checkout."""
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.root,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def environment(self, **settings: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not _steers(name)}
        return kept | {"PATH": f"{self.programs}:{os.environ['PATH']}"} | settings


def _steers(name: str) -> bool:
    """Whether a setting of the developer's would reach into the installation."""
    return name.startswith(("PIGGY_PULSE_", "PYTHON")) or name == "VIRTUAL_ENV"


def built_installation(*, root: Path) -> Installation:
    """Made exactly as the image is: by the first stage of the Dockerfile."""
    stage = stages_of((CHECKOUT / "Dockerfile").read_text(encoding="utf-8"))[0]
    build(stage=stage, context=CHECKOUT, root=root)
    return Installation(root=root)
