"""Where commands get rankings: fresh from sites and criteria, or from saved ones."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from vasterviksmodell.cli import inputs, outputs
from vasterviksmodell.cli.exit_codes import CannotRun, ExitCode, without_collecting
from vasterviksmodell.cli.format_option import chosen_format
from vasterviksmodell.cli.languages import language_said, speaking
from vasterviksmodell.cli.lookup import with_actor
from vasterviksmodell.cli.options import RunOptions, language
from vasterviksmodell.cli.outputs import view_on
from vasterviksmodell.cli.overrides import WrongData, with_data, with_set, with_set_in_each
from vasterviksmodell.cli.reporting import Voice
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.wording import visible
from vasterviksmodell.output.views import VIEW_SUFFIXES

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.output.formats import Suffixes, View
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.run import Shown
    from vasterviksmodell.scoring.saved.reading import SavedRanking
    from vasterviksmodell.source.files import Source

_CRITERIA = Message("criteria: {path}")
CARRIES_ITS_OWN = Message("{path} is a saved ranking and carries its own criteria")
_MISPLACED = Message("{sites} is no file, but {file} is: give the file first: {order}")


class OpenedCriteria(NamedTuple):
    """The criteria, None when they have errors; the findings about them; and the voice in their language."""

    criteria: "Criteria | None"
    findings: "tuple[Finding, ...]"
    voice: Voice


@dataclass(frozen=True, slots=True)
class Opened:
    """A ranking, or None when there are errors; every finding; and a voice to report them with."""

    ranking: "Ranking | None"
    findings: "tuple[Finding, ...]"
    voice: Voice
    saved: "SavedRanking | None" = None
    """What the ranking was made from, when it was a saved one."""

    @property
    def rankings(self) -> "tuple[Ranking, ...] | None":
        return None if self.ranking is None else (self.ranking,)


@dataclass(frozen=True, slots=True)
class OpenedEach:
    """The rankings of several files, or None when there are errors; every finding; and a voice to report them with."""

    rankings: "tuple[Ranking, ...] | None"
    findings: "tuple[Finding, ...]"
    voice: Voice
    names: "tuple[str, ...]" = ()
    """What each ranking was made from."""


def open_criteria(choice: inputs.CriteriaChoice, options: RunOptions = RunOptions()) -> OpenedCriteria:
    """Read the criteria that apply, with what options say of data and actors; report which they are."""
    criteria, findings = choice.read()
    voice = _voice(criteria, options, choice)
    if not choice.given or options.verbose:
        voice.note(_CRITERIA.format(path=choice.described))
    if criteria is not None:
        criteria = with_actor(_with_data(criteria, options.data_settings, voice), options.actor)
    return OpenedCriteria(criteria, findings, voice)


def _with_data(criteria: "Criteria", data: Sequence[str], voice: Voice) -> "Criteria":
    try:
        return with_data(criteria, data)
    except WrongData as wrong:
        with speaking(voice.language):
            raise CannotRun(Joined((wrong.option, wrong.finding.statement), ": ")) from wrong


def _voice(criteria: "Criteria | None", options: RunOptions, choice: "inputs.CriteriaChoice | None" = None) -> Voice:
    """Return the voice of a run; of criteria that cannot be loaded, in the language that their file says."""
    said = language_said(choice.path) if criteria is None and choice is not None else None
    return Voice(language(options.lang, criteria, said), options.quiet, options.verbose)


def open_ranking(
    sources: "Sequence[Source]",
    options: RunOptions,
    shown: "Shown | None" = None,
    *,
    outputs: Sequence[str | None] = (),
) -> Opened:
    """Return the ranking of sites in files, or of one saved ranking, with what is set in it; whole, or as `shown`.

    `outputs`: what is written besides the answer; criteria are not overwritten.
    """
    saved = [source for source in sources if is_saved(source)]
    if not saved:
        model = _open_model(options, outputs)
        opened = _ranked(model, sources, options, None if options.set else shown)
        opened = replace(opened, findings=(*model.findings, *opened.findings))
    elif len(sources) > 1:
        raise CannotRun(Message("{path} is a saved ranking: give it alone").format(path=visible(saved[0].name)))
    else:
        _refuse_criteria(saved[0], options)
        opened = _opened_again(saved[0], options, None if options.set else shown)
    if opened.ranking is None:
        return opened
    with speaking(opened.voice.language):
        return replace(opened, ranking=with_set(opened.ranking, options.set or (), shown))


def open_each(sources: "Sequence[Source]", options: RunOptions) -> OpenedEach:
    """Return the whole ranking of each file on its own, with what is set in it; saved ones carry their own criteria.

    Files that are to be joined make one ranking.
    """
    saved = [is_saved(source) for source in sources]
    if all(saved):
        _refuse_criteria(sources[0], options)
    model = None if all(saved) else _open_model(options)
    if model is not None and _joins(model) and not any(saved):
        opened, names = [_ranked(model, sources, options)], [" + ".join(source.name for source in sources)]
    else:
        names = [source.name for source in sources]
        opened = [
            _opened_again(source, options) if model is None or kept else _ranked(model, [source], options)
            for source, kept in zip(sources, saved, strict=True)
        ]
    findings = (*(model.findings if model else ()), *(finding for one in opened for finding in one.findings))
    rankings = [one.ranking for one in opened if one.ranking is not None]
    voice = (model or opened[0]).voice
    with speaking(voice.language):
        complete = tuple(with_set_in_each(rankings, options.set or ())) if len(rankings) == len(opened) else None
    return OpenedEach(complete, findings, voice, tuple(names))


def _refuse_criteria(saved: "Source", options: RunOptions) -> None:
    if options.criteria is not None or options.data_settings or options.actor is not None:
        raise CannotRun(CARRIES_ITS_OWN.format(path=visible(saved.name)))


def is_saved(source: "Source") -> bool:
    """Return whether a file is a saved ranking and not one of sites."""
    from vasterviksmodell.scoring.saved.reading import is_ranking

    return is_ranking(source.head(200))


def _open_model(options: RunOptions, outputs: Sequence[str | None] = ()) -> OpenedCriteria:
    """Open the criteria; nothing is written over them."""
    choice = inputs.CriteriaChoice(options.criteria)
    for output in (options.output, *outputs):
        inputs.refuse_as_output(output, [choice.path])
    return open_criteria(choice, options)


def _joins(model: OpenedCriteria) -> bool:
    """Return whether files are to be joined."""
    return model.criteria is not None and model.criteria.data.join


def _ranked(
    model: OpenedCriteria, sources: "Sequence[Source]", options: RunOptions, shown: "Shown | None" = None
) -> Opened:
    """Return the ranking of sites in files, with the findings about the files."""
    if model.criteria is None:
        return Opened(None, (), model.voice)
    from vasterviksmodell.scoring.run import Shown, rank_files

    chosen = inputs.with_formats(sources, options.input_format)
    ranking, found = rank_files(chosen, model.criteria, shown or Shown())
    return Opened(ranking, found, model.voice)


@without_collecting()
def _opened_again(source: "Source", options: RunOptions, shown: "Shown | None" = None) -> Opened:
    """Return a saved ranking, computed again from the criteria and measures that it carries."""
    from vasterviksmodell.scoring.run import ranked_again
    from vasterviksmodell.scoring.saved.reading import cut_findings, read_ranking

    saved, findings = read_ranking(source.path.read_bytes(), source.name)
    if saved is None:
        return Opened(None, findings, _voice(None, options))
    cut = cut_findings(saved, source.name)
    ranking = None if cut else ranked_again(saved, shown)
    return Opened(ranking, (*findings, *cut), _voice(saved.criteria, options), saved)


Found = TypeVar("Found")
"""What an analysis is made of: one ranking, or several."""


class Answer:
    """Where the answer goes and how it is written, and from which severity of findings on there is none."""

    def __init__(self, options: RunOptions, suffixes: "Suffixes" = VIEW_SUFFIXES) -> None:
        """Choose the format that is asked for, else that of the suffix of the output."""
        self.output = options.output
        self.fail_on = options.fail_on
        self.format = chosen_format(options.format, options.output, suffixes)

    def sources(self, paths: Sequence[str]) -> "list[Source]":
        """The inputs, opened; the answer is written to none of them."""
        sources = inputs.open_sources(paths)
        inputs.refuse_as_output(self.output, [source.named_path for source in sources])
        return sources

    def sources_about(self, command: str, sites: str, *named: str | None) -> "list[Source]":
        """The input of a command that names sites after it; when these stand the other way round, that is said."""
        beside = [it for it in named if it is not None]
        misplaced = next((it for it in beside if _is_file(it)), None)
        if misplaced is not None and sites != "-" and not _is_file(sites):
            beside.remove(misplaced)
            order = visible(shlex.join([command, misplaced, sites, *beside]))
            raise CannotRun(_MISPLACED.format(sites=visible(sites), file=visible(misplaced), order=order))
        return self.sources([sites])

    def is_due(self, opened: "Opened | OpenedEach") -> bool:
        """Tell the findings, and how the inputs were read; whether there is an answer, or they are too severe."""
        failing = opened.voice.findings(opened.findings, self.fail_on)
        if opened.rankings is None or failing:
            return False
        opened.voice.inputs(it for ranking in opened.rankings for it in ranking.inputs)
        return True

    @without_collecting()
    def give(
        self,
        found: Found | None,
        opened: "Opened | OpenedEach",
        rendered: "Callable[[Found, View], outputs.Rendered]",
    ) -> ExitCode:
        """Report the findings, then, unless they are too severe, write what was found."""
        if not self.is_due(opened) or found is None:
            return ExitCode.FINDINGS
        with speaking(opened.voice.language):
            outputs.write(rendered(found, view_on(self.output, opened.voice.language)), self.output)
        return ExitCode.FINE


def _is_file(path: str) -> bool:
    """Whether something can be read there; pipes have no other name for it."""
    try:
        return Path(path).exists() and not Path(path).is_dir()
    except OSError:  # no path at all: too long
        return False
