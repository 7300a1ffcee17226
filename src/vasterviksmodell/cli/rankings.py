"""Rankings for commands, from files of sites or saved ones, and where the answer to a command goes."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.actions import faults_of_actions, instead_of_a_file, with_actions_applied
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, without_collecting
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.languages import language_in_file, speaking
from vasterviksmodell.cli.lookup import with_actor
from vasterviksmodell.cli.options import Fail, RunOptions, language
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.cli.overrides import WrongData, with_data, with_set, with_set_in_each
from vasterviksmodell.cli.reporting import Reporter
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.cli.scenarios import ScenarioChoice
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.formats import Suffixes, View
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.large_ranking import LargeRanking
    from vasterviksmodell.scoring.run import Shown
    from vasterviksmodell.scoring.saved.reading import SavedRanking
    from vasterviksmodell.sites.formats import SiteFormat
    from vasterviksmodell.source.files import Source

    Files = Sequence[tuple[Source, SiteFormat]]
    OtherWay = Callable[[Files, Criteria], tuple[Ranking | LargeRanking | None, tuple[Finding, ...]] | None]
    """How files are ranked; None where it cannot rank these."""

_CRITERIA = Message("criteria: {path}")
CARRIES_ITS_OWN = Message("{path} is a saved ranking and carries its own criteria")
_MISPLACED = Message("{sites} is not a file, but {file} is: give the file first: {order}")


class OpenedCriteria(NamedTuple):
    """The criteria, None where they have errors; the findings about them, and a reporter in their language."""

    criteria: "Criteria | None"
    findings: "tuple[Finding, ...]"
    reporter: Reporter


@dataclass(frozen=True, slots=True)
class Opened:
    """A ranking, or None where there are errors; every finding; and a reporter of them."""

    ranking: "Ranking | None"
    findings: "tuple[Finding, ...]"
    reporter: Reporter
    saved: "SavedRanking | None" = None
    """What the ranking was made from, when it was a saved one."""
    large: "LargeRanking | None" = None
    """The sites, where they are too many to be held; the ranking is then without them."""

    @property
    def rankings(self) -> "tuple[Ranking, ...] | None":
        return None if self.ranking is None else (self.ranking,)


@dataclass(frozen=True, slots=True)
class OpenedEach:
    """The rankings of several files, or None where there are errors; every finding; and a reporter of them."""

    rankings: "tuple[Ranking, ...] | None"
    findings: "tuple[Finding, ...]"
    reporter: Reporter
    names: "tuple[str, ...]" = ()
    """What each ranking was made from."""


def open_criteria(choice: inputs.CriteriaChoice, options: RunOptions = RunOptions()) -> OpenedCriteria:
    """Read the criteria that apply, with the options for data and actors, and report which they are."""
    criteria, findings = choice.read()
    reporter = _reporter(criteria, options, choice)
    criteria, findings = _with_files_of_sections(criteria, findings, options)
    if not choice.given or options.verbose:
        reporter.note(_CRITERIA.format(path=choice.described))
    if criteria is not None:
        criteria = with_actor(_with_data(criteria, options.data_settings, reporter), options.actor)
        faulty = faults_of_actions(criteria)
        criteria, findings = None if faulty else criteria, (*findings, *faulty)
    return OpenedCriteria(criteria, findings, reporter)


def _with_files_of_sections(
    criteria: "Criteria | None", findings: "tuple[Finding, ...]", options: RunOptions
) -> "tuple[Criteria | None, tuple[Finding, ...]]":
    """Return criteria with the actions and the events of files that options name, and all findings."""
    from vasterviksmodell.criteria import read_actions_file, read_events_file

    criteria, findings = inputs.with_section_of(
        read_actions_file, criteria, findings, options.actions, instead_of_a_file
    )
    return inputs.with_section_of(read_events_file, criteria, findings, options.events)


def files_of_criteria(choice: inputs.CriteriaChoice, options: RunOptions) -> list[Path]:
    """Return the files that the criteria are read from, none of which may be an output."""
    return [choice.path, *(Path(path) for path in (options.actions, options.events) if path)]


def _with_data(criteria: "Criteria", data: Sequence[str], reporter: Reporter) -> "Criteria":
    try:
        return with_data(criteria, data)
    except WrongData as wrong:
        with speaking(reporter.language):
            raise CannotRun(Joined((wrong.option, wrong.finding.statement), ": ")) from wrong


def _reporter(
    criteria: "Criteria | None", options: RunOptions, choice: "inputs.CriteriaChoice | None" = None
) -> Reporter:
    """Return the reporter of a run; where the criteria are invalid, in the language that their file states."""
    stated = language_in_file(choice.path) if criteria is None and choice is not None else None
    return Reporter(language(options.lang, criteria, stated), options.quiet, options.verbose)


def open_ranking(  # noqa: PLR0913 - which ranking, how much of it, and what goes beside it
    sources: "Sequence[Source]",
    options: RunOptions,
    shown: "Shown | None" = None,
    *,
    outputs: Sequence[str | None] = (),
    scenario: "ScenarioChoice | None" = None,
    otherwise: "OtherWay | None" = None,
) -> Opened:
    """Return the ranking of sites in files, or one saved ranking, with measures set; whole, or as `shown`.

    `outputs`: other files that the command writes; none may be the criteria file. `scenario`: what is set after
    actions and before `--set`. `otherwise`: what files are ranked by that no option changes, where it can.
    """
    saved = [source for source in sources if is_saved(source)]
    at_first = None if options.changes_measures or scenario else shown
    if not saved:
        model = _open_model(options, sources, outputs)
        changed = options.changes_measures or scenario is not None
        other = None if otherwise is None or changed else _ranked_otherwise(model, sources, options, otherwise)
        opened = other or _ranked(model, sources, options, at_first)
        opened = replace(opened, findings=(*model.findings, *opened.findings))
    elif len(sources) > 1:
        raise CannotRun(Message("{path} is a saved ranking: give it alone").format(path=visible(saved[0].name)))
    else:
        _refuse_criteria(saved[0], options)
        opened = _reopened(saved[0], options, at_first)
    if opened.ranking is None or not (options.changes_measures or scenario):
        return opened
    with speaking(opened.reporter.language):
        after_actions = None if options.set or scenario else shown
        (ranking,) = with_actions_applied([opened.ranking], options.apply_actions, after_actions)
        if scenario is not None:
            opened = _with_scenario(opened, ranking, scenario, None if options.set else shown)
            if opened.ranking is None:
                return opened
            ranking = opened.ranking
        return replace(opened, ranking=with_set(ranking, options.set or (), shown))


def _with_scenario(opened: Opened, ranking: "Ranking", scenario: "ScenarioChoice", shown: "Shown | None") -> Opened:
    changed, findings = scenario.applied(ranking, shown)
    return replace(opened, ranking=changed, findings=(*opened.findings, *findings))


def open_each(sources: "Sequence[Source]", options: RunOptions) -> OpenedEach:
    """Return the whole ranking of each file, with measures set; saved ones carry their own criteria.

    Files that are to be joined make one ranking.
    """
    saved = [is_saved(source) for source in sources]
    if all(saved):
        _refuse_criteria(sources[0], options)
    model = None if all(saved) else _open_model(options, sources)
    if model is not None and _joins(model) and not any(saved):
        opened, names = [_ranked(model, sources, options)], [" + ".join(source.name for source in sources)]
    else:
        names = [source.name for source in sources]
        opened = [
            _reopened(source, options) if model is None or is_saved_one else _ranked(model, [source], options)
            for source, is_saved_one in zip(sources, saved, strict=True)
        ]
    findings = (*(model.findings if model else ()), *(finding for result in opened for finding in result.findings))
    rankings = [result.ranking for result in opened if result.ranking is not None]
    reporter = (model or opened[0]).reporter
    with speaking(reporter.language):
        complete = tuple(_changed(rankings, options)) if len(rankings) == len(opened) else None
    return OpenedEach(complete, findings, reporter, tuple(names))


def _changed(rankings: "Sequence[Ranking]", options: RunOptions) -> "Iterator[Ranking]":
    """Return rankings with actions applied and measures set."""
    return with_set_in_each(with_actions_applied(rankings, options.apply_actions), options.set or ())


def _refuse_criteria(saved: "Source", options: RunOptions) -> None:
    if options.criteria is not None or options.data_settings or options.actor or options.actions or options.events:
        raise CannotRun(CARRIES_ITS_OWN.format(path=visible(saved.name)))


def is_saved(source: "Source") -> bool:
    """Say whether a file is a saved ranking and not one of sites."""
    from vasterviksmodell.scoring.saved import HEAD, TAIL, is_ranking

    return is_ranking(source.head(HEAD), source.tail(TAIL))


def _open_model(options: RunOptions, sources: "Sequence[Source]", outputs: Sequence[str | None] = ()) -> OpenedCriteria:
    """Open the criteria for files, some with sites; refuse outputs that would overwrite them."""
    first = next(source for source in sources if not is_saved(source))
    choice = inputs.CriteriaChoice(options.criteria, first)
    for output in (options.output, *outputs):
        inputs.refuse_as_output(output, files_of_criteria(choice, options))
    return open_criteria(choice, options)


def _joins(model: OpenedCriteria) -> bool:
    """Say whether files are to be joined."""
    return model.criteria is not None and model.criteria.data.join


def _ranked(
    model: OpenedCriteria, sources: "Sequence[Source]", options: RunOptions, shown: "Shown | None" = None
) -> Opened:
    """Return the ranking of sites in files, with the findings about the files."""
    if model.criteria is None:
        return Opened(None, (), model.reporter)
    from vasterviksmodell.scoring.run import Shown, rank_files

    chosen = inputs.with_formats(sources, options.input_format)
    ranking, found = rank_files(chosen, model.criteria, shown or Shown())
    return Opened(ranking, found, model.reporter)


def _ranked_otherwise(
    model: OpenedCriteria, sources: "Sequence[Source]", options: RunOptions, otherwise: "OtherWay"
) -> Opened | None:
    """Return the ranking of sites in files in another way; None where it cannot rank these."""
    if model.criteria is None:
        return None
    found = otherwise(inputs.with_formats(sources, options.input_format), model.criteria)
    if found is None:
        return None
    from vasterviksmodell.scoring.large_ranking import LargeRanking

    ranking, findings = found
    if isinstance(ranking, LargeRanking):
        return Opened(ranking.head, findings, model.reporter, large=ranking)
    return Opened(ranking, findings, model.reporter)


@without_collecting()
def _reopened(source: "Source", options: RunOptions, shown: "Shown | None" = None) -> Opened:
    """Return a saved ranking, recomputed from the criteria and measures that it carries."""
    from vasterviksmodell.scoring.run import rank_saved
    from vasterviksmodell.scoring.saved.reading import cut_findings, read_ranking

    saved, findings = read_ranking(source.path.read_bytes(), source.name)
    if saved is None:
        return Opened(None, findings, _reporter(None, options))
    cut = cut_findings(saved, source.name)
    ranking = None if cut else rank_saved(saved, shown)
    return Opened(ranking, (*findings, *cut), _reporter(saved.criteria, options), saved)


Rankings = TypeVar("Rankings")
"""What an analysis reads: one ranking, or several."""


class Answer:
    """Where the answer of a command goes and in which format, and which findings prevent it."""

    def __init__(self, options: RunOptions, suffixes: "Suffixes" = VIEW_SUFFIXES) -> None:
        """Choose the requested format, else that of the suffix of the output."""
        self.output: str | None = options.output
        self.color: str = options.color
        self.fail_on: Fail = options.fail_on
        self.format: str = chosen_format(options.format, options.output, suffixes)

    def sources(self, paths: Sequence[str]) -> "list[Source]":
        """Return the inputs, opened; refuse an output that is one of them."""
        sources = inputs.open_sources(paths)
        inputs.refuse_as_output(self.output, [source.named_path for source in sources])
        return sources

    def sources_about(self, command: str, sites: str, *named: str | None) -> "list[Source]":
        """Return the input of a command that names sites after it; report where file and site changed places."""
        others = [name for name in named if name is not None]
        misplaced = next((name for name in others if _is_file(name)), None)
        if misplaced is not None and sites != "-" and not _is_file(sites):
            others.remove(misplaced)
            order = visible(shlex.join([command, misplaced, sites, *others]))
            raise CannotRun(_MISPLACED.format(sites=visible(sites), file=visible(misplaced), order=order))
        return self.sources([sites])

    def is_due(self, opened: "Opened | OpenedEach") -> bool:
        """Report the findings and how the inputs were read, and say whether an answer is to be given."""
        failing = opened.reporter.findings(opened.findings, self.fail_on)
        if opened.rankings is None or failing:
            return False
        opened.reporter.inputs(file for ranking in opened.rankings for file in ranking.inputs)
        return True

    @without_collecting()
    def give(
        self,
        rankings: Rankings | None,
        opened: "Opened | OpenedEach",
        render: "Callable[[Rankings, View], outputs.Rendered]",
    ) -> ExitCode:
        """Report the findings, then, unless they are too severe, write the answer."""
        if not self.is_due(opened) or rankings is None:
            return ExitCode.FINDINGS
        with speaking(opened.reporter.language):
            outputs.write(render(rankings, view_on(self.output, opened.reporter.language, self.color)), self.output)
        return ExitCode.FINE


def _is_file(path: str) -> bool:
    """Say whether a path is a file or pipe that can be read."""
    try:
        return Path(path).exists() and not Path(path).is_dir()
    except OSError:  # the path is too long
        return False
