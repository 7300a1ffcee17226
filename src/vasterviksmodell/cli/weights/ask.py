"""`weights ask`: one question at a time; it can be stopped and resumed, and answered from a pipe."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.choices import choices
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode
from vasterviksmodell.cli.opening import open_criteria
from vasterviksmodell.cli.weights.judgements_option import read_judgements
from vasterviksmodell.wording import Language, Text, listing, nearest, visible

if TYPE_CHECKING:
    from vasterviksmodell.analysis.weighting.questionnaire import Question, Questionnaire
    from vasterviksmodell.cli.reporting import Voice
    from vasterviksmodell.criteria import Criteria

NAME = "ask"
METHODS = ("ahp", "swing", "points", "ranking", "bwm")
if TYPE_CHECKING:
    Method = str
else:
    Method = choices(METHODS)
_BACK, _STOP = {"back", "tillbaka", "<"}, {"stop", "sluta"}
_HOW = Text(
    "Answer each question; 'back' goes back to the last, 'stop' stops (what is answered stays in {file}).",
    "Svara på varje fråga; 'tillbaka' går till den förra, 'sluta' slutar (svaren finns kvar i {file}).",
)
_ENOUGH = Text("From here on you may stop: weights follow already.", "Härifrån kan du sluta: det följer redan vikter.")
_STOPPED = Text(
    "Stopped at question {number} of {count}; the same command goes on from there.",
    "Avbrutet vid fråga {number} av {count}; samma kommando fortsätter där.",
)
_DONE = Text(
    "All is answered. Next: vasterviksmodell weights derive --judgements {file}",
    "Allt är besvarat. Sedan: vasterviksmodell weights derive --judgements {file}",
)

Answers = Annotated[
    str, typer.Argument(metavar="ANSWERS", help="The file where the answers are kept (YAML).", show_default=False)
]
How = Annotated[
    Method, typer.Option("--method", "-m", help="What is asked: pairs, swing, points, an order, best–worst.")
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="GROUP",
        help="Ask of one set only: the id of a group, or top. May be repeated.",
        show_default=False,
    ),
]


def run(  # noqa: PLR0913 - the options of the command
    answers: Answers,
    method: How = Method("ahp"),
    set: Set = None,
    criteria: options.Criteria = None,
    lang: options.Lang = None,
    fail_on: options.Fail = options.FailOn("error"),
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> ExitCode:
    """Ask for judgements, one question at a time.

    Every answer is kept at once, so that it can be stopped and resumed; answers may also come from a pipe, one a line.
    """
    choice = inputs.CriteriaChoice(criteria)
    inputs.refuse_as_output(answers, [choice.path])
    model, findings, voice = open_criteria(choice, lang, quiet=quiet, verbose=verbose)
    voice.findings(findings)
    if model is None or options.fails(findings, fail_on):
        return ExitCode.FINDINGS
    _converse(_questionnaire(model, method, set or ()), _given(model, answers, voice.language), answers, voice)
    return ExitCode.FINE


def _given(model: "Criteria", path: str, language: Language) -> Mapping[str, Any]:
    """The answers that are there already, perhaps not all of a set."""
    given = read_judgements(path, language) if Path(path).exists() else {}
    _require(given, model, f"{visible(path)}: ")
    return given


def _require(names: Iterable[str], model: "Criteria", where: str = "") -> None:
    """Refuse names of sets that there are not."""
    from vasterviksmodell.analysis.weighting.derived import sibling_sets

    sets = sibling_sets(model)
    for name in names:
        if name not in sets:
            meant = nearest(name, sets)
            perhaps = f"; did you mean '{meant}'?" if meant else ""
            raise CannotRun(f"{where}no set '{visible(name)}'{perhaps} (there are {listing(sets).inside('en')})")


def _questionnaire(model: "Criteria", method: str, asked: "list[str] | tuple[()]") -> "Questionnaire":
    from vasterviksmodell.analysis.weighting.derived import sibling_sets
    from vasterviksmodell.analysis.weighting.questionnaire import Questionnaire

    _require(asked, model)
    sets = sibling_sets(model)
    chosen = {name: ids for name, ids in sets.items() if not asked or name in asked}
    return Questionnaire(method, chosen, {node.id: node.label for node in model.nodes})


def _converse(questionnaire: "Questionnaire", given: Mapping[str, Any], path: str, voice: "Voice") -> None:
    """Ask until all is answered, or no more answers come."""
    language = voice.language
    voice.note(_HOW.inside(language).format(file=visible(path)))
    told_enough = False
    lines = _lines()
    while (question := questionnaire.next(given)) is not None:
        if question.may_stop and not told_enough:
            voice.note(_ENOUGH.inside(language))
            told_enough = True
        _ask(question, language)
        said = next(lines, None)
        if said is None or said.casefold() in _STOP:
            voice.note(_STOPPED.inside(language).format(number=question.number, count=question.count))
            return
        after = questionnaire.back(given) if said.casefold() in _BACK else questionnaire.answered(given, said)
        if isinstance(after, Text):
            outputs.note(after.inside(language))
        else:
            given = after
            _keep(given, path)
    voice.note(_DONE.inside(language).format(file=visible(path)))


def _lines() -> Iterator[str]:
    if sys.stdin is None:
        raise CannotRun("cannot read: standard input is closed")
    yield from (line.strip() for line in sys.stdin)


def _ask(question: "Question", language: Language) -> None:
    outputs.note(f"{question.number}/{question.count} {question.text.inside(language)}")


def _keep(given: Mapping[str, Any], path: str) -> None:
    from vasterviksmodell.output.criteria_yaml import as_yaml

    outputs.write([as_yaml({"judgements": dict(given)})], path)
