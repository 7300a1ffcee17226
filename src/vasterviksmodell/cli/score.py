"""`score`: which places meet the requirements, and in what order?"""

from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.choices import choices
from vasterviksmodell.cli.exit_codes import ExitCode
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.opening import open_criteria
from vasterviksmodell.cli.set_option import with_set
from vasterviksmodell.cli.terminal import view_on
from vasterviksmodell.output.ranking import RANKING_FORMATS, RANKING_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring.ranking import Ranking
    from vasterviksmodell.scoring.run import Shown
    from vasterviksmodell.source import Source

if TYPE_CHECKING:
    Format = str
else:
    Format = choices(RANKING_FORMATS)

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="By default that of the suffix of --output, else table."),
]
Top = Annotated[int | None, typer.Option("--top", min=0, max=2**31, metavar="N", help="Show only the first N sites.")]
QualifiedOnly = Annotated[
    bool,
    typer.Option("--qualified-only", help="Show only sites that meet every requirement; their ranks stay."),
]


def run(  # noqa: PLR0913 - the options of the command
    sites: options.Sites,
    criteria: options.Criteria = None,
    actor: options.Actor = None,
    format: FormatOption = None,
    output: options.Output = None,
    top: Top = None,
    qualified_only: QualifiedOnly = False,
    input_format: options.Input = None,
    data: options.Data = None,
    join: options.Join = False,
    set: options.Set = None,
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Screen and rank sites by the criteria.

    Shows for each site what it fails and what is unknown, then rank, rank range, score and its interval. A site that
    does not meet a requirement is excluded, whatever its score; an unknown measure widens the score to an interval.
    """
    renderer = RANKING_FORMATS[chosen_format(format, output, RANKING_SUFFIXES)]
    sources = inputs.open_sources(sites)
    said = options.with_join(data, join=join)
    choice = inputs.CriteriaChoice(criteria)
    inputs.refuse_as_output(output, [choice.path, *(it.given for it in sources)])
    model, findings, voice = open_criteria(choice, lang, said, actor, quiet=quiet, verbose=verbose)
    ranking = None
    if model is not None:
        from vasterviksmodell.scoring.run import Shown

        ranking, found = _ranked(sources, input_format, model, Shown(top, qualified_only), set or ())
        findings = (*findings, *found)
    failing = voice.findings(findings, fail_on)
    if ranking is None or failing:
        return ExitCode.FINDINGS
    voice.inputs(ranking.inputs)
    outputs.write(renderer.render(ranking, view_on(output, voice.language)), output)
    return ExitCode.FINE


def _ranked(
    sources: "list[Source]",
    input_format: "options.InputFormat | None",
    criteria: "Criteria",
    shown: "Shown",
    set: "Sequence[str]",
) -> "tuple[Ranking | None, tuple[Finding, ...]]":
    """The sites ranked; whole at first where something is set, for that may bring any site among the first."""
    from vasterviksmodell.scoring.run import Shown, rank_files

    ranking, findings = rank_files(inputs.with_formats(sources, input_format), criteria, Shown() if set else shown)
    return (None if ranking is None else with_set(ranking, set, shown)), findings
