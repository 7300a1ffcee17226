"""`rules`: what the codes mean."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import options, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.languages import BESIDE, language_in_file
from vasterviksmodell.cli.options import choices, format_parser
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.output.rules import RULE_FORMATS, RULE_SUFFIXES

if TYPE_CHECKING:
    Format = str
else:
    Format = choices(RULE_FORMATS)

FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", parser=format_parser(RULE_SUFFIXES), help="How the rules are written."),
]


def run(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="One code, explained.", show_default=False)] = None,
    format: FormatOption = Format("text"),
    lang: options.Lang = None,
) -> ExitCode:
    """List the codes of findings, or explain one."""
    from vasterviksmodell.findings import RULES

    if code is not None and code.upper() not in RULES:
        similar = nearest(code, RULES)
        form = Message("no rule {code}") if similar is None else Message("no rule {code}; did you mean {meant}?")
        raise CannotRun(form.format(code=repr(code), meant=similar))
    rules = list(RULES.values()) if code is None else [RULES[code.upper()]]
    language = options.language(lang, None, language_in_file(BESIDE))
    outputs.write([RULE_FORMATS[format](rules, outputs.view_on(None, language))], None)
    return ExitCode.FINE
