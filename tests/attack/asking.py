"""What a command answers, as its JSON."""

import json
import os
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from tests.attack.drawn import World
from tests.conftest import tried

from vasterviksmodell.cli.program import run

TRIES = int(os.environ.get("ATTACK_EXAMPLES", "10"))  # thousands find what is rare
attack = settings(tried(TRIES), suppress_health_check=list(HealthCheck))


class Asked:
    """A folder with the files of one world, and the program that is asked about them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def put(self, world: World, name: str = "") -> None:
        Path(self.path(f"criteria{name}.yaml")).write_text(world.criteria_file, encoding="utf-8")
        Path(self.path(f"sites{name}.csv")).write_text(world.sites_file, encoding="utf-8")

    def of_sites(self, command: str, *arguments: str) -> dict[str, Any]:
        """Return what a command answers about the sites that were put there."""
        return self.answer(command, self.path("sites.csv"), *arguments, "-c", self.path("criteria.yaml"))

    def answer(self, command: str, *arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.written(command, *arguments, "-f", "json"))
        return found

    def written(self, command: str, *arguments: str) -> str:
        out = self.folder / "answer"
        code = run([*command.split(), *arguments, "-o", str(out), "-q"])
        assert code == 0, (code, command, arguments)
        return out.read_text(encoding="utf-8")
