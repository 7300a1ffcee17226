"""The files of `report`: which there are and in which format, and how they are written, all or none."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli import outputs
from vasterviksmodell.cli.exit_codes import CannotRun, without_collecting
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.report.formats import REPORT_FORMATS, REPORT_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.report import Report

_TWICE = Message("{path} is given twice with --output: each file is written once")
_NO_ACCOUNT = Message("--account needs the --decision that it accounts for, in the full edition")
Target = tuple[str | None, str]
"""A file, or None for standard output, and the format that it is written in."""


def report_targets(paths: Sequence[str | None], format: str | None) -> list[Target]:
    """Return each file with its format; None is standard output."""
    named = [str(Path(path).absolute()) for path in paths if path]
    twice = [path for path in paths if path and named.count(str(Path(path).absolute())) > 1]
    if twice:
        raise CannotRun(_TWICE.format(path=visible(twice[0])))
    return [(path, chosen_format(format, path, REPORT_SUFFIXES)) for path in paths]


def account_target(path: str | None, decision: str | None, edition: str) -> list[Target]:
    """Return the file of the account of alternatives with its format; nothing where none is asked for."""
    if path is None:
        return []
    from vasterviksmodell.output.report.account import ACCOUNT_SUFFIXES

    if decision is None or edition == "redacted":
        raise CannotRun(_NO_ACCOUNT)
    return [(path, chosen_format(None, path, ACCOUNT_SUFFIXES))]


@without_collecting()
def write_report(report: "Report", targets: Sequence[Target], accounts: Sequence[Target], language: "Language") -> None:
    """Write every file; none where one of the formats cannot be made."""
    with outputs.told_where_full():
        rendered = [
            (path, REPORT_FORMATS[format].render(report, outputs.view_on(path, language))) for path, format in targets
        ]
        whole = [(path, content if isinstance(content, bytes) else "".join(content)) for path, content in rendered]
        if accounts:
            from vasterviksmodell.output.report.account import account

            whole += [(path, account(report, format, outputs.view_on(path, language))) for path, format in accounts]
    for path, content in whole:
        outputs.write(content if isinstance(content, bytes) else [content], path)
