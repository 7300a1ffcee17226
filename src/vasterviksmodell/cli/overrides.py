"""`--set SITE.MEASURE=VALUE`: what if a measure were another? And `--data`: other settings on how files are read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.cli.lookup import criteria_of, site_of
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.wording import nearest, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.run import Shown
    from vasterviksmodell.scoring.what_if import Known, Setting
    from vasterviksmodell.sites.cell_grammar import Notation


_TWICE = Message("--set sets '{measure}' of '{site}' more than once")
_FORM = Message("--set takes SITE.MEASURE=VALUE, not '{option}'")


def with_set(ranking: "Ranking", options: Sequence[str], shown: "Shown | None" = None) -> "Ranking":
    """Return a ranking of all its sites with measures replaced, cut to the sites that are `shown`."""
    if not options:
        return ranking
    from vasterviksmodell.scoring.run import what_if

    settings: dict[tuple[str, str], Setting] = {}
    for option in options:
        for setting in _settings(ranking, option):
            if (setting.site, setting.criterion.id) in settings:
                raise CannotRun(_TWICE.format(measure=setting.criterion.column, site=shortened(setting.site)))
            settings[setting.site, setting.criterion.id] = setting
    return what_if(ranking, settings.values(), shown)


def with_set_in_each(rankings: "Sequence[Ranking]", options: Sequence[str]) -> "Iterator[Ranking]":
    """Yield rankings with measures replaced in each that has the site.

    Where none has it, the first raises `CannotRun`.
    """
    holding = {
        option: [ranking for ranking in rankings if _is_about(ranking, option)] or rankings[:1] for option in options
    }
    for ranking in rankings:
        yield with_set(ranking, [option for option in options if any(holder is ranking for holder in holding[option])])


def _is_about(ranking: "Ranking", option: str) -> bool:
    from vasterviksmodell.scoring.called import find_sites

    return any(find_sites(ranking, site)[0] for site, _, _ in _readings(option))


def _readings(option: str) -> "Iterator[tuple[str, str, str]]":
    """Yield site, measure and value, divided at each possible `=`: ids can hold one, and so can values."""
    for place in (number for number, sign in enumerate(option) if sign == "="):
        site, dot, measure = option[:place].rpartition(".")
        if dot:
            yield site, measure, option[place + 1 :]


def _reading(ranking: "Ranking", option: str) -> tuple[str, str, str]:
    """Return the first reading whose site and measure exist; where none does, the first."""
    from vasterviksmodell.scoring.called import find_measure, find_sites

    readings = list(_readings(option))
    if not readings:
        raise CannotRun(_FORM.format(option=shortened(option)))
    known = (
        reading
        for reading in readings
        if find_measure(ranking.criteria, reading[1])[0] and find_sites(ranking, reading[0])[0]
    )
    return next(known, readings[0])


def _settings(ranking: "Ranking", option: str) -> "Iterator[Setting]":
    """Yield what an option sets: the measures of all criteria that read the column."""
    from vasterviksmodell.scoring.what_if import Setting

    site, measure, value = _reading(ranking, option)
    id = site_of(ranking, site)
    for criterion in criteria_of(ranking.criteria, measure):
        yield Setting(id, criterion, _known(value, criterion, _notation(ranking)))


def _notation(ranking: "Ranking") -> "Notation":
    """Return how the files are written; where they differ in the decimal sign, with points."""
    from vasterviksmodell.sites.cell_grammar import Notation

    commas = {file.dialect.get("decimal") == "," for file in ranking.inputs}
    return Notation.of(ranking.criteria.data, comma=commas == {True})


def _known(text: str, criterion: "Criterion", notation: "Notation") -> "Known":
    """Return what a value means, read as a cell of a file."""
    from vasterviksmodell.sites.cell_grammar import Fault, parse_category, parse_number

    parse = parse_number if criterion.kind == "number" else parse_category
    read = parse(text, criterion, notation)
    if isinstance(read, Fault):
        raise CannotRun(_refusal(read.code, text, criterion, notation))
    return read.content


def _refusal(code: str, text: str, criterion: "Criterion", notation: "Notation") -> Phrase:
    from vasterviksmodell.findings import Place
    from vasterviksmodell.sites.cell_findings import cell_finding

    finding = cell_finding(code, text, criterion, notation, Place("--set"))
    problem = Joined(("--set", finding.statement), ": ")
    return problem if finding.advised is None else Joined((problem, finding.advised), "; ")


_WRITTEN_OUT = ("{", "[", '"', "'")
"""What a value begins with that is YAML and not a bare word."""
BY_HEADING = ("where", "units")
"""The keys whose entries can be given heading by heading: `where.year`, `units.school_m`."""
_HAS = Message("--data has no '{key}'; it has {known}")
_NEAR = Message("--data has no '{key}'; did you mean {meant}?")
_TRUTHS = {"true": True, "false": False}


class WrongData(Exception):  # noqa: N818 - an outcome, which ends the program
    """An option does not fit a `data:` section."""

    def __init__(self, option: str, finding: "Finding") -> None:
        super().__init__(f"{option}: {finding.message()}")
        self.option = option
        self.finding = finding


def with_data(criteria: "Criteria", options: Sequence[str]) -> "Criteria":
    """Return the criteria with a `data:` section in which options override the file; raise `WrongData` on errors."""
    if not options:
        return criteria
    from vasterviksmodell.criteria import read_document
    from vasterviksmodell.findings import Severity

    section = _with_entries(dict(criteria.document.get("data") or {}), _entries(options))
    changed, findings = read_document({**criteria.document, "data": section}, "--data")
    if changed is None:
        raise WrongData("--data", next(finding for finding in findings if finding.severity == Severity.ERROR))
    return replace(
        changed, actions=criteria.actions, events=criteria.events, file=criteria.file
    )  # actions and events with the places that they have in their file


def as_of_today(criteria: "Criteria") -> "Criteria":
    """Return the criteria with today as the day from which the age of sources is counted, where they name none."""
    if criteria.data.as_of is not None:
        return criteria
    from datetime import datetime

    today = datetime.now().astimezone().date()
    return replace(criteria, data=replace(criteria.data, as_of=today))


def _with_entries(section: dict[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return a section with its entries replaced; `where.year` replaces only the choice by that heading."""
    for key, entry in entries.items():
        name, heading = _by_heading(key)
        section[name] = {**(section.get(name) or {}), heading: entry} if heading else entry
    return section


