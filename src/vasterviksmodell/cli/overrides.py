"""`--set SITE.MEASURE=VALUE`: what if a measure were another?"""

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
    from vasterviksmodell.scoring.changes import Known, Setting
    from vasterviksmodell.scoring.run import Shown
    from vasterviksmodell.sites.grammar import Notation


_TWICE = Message("--set sets '{measure}' of '{site}' more than once")
_FORM = Message("--set takes SITE.MEASURE=VALUE, not '{option}'")


def with_set(ranking: "Ranking", given: Sequence[str], shown: "Shown | None" = None) -> "Ranking":
    """The ranking, which holds all its sites, with measures set, perhaps cut to its first sites."""
    if not given:
        return ranking
    from vasterviksmodell.scoring.run import what_if

    settings: dict[tuple[str, str], Setting] = {}
    for option in given:
        for setting in _settings(ranking, option):
            if (setting.site, setting.criterion.id) in settings:
                raise CannotRun(_TWICE.format(measure=setting.criterion.column, site=shortened(setting.site)))
            settings[setting.site, setting.criterion.id] = setting
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
    known = (
        reading
        for reading in readings
        if find_measure(ranking.criteria, reading[1])[0] and find_sites(ranking, reading[0])[0]
    )
    return next(known, readings[0])


def _settings(ranking: "Ranking", option: str) -> "Iterator[Setting]":
    """What an option sets: the measures of all criteria that read the column."""
    from vasterviksmodell.scoring.changes import Setting

    site, measure, value = _read(ranking, option)
    id = site_of(ranking, site)
    for criterion in criteria_of(ranking.criteria, measure):
        yield Setting(id, criterion, _known(value, criterion, _notation(ranking)))


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
    return read.content


def _refusal(code: str, text: str, criterion: "Criterion", notation: "Notation") -> Phrase:
    from vasterviksmodell.findings import Place
    from vasterviksmodell.sites.cell_findings import cell_finding

    finding = cell_finding(code, text, criterion, notation, Place("--set"))
    said = Joined(("--set", finding.statement), ": ")
    return said if finding.advised is None else Joined((said, finding.advised), "; ")


_WRITTEN_OUT = ("{", "[", '"', "'")
"""What a value begins with that is YAML and no bare word."""
_WHERE = "where."
"""What the keys begin with that choose rows by a heading."""
_HAS = Message("--data has no '{key}'; it has {known}")
_NEAR = Message("--data has no '{key}'; did you mean {meant}?")
_TRUTHS = {"true": True, "false": False}


class WrongData(Exception):  # noqa: N818 - an outcome, which ends the program
    """What an option says does not fit a `data:` section."""

    def __init__(self, option: str, finding: "Finding") -> None:
        super().__init__(f"{option}: {finding.message()}")
        self.option = option
        self.finding = finding


def with_data(criteria: "Criteria", given: Sequence[str]) -> "Criteria":
    """Return the criteria with a `data:` section in which the options come before the file, or raise `WrongData`."""
    if not given:
        return criteria
    from vasterviksmodell.criteria import read_document
    from vasterviksmodell.findings import Severity

    section = _with_where(dict(criteria.document.get("data") or {}), _entries(given))
    changed, findings = read_document({**criteria.document, "data": section}, "--data")
    if changed is None:
        raise WrongData("--data", next(finding for finding in findings if finding.severity == Severity.ERROR))
    return changed


def as_of_today(criteria: "Criteria") -> "Criteria":
    """Return the criteria with today as the day to which the age of sources is counted, when they name none."""
    if criteria.data.as_of is not None:
        return criteria
    from datetime import datetime

    today = datetime.now().astimezone().date()
    return replace(criteria, data=replace(criteria.data, as_of=today))


def _with_where(section: dict[str, Any], entries: Mapping[str, Any]) -> dict[str, Any]:
    """Return a section with entries for its own; `where.year` replaces nothing but the choice by that heading."""
    for key, entry in entries.items():
        if key.startswith(_WHERE):
            section["where"] = {**(section.get("where") or {}), key.removeprefix(_WHERE): entry}
        else:
            section[key] = entry
    return section


def _entries(given: Sequence[str]) -> dict[str, Any]:
    """Return what the options say, by key."""
    entries: dict[str, Any] = {}
    for option in given:
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
    if key.removeprefix(_WHERE) and key.startswith(_WHERE):
        return key, text
    if key not in DataEntry.model_fields:
        meant = nearest(key, DataEntry.model_fields)
        form = _HAS if meant is None else _NEAR
        raise CannotRun(form.format(key=shortened(key), meant=meant, known=", ".join(DataEntry.model_fields)))
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
