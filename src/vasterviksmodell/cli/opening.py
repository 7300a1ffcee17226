"""How a command begins: with the criteria that apply, and a voice in the language that they or the user choose."""

from typing import TYPE_CHECKING

from vasterviksmodell.cli import options
from vasterviksmodell.cli.actor_option import with_actor
from vasterviksmodell.cli.data_option import WrongData, with_data
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.reporting import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.cli.inputs import CriteriaChoice
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding


def open_criteria(  # noqa: PLR0913 - what options say of criteria
    choice: "CriteriaChoice",
    lang: "options.Language | None" = None,
    data: "Sequence[str]" = (),
    actor: str | None = None,
    *,
    quiet: bool = False,
    verbose: bool = False,
) -> "tuple[Criteria | None, tuple[Finding, ...], Voice]":
    """The criteria (None when they have errors), the findings about them, and the voice, which tells which they are."""
    criteria, findings = choice.read()
    voice = Voice(options.language(lang, criteria), quiet, verbose)
    if not choice.given or verbose:
        voice.note(f"criteria: {choice.described}")
    return criteria and with_actor(_with_data(criteria, data, voice), actor), findings, voice


def _with_data(criteria: "Criteria", data: "Sequence[str]", voice: Voice) -> "Criteria":
    try:
        return with_data(criteria, data)
    except WrongData as wrong:
        raise CannotRun(f"{wrong.option}: {wrong.finding.message(voice.language)}") from wrong
