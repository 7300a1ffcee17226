"""Columns that are looked for and not there, each with what was perhaps meant."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.words import folded
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.wording import Text, listing, nearest, shortened, visible
from vasterviksmodell.yaml_document.nodes import old_reading

_MOST = 1000
"""Among so many headings the one that was meant is looked for: that takes long."""


@dataclass(frozen=True)
class MissingColumns:
    """What to look among for the columns that are missing."""

    criteria: Criteria
    served: Collection[str]
    """The headings that a column serves."""
    free: Mapping[str, str]
    """The headings of the file that serve nothing, by how they are compared."""
    place: Place
    above: Mapping[str, int]
    """The lines above the headings, by the texts on them, folded."""

    def findings(self) -> Iterator[Finding]:
        """One for each column with its likeness, one for all others."""
        if self.criteria.site.id not in self.served:
            yield self._without_ids()
        yield from self._without_names()
        missing = [it for it in self.criteria.criteria if it.column not in self.served]
        if len(missing) == len(self.criteria.criteria):
            yield self._without_measures()
            return
        for it in missing:
            if it.required:
                yield Finding(rule("D107"), self.place, {"criterion": it.id}, *self._meant(it))
        yield from self._unknown([it for it in missing if not it.required])

    def _without_names(self) -> Iterator[Finding]:
        """Ids serve as names; that is told only where another column may hold the names."""
        name = self.criteria.site.name
        meant = None if name in self.served else self._like(name)
        if meant is not None:
            yield Finding(rule("D018"), self.place, {"column": name}, suggestion=meant)

    def _unknown(self, missing: Sequence[Criterion]) -> Iterator[Finding]:
        others = []
        for column, it in {it.column: it for it in missing}.items():
            meant = self._meant(it)
            if any(meant):
                yield Finding(rule("D006"), self.place, {"columns": f"'{column}'"}, *meant)
            else:
                others.append(f"'{column}'")
        if others:
            yield Finding(rule("D006"), self.place, {"columns": listing(others)})

    def _without_ids(self) -> Finding:
        site = self.criteria.site
        line = next((self.above[it] for it in self._names(site.id) if it in self.above), None)
        if line is not None:
            return Finding(rule("D005"), self.place, {"column": site.id}, advice=_passed_over(line))
        advice = None
        if site.name in self.served:
            setting = f"site: {{id: {_in_yaml(site.name)}}}"
            advice = Text(
                f"where no two sites have the same name, names can be ids: {setting} in the criteria file",
                f"där inga två platser heter lika kan namnen vara id:n: {setting} i kriteriefilen",
            )
        return Finding(rule("D005"), self.place, {"column": site.id}, self._like(site.id), advice)

    def _without_measures(self) -> Finding:
        known = listing(it.column for it in self.criteria.criteria)
        meant = (self._meant(it) for it in self.criteria.criteria)
        return Finding(rule("D007"), self.place, {"known": known}, *next(filter(any, meant), (None, None)))

    def _meant(self, criterion: Criterion) -> tuple[str | None, Text | None]:
        """The heading that was perhaps meant; or, when one is called as the criterion is, how to declare it."""
        labels = (criterion.label.en, criterion.label.sv)
        called = next((self.free[it] for it in map(folded, filter(None, labels)) if it in self.free), None)
        return (self._like(criterion.column), None) if called is None else (None, _declared(criterion, called))

    def _like(self, heading: str) -> str | None:
        """The free heading most like a heading, or like another name of it, in one line."""
        first = tuple(islice(self.free, _MOST))
        found = next(filter(None, (nearest(name, first) for name in self._names(heading))), None)
        return " ".join(self.free[found].split()) if found else None

    def _names(self, heading: str) -> Iterator[str]:
        """A heading and what it is called instead, as they are compared."""
        return map(folded, (heading, *self.criteria.data.columns.get(heading, ())))


def _passed_over(line: int) -> Text:
    return Text(
        f"it stands above the headings, on line {line}, which is passed over: write all headings on one line",
        f"den står ovanför rubrikerna, på rad {line}, som förbigås: skriv alla rubriker på en rad",
    )


def _declared(criterion: Criterion, heading: str) -> Text:
    setting = f"data: {{columns: {{{_in_yaml(criterion.column)}: {_in_yaml(heading)}}}}}"
    called = shortened(heading)
    return Text(
        f"'{called}' is the label of the criterion: to read it, write {setting} in the criteria file",
        f"'{called}' är kriteriets namn: för att läsa kolumnen, skriv {setting} i kriteriefilen",
    )


def _in_yaml(text: str) -> str:
    """A text as it can be copied into a criteria file."""
    plain = text.isascii() and text.isidentifier() and old_reading(text) is None
    return text if plain else visible(json.dumps(text, ensure_ascii=False))
