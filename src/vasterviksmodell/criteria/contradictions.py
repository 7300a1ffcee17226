"""What a criteria file says twice of data files, not the same: words with two meanings, headings for two columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import Any

from vasterviksmodell.criteria.data_files import PROVENANCE
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.criteria.spot import spot_at
from vasterviksmodell.criteria.words import USUAL_MARKS, YES_NO_WORDS, as_word, folded
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.findings.fault import KEY
from vasterviksmodell.yaml_document import Node, Sequence


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text stands for in data files."""

    text: str
    means: str
    way: tuple[Any, ...] = ()
    """Where the criteria file says so; some is so in every file."""


_USUAL_WORDS = {word: _Said(word, answer) for word, answer in YES_NO_WORDS.items()}
_USUAL_MARKS = {mark: _Said(mark, "missing") for mark in USUAL_MARKS}


def contradictions(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Findings about `data: missing, yes, no` and `data: columns`."""
    for said, first in _contradicted(_answers(criteria), {**_USUAL_WORDS, **_USUAL_MARKS}):
        yield _told("C113", said, first, root, path)
    for said, first in _contradicted(_marks(criteria), {}):
        yield _told("C113", said, first, root, path)
    yield from _headings(criteria, root, path)


def _answers(criteria: Criteria) -> Iterator[_Said]:
    """The words for yes and no."""
    for answer, words in (("yes", criteria.data.yes), ("no", criteria.data.no)):
        for number, word in enumerate(words):
            yield _Said(word, answer, ("data", answer, number))


def _marks(criteria: Criteria) -> Iterator[_Said]:
    """The marks for figures. One may be a word for yes or no too, where cells hold those."""
    for mark, meaning in criteria.data.missing.items():
        yield _Said(mark, str(meaning), ("data", "missing", mark, KEY))


def _contradicted(texts: Iterable[_Said], known: Mapping[str, _Said]) -> Iterator[tuple[_Said, _Said]]:
    """The words that mean something else than a known or an earlier one, which is the same in cells; and that one."""
    means = dict(known)
    for said in texts:
        first = means.setdefault(as_word(said.text), said)
        if first.means != said.means:
            yield said, first


def _headings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Headings that are listed for one column and belong to another."""
    read = set(_read(criteria))
    owners = {folded(heading): _Said(heading, heading) for heading in read}
    names_as_ids = {criteria.site.id, criteria.site.name}
    for wanted, names in criteria.data.columns.items():
        if wanted not in read:
            continue
        way = ("data", "columns", wanted)
        listed = isinstance(spot_at(root, way, path).node, Sequence)
        for number, name in enumerate(names):
            said = _Said(name, wanted, (*way, number) if listed else way)
            first = owners.setdefault(folded(name), said)
            if first.means != wanted and {first.means, wanted} != names_as_ids:
                yield _told("C114", said, first, root, path)


def _read(criteria: Criteria) -> Iterator[str]:
    """The headings that the criteria use."""
    yield from filter(None, astuple(criteria.site))
    for it in criteria.criteria:
        yield from (it.column, *(f"{it.column}__{what}" for what in PROVENANCE))


def _told(code: str, said: _Said, first: _Said, root: Node, path: str) -> Finding:
    facts = {"text": said.text, "meaning": said.means, "first": first.text, "other": first.means}
    return Finding(rule(code), spot_at(root, said.way, path).place, facts)
