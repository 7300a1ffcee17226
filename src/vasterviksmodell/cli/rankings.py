"""Where an analysis gets its ranking: fresh from sites and criteria, or from a saved one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vasterviksmodell.cli import inputs, options
from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.named import site_of
from vasterviksmodell.cli.opening import open_criteria
from vasterviksmodell.cli.reporting import Voice
from vasterviksmodell.cli.set_option import with_set
from vasterviksmodell.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.source import Source


__all__ = ["Asked", "Opened", "open_ranking", "site_of"]


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


@dataclass(frozen=True, slots=True)
class Opened:
    """A ranking, or None when there are errors; every finding; and a voice to tell them with."""

    ranking: "Ranking | None"
    findings: "tuple[Finding, ...]"
    voice: Voice


def open_ranking(sources: "Sequence[Source]", asked: Asked) -> Opened:
    """The whole ranking of sites in files, or of one saved ranking, with what is set in it."""
    opened = _opened(sources, asked)
    return opened if opened.ranking is None else replace(opened, ranking=with_set(opened.ranking, asked.set))


def _opened(sources: "Sequence[Source]", asked: Asked) -> Opened:
    saved = [it for it in sources if _is_saved(it)]
    if not saved:
        return _fresh(sources, asked)
    if len(sources) > 1:
        raise CannotRun(f"{visible(saved[0].name)} is a saved ranking: give it alone")
    if asked.criteria is not None or asked.data:
        raise CannotRun(f"{visible(saved[0].name)} is a saved ranking and carries its own criteria")
    return _saved(saved[0], asked)


def _is_saved(source: "Source") -> bool:
    from vasterviksmodell.scoring.saved import is_ranking

    return is_ranking(source.head(200))


def _fresh(sources: "Sequence[Source]", asked: Asked) -> Opened:
    choice = inputs.CriteriaChoice(asked.criteria)
    criteria, findings, voice = open_criteria(choice, asked.lang, asked.data, quiet=asked.quiet, verbose=asked.verbose)
    if criteria is None:
        return Opened(None, findings, voice)
    from vasterviksmodell.scoring.run import Shown, rank_files

    ranking, found = rank_files(inputs.with_formats(sources, asked.input_format), criteria, Shown())
    return Opened(ranking, (*findings, *found), voice)


def _saved(source: "Source", asked: Asked) -> Opened:
    from vasterviksmodell.scoring.saved import cut_findings, read_ranking
    from vasterviksmodell.scoring.what_if import ranked_again

    saved, findings = read_ranking(source.path.read_bytes(), source.name)
    if saved is None:
        return Opened(None, findings, Voice(options.language(asked.lang, None), asked.quiet, asked.verbose))
    voice = Voice(options.language(asked.lang, saved.criteria), asked.quiet, asked.verbose)
    cut = cut_findings(saved, source.name)
    return Opened(None if cut else ranked_again(saved), (*findings, *cut), voice)
