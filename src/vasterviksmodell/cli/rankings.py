"""Where an analysis gets its ranking: fresh from sites and criteria, or from a saved one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs, options
from vasterviksmodell.cli.collecting import without_collecting
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.opening import open_criteria
from vasterviksmodell.cli.reporting import Voice
from vasterviksmodell.cli.set_option import with_set, with_set_in_each
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.saved.reading import SavedRanking
    from vasterviksmodell.source import Source


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says about inputs and criteria."""

    criteria: str | None = None
    input_format: "options.InputFormat | None" = None
    data: Sequence[str] = ()
    lang: "options.Language | None" = None
    quiet: bool = False
    verbose: bool = False
    set: Sequence[str] = ()
    """What if measures were others: `SITE.MEASURE=VALUE`."""
    actor: str | None = None
    """Whose weights count."""
    output: str | None = None
    """Where the answer goes: to none of the files that are read for it."""
    plot: str | None = None
    """Where a picture of it goes, likewise."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ranking, or None when there are errors; every finding; and a voice to tell them with."""

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
    """The rankings of several files, or None when there are errors; every finding; and a voice to tell them with."""

    rankings: "tuple[Ranking, ...] | None"
    findings: "tuple[Finding, ...]"
    voice: Voice
    names: "tuple[str, ...]" = ()
    """What each ranking was made from."""


def open_ranking(sources: "Sequence[Source]", asked: Asked) -> Opened:
    """The whole ranking of sites in files, or of one saved ranking, with what is set in it."""
    opened = _opened(sources, asked)
    return opened if opened.ranking is None else replace(opened, ranking=with_set(opened.ranking, asked.set))


def open_each(sources: "Sequence[Source]", asked: Asked) -> OpenedEach:
    """The whole ranking of each file on its own, with what is set in it; a saved ranking carries its own criteria.

    Files that are to be joined make one ranking.
    """
    saved = [is_saved(it) for it in sources]
    if all(saved):
        _refuse_criteria(sources[0], asked)
    model = None if all(saved) else _Model.opened(asked)
    if model is not None and model.joins and not any(saved):
        opened, names = [model.ranked(sources, asked)], [" + ".join(it.name for it in sources)]
    else:
        names = [it.name for it in sources]
        opened = [
            _saved(source, asked) if model is None or kept else model.ranked([source], asked)
            for source, kept in zip(sources, saved, strict=True)
        ]
    findings = (*(model.findings if model else ()), *(it for one in opened for it in one.findings))
    rankings = [it.ranking for it in opened if it.ranking is not None]
    complete = tuple(with_set_in_each(rankings, asked.set)) if len(rankings) == len(opened) else None
    return OpenedEach(complete, findings, (model or opened[0]).voice, tuple(names))


def _opened(sources: "Sequence[Source]", asked: Asked) -> Opened:
    saved = [it for it in sources if is_saved(it)]
    if not saved:
        return _fresh(sources, asked)
    if len(sources) > 1:
        raise CannotRun(f"{visible(saved[0].name)} is a saved ranking: give it alone")
    _refuse_criteria(saved[0], asked)
    return _saved(saved[0], asked)


def _refuse_criteria(saved: "Source", asked: Asked) -> None:
    if asked.criteria is not None or asked.data or asked.actor is not None:
        raise CannotRun(f"{visible(saved.name)} is a saved ranking and carries its own criteria")


def is_saved(source: "Source") -> bool:
    """Whether a file is a saved ranking and not one of sites."""
    from vasterviksmodell.scoring.saved.reading import is_ranking

    return is_ranking(source.head(200))


def _fresh(sources: "Sequence[Source]", asked: Asked) -> Opened:
    model = _Model.opened(asked)
    opened = model.ranked(sources, asked)
    return replace(opened, findings=(*model.findings, *opened.findings))


@dataclass(frozen=True, slots=True)
class _Model:
    """The criteria, None when they have errors; the findings about them; and the voice in their language."""

    criteria: "Criteria | None"
    findings: "tuple[Finding, ...]"
    voice: Voice

    @classmethod
    def opened(cls, asked: Asked) -> "_Model":
        choice = inputs.CriteriaChoice(asked.criteria)
        for written in (asked.output, asked.plot):
            inputs.refuse_as_output(written, [choice.path])
        return cls(
            *open_criteria(choice, asked.lang, asked.data, asked.actor, quiet=asked.quiet, verbose=asked.verbose)
        )

    @property
    def joins(self) -> bool:
        """Whether files are to be joined."""
        return self.criteria is not None and self.criteria.data.join

    def ranked(self, sources: "Sequence[Source]", asked: Asked) -> Opened:
        """The ranking of sites in files, with the findings about the files."""
        if self.criteria is None:
            return Opened(None, (), self.voice)
        from vasterviksmodell.scoring.run import Shown, rank_files

        ranking, found = rank_files(inputs.with_formats(sources, asked.input_format), self.criteria, Shown())
        return Opened(ranking, found, self.voice)


@without_collecting()
def _saved(source: "Source", asked: Asked) -> Opened:
    from vasterviksmodell.scoring.saved.reading import cut_findings, read_ranking
    from vasterviksmodell.scoring.what_if import ranked_again

    saved, findings = read_ranking(source.path.read_bytes(), source.name)
    if saved is None:
        return Opened(None, findings, Voice(options.language(asked.lang, None), asked.quiet, asked.verbose))
    voice = Voice(options.language(asked.lang, saved.criteria), asked.quiet, asked.verbose)
    cut = cut_findings(saved, source.name)
    return Opened(None if cut else ranked_again(saved), (*findings, *cut), voice, saved)
