"""`init`: files to start from."""

from pathlib import Path
from typing import Annotated

import typer

from vasterviksmodell.cli import options, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.reporting import Reporter
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible


def run(
    directory: Annotated[Path, typer.Argument(help="Where the files are written.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
    lang: options.Lang = None,
) -> ExitCode:
    """Write a starter criteria.yaml (the default model) and an empty sites.csv that matches it."""
    from vasterviksmodell.criteria import default_criteria, default_criteria_path

    criteria = default_criteria()
    columns = dict.fromkeys(
        [criteria.site.id, criteria.site.name, *(criterion.column for criterion in criteria.criteria)]
    )
    files = {
        directory / "criteria.yaml": default_criteria_path().read_text(encoding="utf-8"),
        directory / "sites.csv": ",".join(columns) + "\n",
    }
    present = [visible(str(path)) for path in files if path.exists()]
    if present and not force:
        raise CannotRun(Message("not overwritten without --force: {paths}").format(paths=", ".join(present)))
    for path, content in files.items():
        with outputs.writing(visible(str(directory))):
            directory.mkdir(parents=True, exist_ok=True)
        outputs.write(content, str(path))
        Reporter(options.language(lang, None)).note(outputs.WROTE.format(path=visible(str(path))))
    return ExitCode.FINE
