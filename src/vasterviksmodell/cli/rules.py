"""`rules`: what the codes mean."""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import options, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.languages import BESIDE, language_said
from vasterviksmodell.cli.options import choices
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import nearest
from vasterviksmodell.output.rules import RULE_FORMATS

if TYPE_CHECKING:
    Format = str
else:
    Format = choices(RULE_FORMATS)


def run(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="One code, explained.", show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the rules are written.")] = Format("text"),
    lang: options.Lang = None,
) -> ExitCode:
    """List the codes of findings, or explain one."""
    from vasterviksmodell.findings import RULES

    if code is not None and code.upper() not in RULES:
        meant = nearest(code, RULES)
        form = Message("no rule {code}") if meant is None else Message("no rule {code}; did you mean {meant}?")
        raise CannotRun(form.format(code=repr(code), meant=meant))
    rules = list(RULES.values()) if code is None else [RULES[code.upper()]]
    language = options.language(lang, None, language_said(BESIDE))
    outputs.write([RULE_FORMATS[format](rules, language)], None)
    return ExitCode.FINE
