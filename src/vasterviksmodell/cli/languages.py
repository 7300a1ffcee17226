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
_SAID = re.compile(rb"""^["']?language["']?[ \t]*:[ \t]*["']?(en|sv)\b""", re.MULTILINE)
_MOST = 1_000_000
"""So many bytes of a criteria file are looked at."""


def language_of_run(arguments: Sequence[str]) -> Language:
    """Return the language of what is said before any criteria are read, or because they cannot be."""
    asked = _option(arguments, "--lang") or os.environ.get(VARIABLE)
    if asked in ("en", "sv"):
        return "sv" if asked == "sv" else "en"
    criteria = _option(arguments, "--criteria") or _option(arguments, "-c")
    return language_said(Path(criteria) if criteria else BESIDE) or "en"


def language_said(path: Path) -> Language | None:
    """Return what a criteria file says its language is, also one that cannot be read as YAML; None when nothing."""
    try:
        with path.open("rb") as file:
            found = _SAID.search(file.read(_MOST)) if path.is_file() else None
    except (OSError, ValueError):  # there is none, or the name is none
        return None
    return None if found is None else "sv" if found[1] == b"sv" else "en"


def _option(arguments: Sequence[str], name: str) -> str | None:
    """Return the value of an option, after it or after its sign; the last when there are several."""
    values = [
        *(after for before, after in pairwise(arguments) if before == name),
        *(argument.removeprefix(f"{name}=") for argument in arguments if argument.startswith(f"{name}=")),
    ]
    return values[-1] if values else None


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Let what cannot be done be told in a language."""
    try:
        yield
    except CannotRun as cannot:
        cannot.language = cannot.language or language
        raise
