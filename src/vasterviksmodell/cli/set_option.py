"""`--set SITE.MEASURE=VALUE`: what if a measure were another?"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.lookup import criteria_of, site_of
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.wording import shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.changes import Known, Setting
    from vasterviksmodell.scoring.run import Shown
    from vasterviksmodell.sites.grammar import Notation

_TWICE = Message("--set sets '{measure}' of '{site}' more than once")
_FORM = Message("--set takes SITE.MEASURE=VALUE, not '{option}'")


def with_set(ranking: "Ranking", given: Sequence[str], shown: "Shown | None" = None) -> "Ranking":
    """The ranking, which holds all its sites, with measures set, perhaps cut to its first sites."""
    if not given:
        return ranking
    from vasterviksmodell.scoring.what_if import what_if

    settings: dict[tuple[str, str], Setting] = {}
    for option in given:
        for it in _settings(ranking, option):
            if (it.site, it.criterion.id) in settings:
                raise CannotRun(_TWICE.format(measure=it.criterion.column, site=shortened(it.site)))
            settings[it.site, it.criterion.id] = it
    return what_if(ranking, settings.values(), shown)


def with_set_in_each(rankings: "Sequence[Ranking]", given: Sequence[str]) -> "Iterator[Ranking]":
    """Rankings with measures set in each that has the site; in the first, which then says so, when none has it."""
    holding = {option: [it for it in rankings if _is_about(it, option)] or rankings[:1] for option in given}
    for ranking in rankings:
        yield with_set(ranking, [option for option in given if any(it is ranking for it in holding[option])])


def _is_about(ranking: "Ranking", option: str) -> bool:
    from vasterviksmodell.analysis.measured import find_sites

    return any(find_sites(ranking, site)[0] for site, _, _ in _readings(option))


def _readings(option: str) -> "Iterator[tuple[str, str, str]]":
    """Site, measure and value, divided at each `=` that may do it: ids can have one, and so can values."""
    for place in (number for number, sign in enumerate(option) if sign == "="):
        site, dot, measure = option[:place].rpartition(".")
        if dot:
            yield site, measure, option[place + 1 :]


def _read(ranking: "Ranking", option: str) -> tuple[str, str, str]:
    """The first reading of which there are site and measure; where there is none, the first, to be refused."""
    from vasterviksmodell.analysis.measured import find_measure, find_sites

    readings = list(_readings(option))
    if not readings:
        raise CannotRun(_FORM.format(option=shortened(option)))
    known = (it for it in readings if find_measure(ranking.criteria, it[1])[0] and find_sites(ranking, it[0])[0])
    return next(known, readings[0])


def _settings(ranking: "Ranking", option: str) -> "Iterator[Setting]":
    """What an option sets: the measures of all criteria that read the column."""
    from vasterviksmodell.scoring.changes import Setting

    site, measure, value = _read(ranking, option)
    id = site_of(ranking, site)
    for it in criteria_of(ranking.criteria, measure):
        yield Setting(id, it, _known(value, it, _notation(ranking)))


def _notation(ranking: "Ranking") -> "Notation":
    """How the files are written; where they differ in the decimal sign, with points."""
    from vasterviksmodell.sites.grammar import Notation

    commas = {it.dialect.get("decimal") == "," for it in ranking.inputs}
    return Notation.of(ranking.criteria.data, comma=commas == {True})


def _known(text: str, criterion: "Criterion", notation: "Notation") -> "Known":
    """What a value says, read as a cell."""
    from vasterviksmodell.sites.grammar import Fault, parse_category, parse_number

    parse = parse_number if criterion.kind == "number" else parse_category
    read = parse(text, criterion, notation)
    if isinstance(read, Fault):
        raise CannotRun(_refusal(read.code, text, criterion, notation))
    return read.said


def _refusal(code: str, text: str, criterion: "Criterion", notation: "Notation") -> Phrase:
    from vasterviksmodell.findings import Place
    from vasterviksmodell.sites.cell_findings import cell_finding

    finding = cell_finding(code, text, criterion, notation, Place("--set"))
    said = Joined(("--set", finding.statement), ": ")
    return said if finding.advised is None else Joined((said, finding.advised), "; ")
