"""`weights derive`: which weights follow from judgements?"""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.audit import Audit, audited
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.options import RunOptions, choices, format_parser
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.cli.rankings import open_criteria
from vasterviksmodell.cli.weights.judgements_option import refuse_as_outputs, rewrite_criteria, with_judgements
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.formats import YAML_SUFFIXES
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.analysis.weighting.derived import DerivedWeights
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.formats import Suffixes, View

_FORMATS: "Suffixes" = {**VIEW_SUFFIXES, **YAML_SUFFIXES}
if TYPE_CHECKING:
    Form = str
else:
    Form = choices(_FORMATS)
Actor = Annotated[
    str | None,
    typer.Option("--actor", metavar="ACTOR", help="Whose judgements; without it those of nobody in particular."),
]
Judgements = Annotated[
    str | None,
    typer.Option("--judgements", metavar="FILE", help="Judgements from a file (as `weights ask` writes it) instead."),
]
Decimals = Annotated[int, typer.Option("--decimals", min=0, max=6, metavar="N", help="Decimals of the points.")]
Into = Annotated[
    str | None,
    typer.Option(
        "--into", metavar="FILE", help="Write the criteria with these weights to a file; it may be their own."
    ),
]
Format = Annotated[
    Form | None,
    typer.Option(
        "--format",
        "-f",
        parser=format_parser(_FORMATS),
        help="By default that of the suffix of --output, else text; yaml is the criteria's form.",
    ),
]

_NO_SUCH_ACTOR = Message("no actor '{name}' (there are: {known})")
_NO_ACTORS = Message("no actor '{name}' (there are none)")
_NO_JUDGEMENTS = Message("there are no judgements: write them under {where}, or ask for them with 'weights ask'")


def run(  # noqa: PLR0913 - the options of the command
    criteria: options.Criteria = None,
    actor: Actor = None,
    judgements: Judgements = None,
    decimals: Decimals = 1,
    into: Into = None,
    audit: Audit = False,
    format: Format = None,
    output: options.Output = None,
    lang: options.Lang = None,
    color: options.Color = options.Colour("auto"),
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Derive weights from judgements.

    They stand in the criteria file under `judgements:`, by name: points, swing, an order, comparisons by pairs (AHP),
    or best and worst. Reports the weights, how consistent the judgements are, and which is the least consistent.
    """
    form = chosen_format(format, output, _FORMATS)
    choice = inputs.CriteriaChoice(criteria)
    refuse_as_outputs(output, into, choice.path, [Path(judgements)] if judgements else [])
    model, findings, reporter = open_criteria(choice, RunOptions(lang=lang, quiet=quiet, verbose=verbose))
    failing = reporter.findings(findings, fail_on)
    if model is None or failing:
        return ExitCode.FINDINGS
    actor = _actor_of(actor, model)
    model, faults = with_judgements(model, judgements, actor)
    failing = reporter.findings(faults, fail_on)
    if model is None or failing:
        return ExitCode.FINDINGS
    if audit and reporter.findings(audited(model, choice.path, choice.name), fail_on):
        return ExitCode.FINDINGS
    derived = _derived(model, actor, decimals)
    if not derived.points and (into is not None or form == "yaml"):
        raise CannotRun(Message("no weights follow from these judgements: --format text says why"))
    if into is not None:
        reported = {finding.code for finding in findings}
        written = _write(criteria, derived, into, reporter)
        reporter.findings((finding for finding in written if finding.code not in reported), fail_on)
    outputs.write(_render_weights(derived, form, view_on(output, reporter.language, color), reporter), output)
    return ExitCode.FINE


def _actor_of(given: str | None, model: "Criteria") -> str | None:
    """Return the id of an actor that is given by id or label; refuse one that does not exist."""
    from vasterviksmodell.criteria.whose_weights import called

    actor = None if given is None else called(model, given)
    if actor is not None and actor not in {member.id for member in model.actors}:
        known = ", ".join(member.id for member in model.actors)
        form = _NO_SUCH_ACTOR if known else _NO_ACTORS
        raise CannotRun(form.format(name=visible(actor), known=known))
    return actor


def _derived(model: "Criteria", actor: str | None, decimals: int) -> "DerivedWeights":
    from vasterviksmodell.analysis.weighting.derived import derived_weights, judgements_of

    whose = actor or "tree"
    if not judgements_of(model, whose):
        where = f"actors: {actor}: judgements:" if actor else "judgements:"
        raise CannotRun(_NO_JUDGEMENTS.format(where=where))
    return derived_weights(model, whose, decimals)


def _render_weights(derived: "DerivedWeights", format: str, view: "View", reporter: "Reporter") -> "outputs.Rendered":
    """Return the weights; as YAML they have no comments, so doubts about them are written to standard error."""
    if format != "yaml":
        from vasterviksmodell.output.views.derived_weights import DerivedWeightsView

        return DerivedWeightsView().rendered(derived, format, view)
    from vasterviksmodell.output.criteria_yaml import weights_yaml
    from vasterviksmodell.output.views.derived_weights import doubts

    for doubt in doubts(derived):
        reporter.note(doubt)
    return weights_yaml(derived.criteria, derived.points, None if derived.whose == "tree" else derived.whose)


def _write(criteria: str | None, derived: "DerivedWeights", into: str, reporter: "Reporter") -> "tuple[Finding, ...]":
    """Write the criteria with the weights into a file, and return the findings about that file."""
    from vasterviksmodell.criteria.rewriting import with_weights
    from vasterviksmodell.criteria.whose_weights import points_of

    actor = None if derived.whose == "tree" else derived.whose
    points = {id: f"{number.normalize():f}" for id, number in derived.points.items()}

    def has_points(model: "Criteria") -> bool:
        found = points_of(model, derived.whose)
        return all(found[id] == Fraction(written) for id, written in points.items())

    return rewrite_criteria(criteria, lambda text: with_weights(text, points, actor), has_points, into, reporter)
