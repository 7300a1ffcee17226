"""`verify FOLDER`: what is in a folder that is handed over, and whether it fits together."""

from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell._version import __version__
from vasterviksmodell.cli import inputs, options
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, cannot_read, without_collecting
from vasterviksmodell.cli.reporting import Reporter, most_listed, write_findings
from vasterviksmodell.i18n import Message, written
from vasterviksmodell.output.findings import FINDING_FORMATS, Context

if TYPE_CHECKING:
    from vasterviksmodell.analysis.handed_over.verification import FolderVerification
    from vasterviksmodell.findings import Report

_STANDS_ALONE = Message("a folder stands alone: give neither --inputs nor --decision")


def verify_folder(  # noqa: PLR0913 - the options of the command
    folder: str,
    besides: tuple[str | None, ...],
    form: str,
    output: str | None,
    max_findings: int | None,
    fail_on: "options.FailOn",
    lang: "options.Language | None",
    *,
    quiet: bool,
) -> ExitCode:
    """Verify a folder, and write what is in it and every finding."""
    if any(given is not None for given in besides):
        raise CannotRun(_STANDS_ALONE)
    verification = _verified(folder)
    inputs.refuse_as_output(output, [file.path for file in verification.parts.files])
    ranking = verification.ranking
    reporter = Reporter(options.language(lang, ranking.saved.criteria if ranking else None), quiet)
    failing = write_findings(
        verification.findings,
        most_listed(max_findings, form),
        form,
        output,
        reporter.language,
        fail_on,
        lambda report, context: _rendered(verification, form, report, context),
    )
    reporter.note(written(verification.closing, reporter.language))
    return ExitCode.FINDINGS if failing or ranking is None else ExitCode.FINE


@without_collecting()
def _verified(folder: str) -> "FolderVerification":
    from vasterviksmodell.analysis.handed_over.verification import verified_folder
    from vasterviksmodell.output.report.made_again import is_as_made

    try:
        return verified_folder(folder, is_as_made)
    except OSError as error:
        raise CannotRun(cannot_read(str(error.filename or Path(folder)), error)) from error


def _rendered(verification: "FolderVerification", form: str, report: "Report", context: Context) -> str:
    """Return the findings in a format; as text and JSON with the files of the folder before them."""
    from vasterviksmodell.output.folder import files_told, folder_json
    from vasterviksmodell.output.formats import View

    if form == "json":
        return folder_json(verification, report, __version__)
    told = FINDING_FORMATS[form].render(report, context)
    if form != "text":
        return told
    files = files_told(verification, View(context.language, context.width))
    return f"{files}\n{told}" if told else files