def _by_heading(key: str) -> tuple[str, str]:
    """Return `where` and `year` for `where.year`, and for any other key itself and nothing."""
    name, _, heading = key.partition(".")
    return (name, heading) if heading and name in BY_HEADING else (key, "")


def _entries(options: Sequence[str]) -> dict[str, Any]:
    """Return the entries of the options, by key."""
    entries: dict[str, Any] = {}
    for option in options:
        key, text = _parts(option)
        if key in entries:
            raise CannotRun(Message("--data has '{key}' twice").format(key=key))
        entries[key] = _value(key, text)
    return entries


def _parts(option: str) -> tuple[str, str]:
    """Return the key of `header=6` and what stands after the sign."""
    from vasterviksmodell.criteria.data_entries import DataEntry

    key, sign, text = option.partition("=")
    if not sign:
        raise CannotRun(Message("--data takes KEY=VALUE, not '{option}'").format(option=shortened(option)))
    if _by_heading(key)[1]:
        return key, text
    if key not in DataEntry.model_fields:
        similar = nearest(key, DataEntry.model_fields)
        form = _HAS if similar is None else _NEAR
        raise CannotRun(form.format(key=shortened(key), meant=similar, known=", ".join(DataEntry.model_fields)))
    return key, text


def _value(key: str, text: str) -> Any:
    if text.startswith(_WRITTEN_OUT):
        from vasterviksmodell.source.yaml_document import parse_yaml

        root, findings = parse_yaml(text, key)
        if root is None or findings:
            raise WrongData(f"--data: {key}", findings[0])
        return root.value
    if key == "join":
        return _TRUTHS.get(text.lower(), text)
    return int(text) if key == "header" and text.isdecimal() and len(text) < 10 else text  # noqa: PLR2004
