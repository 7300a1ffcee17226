"""The language of a run: that of `--lang`, else of the environment, else of the criteria file, else English."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.i18n.wording import Language

VARIABLE = "VASTERVIKSMODELL_LANG"
BESIDE = Path("criteria.yaml")
_STATED = re.compile(rb"""^["']?language["']?[ \t]*:[ \t]*["']?(en|sv)\b""", re.MULTILINE)
_MOST = 1_000_000
"""How many bytes of a criteria file are read, at most."""


def language_of_run(arguments: Sequence[str]) -> Language:
    """Return the language of messages before any criteria are read, or where they cannot be read."""
    requested = _option(arguments, "--lang") or os.environ.get(VARIABLE)
    if requested in ("en", "sv"):
        return "sv" if requested == "sv" else "en"
    criteria = _option(arguments, "--criteria") or _option(arguments, "-c")
    return language_in_file(Path(criteria) if criteria else BESIDE) or "en"


def language_in_file(path: Path) -> Language | None:
    """Return the language that a criteria file states, even where it is not valid YAML; None where it states none."""
    try:
        with path.open("rb") as file:
            found = _STATED.search(file.read(_MOST)) if path.is_file() else None
    except (OSError, ValueError):  # there is no such file, or the name is not valid
        return None
    return None if found is None else "sv" if found[1] == b"sv" else "en"


def _option(arguments: Sequence[str], name: str) -> str | None:
    """Return the value of an option, written `--name value` or `--name=value`; the last where there are several."""
    values = [
        *(after for before, after in pairwise(arguments) if before == name),
        *(argument.removeprefix(f"{name}=") for argument in arguments if argument.startswith(f"{name}=")),
    ]
    return values[-1] if values else None


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Set the language of every `CannotRun` that is raised inside and has none."""
    try:
        yield
    except CannotRun as cannot:
        cannot.language = cannot.language or language
        raise
