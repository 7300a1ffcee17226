"""`weights ask`: one question at a time; it can be stopped and resumed, and answered from a pipe."""

import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vasterviksmodell.cli import inputs, options, outputs
from vasterviksmodell.cli.exit_codes import IS_CLOSED, CannotRun, ExitCode, with_suggestion
from vasterviksmodell.cli.format_option import format_of_suffix, require_name
from vasterviksmodell.cli.lookup import KNOWN
from vasterviksmodell.cli.options import RunOptions, choices
from vasterviksmodell.cli.rankings import open_criteria
from vasterviksmodell.cli.weights.judgements_option import judgements_content, with_judgements
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.wording import listing, nearest, visible
from vasterviksmodell.output.formats import YAML_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.analysis.weighting.questionnaire import Questionnaire
    from vasterviksmodell.cli.reporting import Reporter
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding

_KEY = "judgements"


def read_answers(path: str) -> "tuple[Mapping[str, Any], tuple[Finding, ...]]":
    """Return the answers in the file so far, perhaps not all of a set, and the findings about it."""
    from vasterviksmodell.criteria.file import parsed

    content = judgements_content(path) if Path(path).exists() else b""
    if not content.strip():
        return {}, ()
    root, findings = parsed(content, path)
    return ({}, findings) if root is None or findings else (_judgements(root.value, path), ())


def write_answers(answers: Mapping[str, Any], path: str) -> None:
    """Write the file anew, in the form of the criteria file."""
    from vasterviksmodell.source.yaml_writer import as_yaml

    outputs.write(as_yaml({_KEY: dict(answers)}), path)


def _judgements(document: Any, path: str) -> Mapping[str, Any]:
    """Return the answers of a file; raise `CannotRun` where it holds anything else, which would be lost."""
    if not isinstance(document, dict):
        raise CannotRun(_NEEDED.format(path=visible(path)))
    others = [str(key) for key in document if key != _KEY] if _KEY in document else []
    if others:
        raise CannotRun(_HOLDS_MORE.format(path=visible(path), more=listing(others)))
    inner = document.get(_KEY, document)
    return {str(name): judgement for name, judgement in inner.items()} if isinstance(inner, dict) else {}


METHODS = ("ahp", "swing", "points", "ranking", "bwm")
if TYPE_CHECKING:
    Method = str
else:
    Method = choices(METHODS)
_BACK, _STOP = {"back", "tillbaka", "<"}, {"stop", "sluta"}
_HOW = Message("Answer each question; 'back' goes back to the last, 'stop' stops (what is answered stays in {file}).")
_ENOUGH = Message("From here on you may stop: weights follow already.")
_STOPPED = Message("Stopped at question {number} of {count}; the same command goes on from there.")
_NEEDED = Message("{path}: judgements by set are needed")
_HOLDS_MORE = Message("{path} holds more than judgements ({more}): keep the answers in a file of their own")
_NEEDS_FILE = Message("the answers need a file of their own: they are read again when it is resumed")
_NO_SET = Message("{where}no set '{name}'")
_CALLED_TOP = Message("a group is called '{top}', as the outermost set is: rename it, or ask of other sets with --set")
_NOTHING = Message("There is nothing to ask: no set has two members to weigh.")
_DONE = Message("All questions are answered. Next: vasterviksmodell weights derive {options}")

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
    if answers == "-":
        raise CannotRun(_NEEDS_FILE)
    require_name(answers, "ANSWERS")
    format_of_suffix(answers, YAML_SUFFIXES)
    choice = inputs.CriteriaChoice(criteria)
    inputs.refuse_as_output(answers, [choice.path])
    model, findings, reporter = open_criteria(choice, RunOptions(lang=lang, quiet=quiet, verbose=verbose))
    failing = reporter.findings(findings, fail_on)
    if model is None or failing:
        return ExitCode.FINDINGS
    questionnaire = _questionnaire(model, method, set or ())
    given_answers, faults = read_answers(answers)
    _require_sets(given_answers, model, f"{visible(answers)}: ")
    if not faults and _converse(questionnaire, given_answers, answers, reporter):
        faults = _closing_findings(model, answers, criteria, reporter)
    return ExitCode.FINDINGS if reporter.findings(faults, fail_on) else ExitCode.FINE


def _require_sets(names: Iterable[str], model: "Criteria", where: str = "") -> None:
    """Refuse names of sets that do not exist."""
    from vasterviksmodell.analysis.weighting.derived import member_sets

    sets = member_sets(model)
    for name in names:
        if name not in sets:
            problem = with_suggestion(_NO_SET.format(where=where, name=visible(name)), nearest(name, sets))
            raise CannotRun(KNOWN.format(problem=problem, known=listing(sets)))


def _questionnaire(model: "Criteria", method: str, names: "list[str] | tuple[()]") -> "Questionnaire":
    from vasterviksmodell.analysis.weighting.derived import member_sets
    from vasterviksmodell.analysis.weighting.questionnaire import Questionnaire
    from vasterviksmodell.criteria.actors import TOP
    from vasterviksmodell.output.lifts import lifts

    _require_sets(names, model)
    sets = member_sets(model)
    chosen = {name: ids for name, ids in sets.items() if not names or name in names}
    if TOP in chosen and any(group.id == TOP and model.tree_points[TOP] for group in model.groups):
        raise CannotRun(_CALLED_TOP.format(top=TOP))
    return Questionnaire(method, chosen, {node.id: node.label for node in model.nodes}, lifts(model))


def _converse(questionnaire: "Questionnaire", answers: Mapping[str, Any], path: str, reporter: "Reporter") -> bool:
    """Ask until all is answered or the answers end; return whether all is answered."""
    reporter.note(_HOW.format(file=visible(path)))
    may_stop_reported = False
    lines = _lines()
    while (question := questionnaire.next(answers)) is not None:
        if question.may_stop and not may_stop_reported:
            reporter.note(_ENOUGH)
            may_stop_reported = True
        reporter.say(Joined((f"{question.number}/{question.count}", question.text), " "))
        line = next(lines, None)
        after = None if line is None else _after(questionnaire, answers, line)
        if after is None:
            reporter.note(_STOPPED.format(number=question.number, count=question.count))
            return False
        if isinstance(after, Message):
            reporter.say(after)
        else:
            answers = after
            write_answers(answers, path)
    return True


def _after(questionnaire: "Questionnaire", answers: Mapping[str, Any], line: str) -> Mapping[str, Any] | Message | None:
    """Return the answers after a line, or why it is not an answer; None to stop.

    A line that answers the question is not a command: a criterion may be called 'stop'.
    """
    after = questionnaire.answered(answers, line)
    if isinstance(after, Message) and line.casefold() in _STOP:
        return None
    return questionnaire.back(answers) if isinstance(after, Message) and line.casefold() in _BACK else after


def _closing_findings(
    model: "Criteria", path: str, criteria: str | None, reporter: "Reporter"
) -> "tuple[Finding, ...]":
    """Report how to go on, and return the findings about the file, which people may have edited."""
    if not Path(path).exists():
        reporter.note(_NOTHING)
        return ()
    changed, faults = with_judgements(model, path)
    if changed is not None:
        command_options = shlex.join(["--judgements", path, *(["--criteria", criteria] if criteria else [])])
        reporter.note(_DONE.format(options=visible(command_options)))
    return faults


def _lines() -> Iterator[str]:
    if sys.stdin is None:
        raise CannotRun(IS_CLOSED)
    yield from (line.strip() for line in sys.stdin)
